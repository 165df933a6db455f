package io.fairlead.tck;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.NativeGroups;
import io.fairlead.tck.Outcome.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plug-in declares and how the rules went, as data and as tables: {@code <id>-<environment>.json} and {@code .md}, the same bytes
 * for the same outcome. Immutable.
 */
final class CapabilityMatrix {
    private final Plugin plugin;
    private final Map<String, Outcome> outcomes;

    private CapabilityMatrix(Plugin plugin, Map<String, Outcome> outcomes) {
        this.plugin = plugin;
        this.outcomes = outcomes;
    }

    static CapabilityMatrix of(Plugin plugin, Collection<Outcome> outcomes) {
        Map<String, Outcome> byRule = new LinkedHashMap<>();
        for (Rule rule : RuleBook.rules()) {
            outcomes.stream()
                    .filter(outcome -> outcome.rule().id().equals(rule.id()))
                    .reduce(Outcome::worse)
                    .ifPresent(outcome -> byRule.put(rule.id(), outcome));
        }
        return new CapabilityMatrix(plugin, byRule);
    }

    /** Writes both files into a folder, which is made if need be. */
    void write(Path folder) {
        String name = plugin.id() + "-" + plugin.environment();
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".json"), json(), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve(name + ".md"), markdown(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the capability matrix to " + folder, e);
        }
    }

    // --- Data ----------------------------------------------------------------------------------------------------

    String json() throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("broker", plugin.id());
        root.put("version", plugin.version());
        root.put("environment", plugin.environment());
        root.put("capabilities", declared());
        root.put("counts", counts());
        root.put("exempt", plugin.exempt());
        root.put("rules", outcomes.values().stream().map(CapabilityMatrix::rule).toList());
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root) + "\n";
    }

    private Map<String, Object> declared() {
        Capabilities capabilities = plugin.capabilities();
        Map<String, Object> declared = new LinkedHashMap<>();
        declared.put("assetClasses", sorted(capabilities.assetClasses()));
        Map<String, Object> orders = new LinkedHashMap<>();
        for (OrderType type : OrderType.values()) {
            if (!capabilities.durations(type).isEmpty()) {
                orders.put(type.name(), sorted(capabilities.durations(type)));
            }
        }
        declared.put("orders", orders);
        NativeGroups groups = capabilities.nativeGroups();
        declared.put("groups", sorted(groups.contingencies()));
        declared.put("groupEntries", sorted(groups.entries()));
        declared.put("groupAssetClasses", sorted(groups.assetClasses()));
        declared.put("groupDurations", sorted(groups.durations()));
        declared.put("groupTerms", sorted(groups.terms()));
        declared.put("replace", capabilities.replace().name());
        declared.put("idempotency", capabilities.idempotency().name());
        declared.put("clientIds", capabilities.clientIds().toString());
        declared.put(
                "absenceProof",
                capabilities.absenceProof().map(Object::toString).orElse(""));
        declared.put("features", names(EnumSet.allOf(Feature.class), capabilities::has));
        declared.put(
                "history",
                capabilities.historyIntervals().stream().map(Object::toString).toList());
        return declared;
    }

    private static <E extends Enum<E>> List<String> names(Set<E> all, java.util.function.Predicate<E> has) {
        return all.stream().filter(has).map(Enum::name).toList();
    }

    private static <E extends Enum<E>> List<String> sorted(Set<E> some) {
        return some.stream().sorted().map(Enum::name).toList();
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.name(), (int) outcomes.values().stream()
                    .filter(outcome -> outcome.verdict() == verdict)
                    .count());
        }
        return counts;
    }

    private static Map<String, String> rule(Outcome outcome) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("id", outcome.rule().id());
        shown.put("title", outcome.rule().title());
        shown.put("capability", outcome.rule().capability());
        shown.put("verdict", outcome.verdict().name());
        if (!outcome.detail().isEmpty()) {
            shown.put("detail", firstLine(outcome.detail()));
        }
        return shown;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    // --- Tables --------------------------------------------------------------------------------------------------

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("## ")
                .append(plugin.id())
                .append(", ")
                .append(plugin.environment())
                .append("\n\n");
        orders(text);
        others(text);
        verdicts(text);
        return text.toString();
    }

    private void orders(StringBuilder text) {
        TimeInForce[] durations = TimeInForce.values();
        text.append("| order type |");
        for (TimeInForce duration : durations) {
            text.append(' ').append(duration).append(" |");
        }
        text.append("\n| --- |").append(" :-: |".repeat(durations.length)).append('\n');
        for (OrderType type : OrderType.values()) {
            text.append("| ").append(type).append(" |");
            for (TimeInForce duration : durations) {
                text.append(plugin.supports(type, duration) ? " yes |" : " |");
            }
            text.append('\n');
        }
    }

    private void others(StringBuilder text) {
        Map<String, Object> declared = declared();
        text.append("\n| capability | |\n| --- | --- |\n");
        row(text, "asset classes", declared, "assetClasses");
        row(text, "native groups", declared, "groups");
        bound(text, "their entry is one of", declared, "groupEntries");
        bound(text, "they trade one of", declared, "groupAssetClasses");
        bound(text, "their times in force are of", declared, "groupDurations");
        bound(text, "all their orders are of", declared, "groupTerms");
        row(text, "replace", declared, "replace");
        row(text, "client ids", declared, "idempotency");
        row(text, "absence is proven after", declared, "absenceProof");
        for (Feature feature : Feature.values()) {
            row(text, feature.name(), Map.of("is", plugin.has(feature) ? "yes" : ""), "is");
        }
        row(text, "history", declared, "history");
    }

    private static void bound(StringBuilder text, String name, Map<String, ?> from, String key) {
        if (from.get(key) instanceof List<?> list && !list.isEmpty()) {
            row(text, name, from, key);
        }
    }

    private static void row(StringBuilder text, String name, Map<String, ?> from, String key) {
        Object value = from.get(key);
        String words = value instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(", "))
                : String.valueOf(value);
        text.append("| ")
                .append(name)
                .append(" | ")
                .append(words.isEmpty() ? "-" : words)
                .append(" |\n");
    }

    private Map<String, List<String>> skippedByReason() {
        Map<String, List<String>> rules = new LinkedHashMap<>();
        outcomes.values().stream()
                .filter(outcome -> outcome.verdict() == Verdict.SKIPPED)
                .forEach(outcome -> rules.computeIfAbsent(firstLine(outcome.detail()), any -> new ArrayList<>())
                        .add(outcome.rule().id()));
        return rules;
    }

    private void verdicts(StringBuilder text) {
        Map<String, Integer> counts = counts();
        text.append("\nContract kit: ")
                .append(counts.get("HOLDS"))
                .append(" rules hold, ")
                .append(counts.get("REFUSED"))
                .append(" refuse what is not declared, ")
                .append(counts.get("SKIPPED"))
                .append(" not tested, ")
                .append(counts.get("FAILED"))
                .append(" broken.\n");
        outcomes.values().stream()
                .filter(outcome -> outcome.verdict() == Verdict.FAILED)
                .forEach(outcome -> text.append("\n- ")
                        .append(outcome.rule().id())
                        .append(" **broken**: ")
                        .append(firstLine(outcome.detail())));
        skippedByReason()
                .forEach((reason, rules) -> text.append("\n- not tested: ")
                        .append(String.join(", ", rules))
                        .append(": ")
                        .append(reason));
        plugin.exempt()
                .forEach((name, reason) ->
                        text.append("\n- ").append(name).append(" **exempt**: ").append(reason));
        text.append('\n');
    }
}
