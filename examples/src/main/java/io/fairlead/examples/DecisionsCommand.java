package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.feed.CsvFolder;
import io.fairlead.orchestrator.Action;
import io.fairlead.orchestrator.Decision;
import io.fairlead.orchestrator.DecisionRun;
import io.fairlead.orchestrator.OrchestratorConfig;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fairlead decisions}: what the ensemble decides at every bar of recorded data, without broker or costs, as CSV. */
@Command(
        name = "decisions",
        description = "Writes what the ensemble decides at every bar of a folder of CSV files.",
        footer = {
            "",
            "One row per traded symbol and bar: time (bar start, New York), symbol, action;",
            "where a position is opened also regime, support, size, stop, target and votes.",
            "",
            "Example: ./fairlead decisions --profile classic --data DIR --out decisions.csv"
        })
final class DecisionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "classic, standard or aggressive; standard unless said.")
    private String profile = "standard";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Folder with one SYMBOL.csv or SYMBOL.csv.gz per symbol.")
    private Path data = Path.of("");

    @Option(
            names = "--window-days",
            paramLabel = "N",
            description = "Start afresh every N trading days; never unless said.")
    private @Nullable Integer windowDays;

    @Option(
            names = "--trade",
            split = ",",
            paramLabel = "SYM",
            description = "Symbols to decide, in that order, parted by commas; all but SPY, QQQ and IWM unless said.")
    private List<String> trade = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The CSV file to write; replaced if it is there.")
    private Path out = Path.of("");

    private final Map<Action, Long> counts = new EnumMap<>(Action.class);

    @Override
    public Integer call() {
        OrchestratorConfig config = OrchestratorConfig.profile(profile);
        BarData bars = CsvFolder.of(data);
        DecisionRun.Builder run =
                DecisionRun.of(config).trade(tradedOf(bars, config)).listener(this::count);
        if (windowDays != null) {
            run.windowDays(windowDays);
        }
        write(run, bars);
        report();
        return 0;
    }

    private void write(DecisionRun.Builder builder, BarData bars) {
        try (BufferedWriter file = Files.newBufferedWriter(out)) {
            DecisionRun run = builder.csv(file).start();
            run.feed(bars);
            run.finish();
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(
                    "--out " + out + " cannot be written: " + e + "; name a file in a folder that is there", e);
        }
    }

    private List<InstrumentId> tradedOf(BarData bars, OrchestratorConfig config) {
        List<InstrumentId> traded = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (Instrument instrument : bars.instruments()) {
            known.add(instrument.id().symbol());
            boolean chosen =
                    trade.isEmpty() && !config.market().isProxy(instrument.id().symbol());
            if (chosen) {
                traded.add(instrument.id());
            }
        }
        for (String symbol : symbols()) {
            int index = known.indexOf(symbol);
            if (index < 0) {
                throw new BadInputException("--trade names '" + symbol + "', but " + data + " has only "
                        + String.join(", ", known) + Nearest.hint(symbol, known));
            }
            traded.add(bars.instruments().get(index).id());
        }
        if (traded.isEmpty()) {
            throw new BadInputException(data + " has only " + String.join(", ", known)
                    + ", which stand for the market; name symbols to decide with --trade");
        }
        return traded;
    }

    private Set<String> symbols() {
        Set<String> symbols = new LinkedHashSet<>();
        for (String symbol : trade) {
            if (!symbols.add(symbol.trim())) {
                throw new BadInputException("--trade names '" + symbol.trim() + "' twice; name each symbol once");
            }
        }
        return symbols;
    }

    private void count(Decision decision) {
        counts.merge(decision.action(), 1L, Long::sum);
    }

    private void report() {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d decisions", all));
        String separator = ": ";
        for (Map.Entry<Action, Long> count : counts.entrySet()) {
            text.append(separator)
                    .append(String.format(Locale.ROOT, "%,d ", count.getValue()))
                    .append(count.getKey().text());
            separator = ", ";
        }
        spec.commandLine().getOut().println(text + "; written to " + out);
    }
}
