package io.fairlead.orchestrator;

import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.Vote;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edges of one ensemble in their order of voting, with their weights. One thread. */
final class EdgeRoster {
    private static final Logger log = LoggerFactory.getLogger(EdgeRoster.class);

    private final Edge[] edges;
    private final String[] names;
    private final double[] weights;
    private final boolean[] reported;

    EdgeRoster(List<Edge> edges, List<String> names, double[] weights) {
        this.edges = edges.toArray(Edge[]::new);
        this.names = names.toArray(String[]::new);
        this.weights = weights;
        this.reported = new boolean[this.edges.length];
    }

    List<String> names() {
        return List.of(names);
    }

    String name(int index) {
        return names[index];
    }

    double weight(int index) {
        return weights[index];
    }

    double[] weights() {
        return weights;
    }

    Vote[] vote(EdgeView view) {
        Vote[] votes = new Vote[edges.length];
        for (int i = 0; i < votes.length; i++) {
            votes[i] = ask(i, view);
        }
        return votes;
    }

    private Vote ask(int index, EdgeView view) {
        try {
            @Nullable Vote vote = edges[index].vote(view);
            return vote == null ? Vote.abstain("returned no vote") : vote;
        } catch (RuntimeException failure) {
            reportOnce(index, failure);
            return Vote.abstain("threw " + failure);
        }
    }

    private void reportOnce(int index, RuntimeException failure) {
        if (!reported[index]) {
            reported[index] = true;
            log.atWarn()
                    .setMessage("edge threw and abstains; further failures of it are in the decisions only")
                    .addKeyValue("edge", names[index])
                    .setCause(failure)
                    .log();
        }
    }
}
