package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.spi.Broker;
import io.fairlead.spi.HistoryFacet;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead history}: past bars as a broker has them. */
@Command(
        name = "history",
        sortOptions = false,
        description = "Shows past bars as a broker has them; read-only.",
        footer = {
            "",
            "Examples:",
            "  ./fairlead history --broker alpaca --instrument AAPL.US --interval 5m",
            "  ./fairlead history --broker binance --instrument BTCUSDT.BINANCE --interval 1d --from 2026-01-01 --csv"
        },
        exitCodeList = {"0:done", "1:the venue did not answer", "2:bad input; the message says what to change"})
final class HistoryCommand implements Callable<Integer> {
    private static final int USUAL_BARS = 20;
    private static final Duration DAY = Duration.ofDays(1);
    /** A share trades some seven hours on five of seven days: to have 20 bars one must look farther back. */
    private static final int LOOK_BACK = 6;

    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions options = new BrokerOptions();

    @Option(
            names = "--instrument",
            required = true,
            paramLabel = "SYMBOL.MARKET",
            converter = InstrumentWord.class,
            description = "What, as in AAPL.US.")
    private InstrumentId instrument = InstrumentId.of("none", "none");

    @Option(
            names = "--interval",
            paramLabel = "LENGTH",
            defaultValue = "1d",
            converter = Converters.Interval.class,
            description = "Length of a bar: 1m, 5m, 1h, 1d; 1d unless said.")
    private BarInterval interval = BarInterval.DAY;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = Converters.Date.class,
            description = "First date (UTC); the last 20 bars are shown unless said.")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = Converters.Date.class,
            description = "Last date (UTC), included; today unless said.")
    private @Nullable LocalDate to;

    @Option(names = "--csv", description = "Writes the lines of a CSV file: start,open,high,low,close,volume.")
    private boolean csv;

    @Override
    public Integer call() {
        Instant now = Clock.systemUTC().instant();
        Instant end =
                to == null ? now : to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant start = from == null
                ? end.minus(lookBack())
                : from.atStartOfDay(ZoneOffset.UTC).toInstant();
        if (!start.isBefore(end)) {
            throw new BadInputException("--from " + from + " is not before --to " + to + "; exchange them");
        }
        try (OpenBroker open = OpenBroker.connect(options.choose(program.variables()))) {
            HistoryFacet history = history(open.broker());
            List<Bar> bars = open.ask("bars of " + instrument, () -> history.bars(instrument, interval, start, end));
            if (from == null && bars.size() > USUAL_BARS) {
                bars = bars.subList(bars.size() - USUAL_BARS, bars.size());
            }
            write(bars, spec.commandLine().getOut());
        }
        return 0;
    }

    private Duration lookBack() {
        return interval.span()
                .orElse(DAY)
                .multipliedBy((long) USUAL_BARS * LOOK_BACK)
                .plus(DAY.multipliedBy(4));
    }

    private HistoryFacet history(Broker broker) {
        HistoryFacet history = broker.history()
                .orElseThrow(() -> new BadInputException(
                        "'" + broker.account().venue() + "' has no past bars; take a data source that has"));
        SortedSet<BarInterval> intervals = broker.capabilities().historyIntervals();
        if (!intervals.contains(interval)) {
            throw new BadInputException("'" + broker.account().venue() + "' has no bars of " + interval + "; it has "
                    + String.join(
                            ", ", intervals.stream().map(BarInterval::toString).toList()));
        }
        return history;
    }

    private void write(List<Bar> bars, PrintWriter out) {
        if (csv) {
            out.println("start,open,high,low,close,volume");
            bars.forEach(bar -> out.println(String.join(
                    ",",
                    bar.start().toString(),
                    plain(bar.open()),
                    plain(bar.high()),
                    plain(bar.low()),
                    plain(bar.close()),
                    plain(bar.volume()))));
            return;
        }
        TextTable table = new TextTable("start", ">open", ">high", ">low", ">close", ">volume");
        bars.forEach(bar -> table.row(
                bar.start().toString(),
                plain(bar.open()),
                plain(bar.high()),
                plain(bar.low()),
                plain(bar.close()),
                plain(bar.volume())));
        table.lines().forEach(out::println);
        out.println(String.format(Locale.ROOT, "%,d bars of %s, %s", bars.size(), instrument, interval));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
