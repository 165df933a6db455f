package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bars from a folder with one CSV file per symbol, {@code SYMBOL.csv} or {@code SYMBOL.csv.gz}. Files whose names begin with
 * {@code _} or a point are left alone.
 *
 * <pre>{@code
 * BarData data = CsvFolder.of(Path.of("data")).symbols("SPY", "QQQ").from(LocalDate.of(2024, 1, 2));
 * }</pre>
 *
 * <p>A file has a header line with six columns, in any order and case: a time, {@code open}, {@code high}, {@code low},
 * {@code close} and {@code volume}. The time is the bar's START, never its end:
 *
 * <ul>
 *   <li>with its offset, {@code 2026-01-22T14:30:00Z}, in a column {@code ts}, {@code time}, {@code timestamp}, {@code datetime} or
 *       {@code date};
 *   <li>without offset, {@code 2024-01-02T09:30:00}, in a column {@code time} only: local time of the {@linkplain #zone zone}. Of
 *       two that read alike because clocks were set back, the first that keeps time rising is meant;
 *   <li>a date alone, {@code 2017-09-01}: the bar of that session, from its open to its close by the {@linkplain #calendar
 *       calendar}; where that has no session on the date, from 09:30 to 16:00.
 * </ul>
 *
 * <p>Rows ascend in time; an absent bar has no row. A row that cannot be a bar is never skipped in silence: see {@link
 * #onBadRow}. Numbers are read to the nearest double.
 *
 * <p>Each setting returns a copy; this object never changes. Nothing is read before the first call that needs data, then all
 * files are read once and kept. Any thread.
 */
public final class CsvFolder implements BarData {
    /** Makes the instrument of a symbol. */
    @FunctionalInterface
    public interface InstrumentFactory {
        /**
         * The instrument of this id.
         *
         * @param id its symbol from the file's name, in the folder's market
         * @param priceDecimals most digits behind the point that a price in its file had, 0..18
         * @param volumeDecimals most digits behind the point that a volume in its file had, 0..18
         */
        Instrument create(InstrumentId id, int priceDecimals, int volumeDecimals);
    }

    private final CsvOptions options;
    private final Object lock = new Object();
    private CsvLoad.@Nullable Loaded loaded;
    private @Nullable String hash;

    private CsvFolder(CsvOptions options) {
        this.options = options;
    }

    /** All symbols of a folder, over all their time. */
    public static CsvFolder of(Path folder) {
        return new CsvFolder(new CsvOptions(Objects.requireNonNull(folder, "folder")));
    }

    private CsvFolder with(Consumer<CsvOptions> change) {
        CsvOptions copy = options.copy();
        change.accept(copy);
        return new CsvFolder(copy);
    }

    /** These symbols only, in this order. */
    public CsvFolder symbols(String... symbols) {
        return symbols(List.of(symbols));
    }

    /**
     * These symbols only, in this order. Each must have a file, and bars between the dates.
     *
     * @param symbols at least one, each once
     * @throws BadInputException if there is none, or one is there twice
     */
    public CsvFolder symbols(List<String> symbols) {
        List<String> names = List.copyOf(symbols);
        if (names.isEmpty()) {
            throw new BadInputException("name at least one symbol, or leave symbols(...) out to read all");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new BadInputException("each symbol can be named once, was " + names);
        }
        return with(o -> o.symbols = names);
    }

    /** Bars from this date on, inclusive, in the exchange's zone. */
    public CsvFolder from(LocalDate date) {
        Objects.requireNonNull(date, "date");
        return with(o -> o.from = date);
    }

    /** Bars up to this date, inclusive, in the exchange's zone. */
    public CsvFolder to(LocalDate date) {
        Objects.requireNonNull(date, "date");
        return with(o -> o.to = date);
    }

    /** The market of the symbols, as in {@link InstrumentId#of}; {@code US} unless said. */
    public CsvFolder market(String market) {
        Objects.requireNonNull(market, "market");
        return with(o -> o.market = market);
    }

    /** The exchange's zone, for local times and dates; the calendar's zone unless said. */
    public CsvFolder zone(ZoneId zone) {
        Objects.requireNonNull(zone, "zone");
        return with(o -> o.zone = zone);
    }

    /** When the instruments trade; {@link io.fairlead.core.calendar.Calendars#nyse()} unless said. */
    public CsvFolder calendar(TradingCalendar calendar) {
        Objects.requireNonNull(calendar, "calendar");
        return with(o -> o.calendar = calendar);
    }

    /**
     * How long the bars are; unless said, the smallest distance of two neighbouring rows, which must be the same in all files. A bar
     * stated longer than it is shows late; one stated shorter shows before its end, so state only what you know.
     */
    public CsvFolder interval(BarInterval interval) {
        Objects.requireNonNull(interval, "interval");
        return with(o -> o.interval = interval);
    }

    /** What makes the instruments; unless said, shares in US dollars with lot 1 that trade by the calendar. */
    public CsvFolder instrument(InstrumentFactory factory) {
        Objects.requireNonNull(factory, "factory");
        return with(o -> o.factory = factory);
    }

    /**
     * What to do about rows that cannot be bars: too many or few fields, no number, NaN, negative volume, high below low, open or
     * close outside them, time that repeats, goes backwards or was skipped by the clocks, compressed data that is cut off. {@link
     * BadRows#FAIL} unless said.
     */
    public CsvFolder onBadRow(BadRows policy) {
        Objects.requireNonNull(policy, "policy");
        return with(o -> o.onBadRow = policy);
    }

    private CsvLoad.Loaded loaded() {
        synchronized (lock) {
            if (loaded == null) {
                loaded = CsvLoad.load(options);
            }
            return loaded;
        }
    }

    /**
     * One instrument a symbol: in the order asked for, else by symbol. Symbols that were not asked for by name and have no bar
     * between the dates are left out.
     *
     * @throws BadInputException if folder, files or settings do not fit; the message names what and the remedy
     */
    @Override
    public List<Instrument> instruments() {
        return loaded().instruments();
    }

    @Override
    public BarColumns bars(InstrumentId instrument) {
        BarColumns bars = loaded().bars().get(Objects.requireNonNull(instrument, "instrument"));
        if (bars == null) {
            List<String> names =
                    instruments().stream().map(known -> known.id().toString()).toList();
            throw new BadInputException(description() + " has no bars of " + instrument + ": it has "
                    + NearestNames.list(instrument.toString(), names));
        }
        return bars;
    }

    @Override
    public BarInterval interval() {
        return loaded().interval();
    }

    /**
     * The rows that were left out, in the order of files and lines; empty unless {@link BadRows#SKIP_AND_REPORT} was set.
     *
     * @throws BadInputException if the data cannot be read
     */
    public List<BadRow> badRows() {
        return loaded().badRows();
    }

    @Override
    public String contentHash() {
        synchronized (lock) {
            if (hash == null) {
                hash = ContentHash.of(this);
            }
            return hash;
        }
    }

    /** {@code "CSV folder data: 2 instruments, 5m bars, 2024-01-02 to 2024-06-28"}. */
    @Override
    public String description() {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (BarColumns bars : loaded().bars().values()) {
            first = Math.min(first, bars.startNanos(0));
            last = Math.max(last, bars.startNanos(bars.size() - 1));
        }
        int count = instruments().size();
        String skipped = badRows().isEmpty() ? "" : ", " + badRows().size() + " bad rows left out";
        return "CSV folder " + options.folder + ": " + count + (count == 1 ? " instrument, " : " instruments, ")
                + interval() + " bars, " + date(first) + " to " + date(last) + skipped;
    }

    private LocalDate date(long nanos) {
        return LocalDate.ofInstant(EpochNanos.toInstant(nanos), options.zone());
    }

    @Override
    public String toString() {
        return "CSV folder " + options.folder;
    }
}
