package io.fairlead.orchestrator;

import io.fairlead.api.BadInputException;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeParameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds edges, refuses doubles, chooses and configures those that a configuration asks for. */
final class EdgeCatalog {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private EdgeCatalog() {}

    /** New instances of all edges found: the six first, in their order, then all others by name. */
    static List<Edge> discover() {
        List<Edge> found = new ArrayList<>();
        try {
            ServiceLoader.load(Edge.class).forEach(found::add);
            if (found.isEmpty()) {
                ServiceLoader.load(Edge.class, EdgeCatalog.class.getClassLoader())
                        .forEach(found::add);
            }
        } catch (ServiceConfigurationError e) {
            throw new BadInputException(
                    "an edge named in META-INF/services or module-info cannot be made: " + e.getMessage()
                            + "; it needs a public class with a public constructor without parameters",
                    e);
        }
        found.sort(Comparator.comparingInt(EdgeCatalog::rank).thenComparing(Edge::name));
        return found;
    }

    /** The edges that a configuration names, in its order; all of them where it names none. */
    static List<Edge> choose(List<Edge> found, OrchestratorConfig config) {
        Map<String, Edge> byName = byName(found);
        Optional<List<String>> wanted = config.edges();
        if (wanted.isEmpty()) {
            return found;
        }
        List<Edge> chosen = new ArrayList<>();
        for (String name : wanted.get()) {
            Edge edge = byName.get(name);
            if (edge == null) {
                throw new BadInputException("profile " + config.name() + " asks for edge '" + name + "', found were "
                        + byName.keySet() + "; put its module on the class path or module path");
            }
            chosen.add(edge);
        }
        return chosen;
    }

    /** The edges, configured, with their weights. */
    static EdgeRoster roster(List<Edge> edges, OrchestratorConfig config) {
        List<String> names = List.copyOf(byName(edges).keySet());
        for (String weighted : config.weights().keySet()) {
            if (!names.contains(weighted)) {
                throw new BadInputException(
                        "a weight is given for edge '" + weighted + "', but the edges are " + names);
            }
        }
        ReadParameters parameters = new ReadParameters(config);
        List<Edge> configured = new ArrayList<>();
        for (Edge edge : edges) {
            configured.add(edge.configuredBy(parameters));
        }
        parameters.refuseUnread(names);
        double[] weights = new double[edges.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = config.weights().getOrDefault(names.get(i), 1.0);
        }
        return new EdgeRoster(configured, names, weights);
    }

    private static Map<String, Edge> byName(List<Edge> edges) {
        Map<String, Edge> byName = new LinkedHashMap<>();
        for (Edge edge : edges) {
            String name = edge.name();
            if (!NAME.matcher(name).matches()) {
                throw new BadInputException("edge " + edge.getClass().getName() + " is named '" + name
                        + "'; a name is lower-case words joined by hyphens, like relative-strength");
            }
            Edge other = byName.put(name, edge);
            if (other != null) {
                throw new BadInputException("two edges are named '" + name + "': "
                        + other.getClass().getName() + " and " + edge.getClass().getName()
                        + "; rename one of them or leave it out");
            }
        }
        return byName;
    }

    private static int rank(Edge edge) {
        int index = Profiles.SIX_EDGES.indexOf(edge.name());
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    /** Hands a configuration's numbers to edges and remembers which were asked for. */
    private static final class ReadParameters implements EdgeParameters {
        private final OrchestratorConfig config;
        private final Map<String, Double> numbers;
        private final Set<String> read = new TreeSet<>();

        ReadParameters(OrchestratorConfig config) {
            this.config = config;
            this.numbers = config.numbers();
        }

        @Override
        public double number(String name, double fallback) {
            read.add(name);
            return numbers.getOrDefault(name, fallback);
        }

        @Override
        public <T> Optional<T> setting(Class<T> type) {
            return config.setting(type);
        }

        void refuseUnread(List<String> edges) {
            for (String name : config.edgeNumbers().keySet()) {
                if (!read.contains(name)) {
                    throw new BadInputException("no edge asks for the number '" + name + "'; the edges are " + edges
                            + ", which asked for " + read);
                }
            }
        }
    }
}
