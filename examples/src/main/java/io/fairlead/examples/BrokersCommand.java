package io.fairlead.examples;

import io.fairlead.api.UnsupportedBrokerException;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.core.engine.Plugins;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.NativeGroups;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fairlead brokers}: which brokers there are, what they can do, and which are refused. */
@Command(
        name = "brokers",
        description = "Lists broker plug-ins with what they can do, and brokers that are refused on purpose.",
        footer = {"", "Examples:", "  ./fairlead brokers", "  ./fairlead brokers --broker alpaca"})
final class BrokersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--broker", paramLabel = "ID", description = "Only this one, with its settings.")
    private @Nullable String only;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String id = only;
        if (id != null) {
            BrokerProvider provider = Plugins.broker(id);
            describe(provider, out);
            settings(provider, out);
            return 0;
        }
        for (BrokerProvider provider : Plugins.brokers().values()) {
            describe(provider, out);
        }
        refused(out);
        return 0;
    }

    private static void describe(BrokerProvider provider, PrintWriter out) {
        out.println(provider.id() + " " + provider.version());
        List<String> environments = provider.environments();
        List<Capabilities> all =
                environments.stream().map(provider::capabilities).toList();
        for (int i = 0; i < environments.size(); i++) {
            String kind = i == 0 ? environments.get(i) + " (default)" : environments.get(i);
            if (i > 0 && all.get(i).equals(all.get(0))) {
                out.println("  " + kind + ": as " + environments.get(0));
            } else {
                out.println("  " + kind);
                matrix(all.get(i)).forEach(line -> out.println("    " + line));
            }
        }
        out.println();
    }

    /** What one environment can do: order types against times in force, then everything else. */
    private static List<String> matrix(Capabilities can) {
        List<String> heads = new ArrayList<>();
        heads.add("order type");
        for (TimeInForce duration : TimeInForce.values()) {
            heads.add(duration.name());
        }
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (OrderType type : OrderType.values()) {
            if (!can.durations(type).isEmpty()) {
                List<String> cells = new ArrayList<>();
                cells.add(words(type.name()));
                for (TimeInForce duration : TimeInForce.values()) {
                    cells.add(can.supports(type, duration) ? "yes" : "-");
                }
                table.row(cells.toArray(String[]::new));
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("assets: " + list(can.assetClasses()));
        lines.add("groups: native " + groups(can.nativeGroups()) + "; others emulated");
        lines.add("features: "
                + list(List.of(Capabilities.Feature.values()).stream()
                        .filter(can::has)
                        .toList()));
        lines.add("replace: " + words(can.replace().name()) + "; a client id seen before: "
                + words(can.idempotency().name()));
        lines.add("history: "
                + (can.historyIntervals().isEmpty()
                        ? "none"
                        : String.join(
                                ", ",
                                can.historyIntervals().stream()
                                        .map(BarInterval::toString)
                                        .toList())));
        return lines;
    }

    private static String groups(NativeGroups groups) {
        return list(groups.contingencies())
                + bound("entry ", groups.entries())
                + bound("of ", groups.assetClasses())
                + bound("in force ", groups.durations())
                + bound("", groups.terms());
    }

    private static <E extends Enum<E>> String bound(String name, Collection<E> some) {
        return some.isEmpty() ? "" : "; " + name + list(some);
    }

    private static <E extends Enum<E>> String list(Collection<E> values) {
        return values.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        values.stream()
                                .sorted()
                                .map(value -> words(value.name()))
                                .toList());
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void settings(BrokerProvider provider, PrintWriter out) {
        TextTable table = new TextTable("setting", "environment variable", "needed", "what it is");
        for (ConfigKey key : provider.configKeys()) {
            String variable = key.environmentVariable().isEmpty() ? "-" : key.environmentVariable();
            String needed = (key.required() ? "yes" : "no") + (key.secret() ? ", secret" : "");
            table.row(key.name(), variable, needed, key.description());
        }
        table.lines().forEach(out::println);
    }

    private static void refused(PrintWriter out) {
        out.println("Refused on purpose:");
        TextTable table = new TextTable("broker", "code", "date", "take instead", "reason");
        for (UnsupportedBrokerException refusal : Plugins.refusedBrokers()) {
            table.row(
                    refusal.broker(),
                    refusal.code(),
                    refusal.date().toString(),
                    String.join(", ", refusal.alternatives()),
                    refusal.reason());
        }
        table.lines().forEach(out::println);
    }
}
