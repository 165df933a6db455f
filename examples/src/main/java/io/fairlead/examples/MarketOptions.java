package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.calendar.Calendars;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.feed.CsvFolder;
import io.fairlead.core.feed.SyntheticMarket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which market a run is on: a folder of recorded bars, or a made-up one. */
final class MarketOptions {
    private static final LocalDate FIRST_SYNTHETIC_DATE = LocalDate.of(2024, 1, 2);
    private static final int USUAL_SESSIONS = 30;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with one SYMBOL.csv or SYMBOL.csv.gz per symbol; without it, a synthetic market.")
    private @Nullable Path folder;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = Converters.Date.class,
            description = "First date, 2024-03-15.")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = Converters.Date.class,
            description = "Last date, included.")
    private @Nullable LocalDate to;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            description = "How many sessions the synthetic market has; 30 unless said.")
    private @Nullable Integer sessions;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Makes the synthetic market and all other chance; 42 unless said.")
    private long seed;

    /** The source of all chance. */
    long seed() {
        return seed;
    }

    /** The market, whole. */
    BarData open(BarInterval interval) {
        if (from != null && to != null && to.isBefore(from)) {
            throw new BadInputException("--to " + to + " is before --from " + from + "; exchange them");
        }
        Path data = folder;
        return data == null ? synthetic(interval) : recorded(data);
    }

    private BarData recorded(Path data) {
        if (sessions != null) {
            throw new BadInputException(
                    "--sessions " + sessions + " is for the synthetic market; with --data say --from and --to");
        }
        CsvFolder bars = CsvFolder.of(data);
        bars = from == null ? bars : bars.from(from);
        return to == null ? bars : bars.to(to);
    }

    private BarData synthetic(BarInterval interval) {
        LocalDate first = from == null ? FIRST_SYNTHETIC_DATE : from;
        if (to != null && sessions != null) {
            throw new BadInputException("--to " + to + " and --sessions " + sessions + " say the same; leave one out");
        }
        int count = to != null ? sessionsBetween(first, to) : sessions != null ? sessions : USUAL_SESSIONS;
        return SyntheticMarket.of(seed).from(first).sessions(count).interval(interval);
    }

    private static int sessionsBetween(LocalDate first, LocalDate last) {
        TradingCalendar calendar = Calendars.nyse();
        int count = 0;
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            count += calendar.sessionOn(date).isPresent() ? 1 : 0;
        }
        if (count == 0) {
            throw new BadInputException("no session from " + first + " to " + last + "; the market is closed then");
        }
        return count;
    }

    /** The instruments of these symbols, in that order; the market must have each, and each is named once. */
    static List<InstrumentId> choose(BarData market, List<String> symbols, String option) {
        List<Instrument> all = market.instruments();
        List<String> known = all.stream().map(each -> each.id().symbol()).toList();
        List<InstrumentId> chosen = new ArrayList<>();
        for (String word : symbols) {
            String symbol = word.strip();
            int index = known.indexOf(symbol);
            if (index < 0) {
                throw new BadInputException(option + " names '" + symbol + "', but the market has only "
                        + String.join(", ", known) + Nearest.hint(symbol, known));
            }
            if (chosen.contains(all.get(index).id())) {
                throw new BadInputException(option + " names '" + symbol + "' twice; name each symbol once");
            }
            chosen.add(all.get(index).id());
        }
        return chosen;
    }
}
