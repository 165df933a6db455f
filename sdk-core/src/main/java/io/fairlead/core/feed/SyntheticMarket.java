package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.instrument.TradingCalendar.Session;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.core.calendar.Calendars;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A made-up market for demos and tests where no recorded data is at hand: an index with its funds and stocks that move together, in
 * New York's sessions. Names are borrowed for the roles they play; prices, volumes and events are fictional, and no result on them
 * says anything about a strategy's worth.
 *
 * <pre>{@code
 * BarData data = SyntheticMarket.of(42).from(LocalDate.of(2024, 1, 2)).sessions(60);
 * }</pre>
 *
 * <p>One seed makes the same bytes on every machine and Java version. It is one market however it is looked at: fewer symbols,
 * fewer sessions or a coarser interval show parts of the same. Days trend, range or turn around; calm and restless times last for
 * days; prices move most after the open, volume is highest after the open and before the close; nights bring gaps. Prices are in
 * whole cents, volumes in whole shares.
 *
 * <p>Each setting returns a copy; this object never changes. Bars are made at the first call that needs them, and kept. Any thread.
 */
public final class SyntheticMarket implements BarData {
    private static final List<String> USUAL_SYMBOLS =
            List.of("SPY", "QQQ", "IWM", "SMH", "XLK", "AAPL", "MSFT", "GOOGL", "NVDA", "AMD", "INTC");
    private static final String MARKET = "US";
    private static final int USUAL_SESSIONS = 60;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TradingCalendar calendar = Calendars.nyse();
    private final long seed;
    private final List<String> symbols;
    private final LocalDate from;
    private final int sessions;
    private final BarInterval interval;

    private final Object lock = new Object();
    private @Nullable Map<InstrumentId, BarColumns> bars;
    private @Nullable String hash;

    private SyntheticMarket(long seed, List<String> symbols, LocalDate from, int sessions, BarInterval interval) {
        this.seed = seed;
        this.symbols = symbols;
        this.from = from;
        this.sessions = sessions;
        this.interval = interval;
    }

    /**
     * Eleven symbols (SPY, QQQ, IWM; SMH, XLK; AAPL, MSFT, GOOGL, NVDA, AMD, INTC) over 60 sessions from 2024-01-02, in bars of five
     * minutes.
     *
     * @param seed any number; another one makes another market
     */
    public static SyntheticMarket of(long seed) {
        return new SyntheticMarket(
                seed, USUAL_SYMBOLS, LocalDate.of(2024, 1, 2), USUAL_SESSIONS, BarInterval.ofMinutes(5));
    }

    /** These symbols, in this order; see {@link #symbols(List)}. */
    public SyntheticMarket symbols(String... names) {
        return symbols(List.of(names));
    }

    /**
     * These symbols, in this order. SPY, QQQ, IWM, some sector funds and large stocks play their roles; any other name is a stock
     * whose ways follow from its name.
     *
     * @param names at least one, each once
     * @throws BadInputException if there is none, one is there twice, or one is no symbol
     */
    public SyntheticMarket symbols(List<String> names) {
        List<String> copy = List.copyOf(names);
        if (copy.isEmpty() || copy.stream().distinct().count() < copy.size()) {
            throw new BadInputException("name at least one symbol, and each once, was " + copy);
        }
        for (String name : copy) {
            id(name);
        }
        return new SyntheticMarket(seed, copy, from, sessions, interval);
    }

    /** The first date; its session or the next one is the first. */
    public SyntheticMarket from(LocalDate date) {
        return new SyntheticMarket(seed, symbols, Objects.requireNonNull(date, "date"), sessions, interval);
    }

    /**
     * How many sessions.
     *
     * @param count 1 or more
     * @throws BadInputException if it is less
     */
    public SyntheticMarket sessions(int count) {
        if (count < 1) {
            throw new BadInputException("a market needs 1 session or more, was " + count);
        }
        return new SyntheticMarket(seed, symbols, from, count, interval);
    }

    /**
     * How long the bars are.
     *
     * @param length whole minutes, or days
     * @throws BadInputException if it is neither
     */
    public SyntheticMarket interval(BarInterval length) {
        Optional<Duration> span = Objects.requireNonNull(length, "length").span();
        boolean wholeMinutes = span.map(
                        s -> s.toSeconds() % MINUTE.toSeconds() == 0 && s.compareTo(Duration.ofDays(1)) <= 0)
                .orElse(length.equals(BarInterval.DAY));
        if (!wholeMinutes) {
            throw new BadInputException("bars of a synthetic market last whole minutes or a day, was " + length);
        }
        return new SyntheticMarket(seed, symbols, from, sessions, length);
    }

    private static InstrumentId id(String symbol) {
        try {
            return InstrumentId.of(symbol, MARKET);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("'" + symbol + "' cannot be a symbol: " + e.getMessage(), e);
        }
    }

    /** Shares in US dollars that trade by {@link Calendars#nyse()}, in market {@code US}, in the order asked for. */
    @Override
    public List<Instrument> instruments() {
        return symbols.stream()
                .map(symbol -> Instrument.equity(id(symbol), Currency.USD)
                        .calendar(calendar)
                        .build())
                .toList();
    }

    /**
     * {@inheritDoc}
     *
     * @throws BadInputException if the market does not hold that instrument, or its dates reach beyond the calendar's
     */
    @Override
    public BarColumns bars(InstrumentId instrument) {
        BarColumns found = made().get(Objects.requireNonNull(instrument, "instrument"));
        if (found == null) {
            throw new BadInputException(description() + " has no bars of " + instrument + ": it has "
                    + NearestNames.list(instrument.symbol(), symbols) + " in market " + MARKET);
        }
        return found;
    }

    private Map<InstrumentId, BarColumns> made() {
        synchronized (lock) {
            if (bars == null) {
                bars = make();
            }
            return bars;
        }
    }

    private Map<InstrumentId, BarColumns> make() {
        Map<InstrumentId, BarColumns> columns = new LinkedHashMap<>();
        List<SyntheticSymbol> makers = new ArrayList<>();
        List<BarAggregator> aggregators = new ArrayList<>();
        for (String symbol : symbols) {
            BarColumns made = BarColumns.of(id(symbol), interval);
            columns.put(made.instrument(), made);
            makers.add(new SyntheticSymbol(seed, symbol));
            aggregators.add(new BarAggregator(interval, calendar, made::append));
        }
        SyntheticFactors factors = new SyntheticFactors(seed);
        LocalDate date = from;
        for (int done = 0; done < sessions; date = date.plusDays(1)) {
            Optional<Session> session = calendar.sessionOn(date);
            if (session.isPresent()) {
                makeSession(session.get(), factors, makers, aggregators);
                done++;
            }
        }
        columns.values().forEach(BarColumns::freeze);
        return columns;
    }

    private static void makeSession(
            Session session, SyntheticFactors factors, List<SyntheticSymbol> makers, List<BarAggregator> aggregators) {
        int minutes = (int) Duration.between(session.open(), session.close()).toMinutes();
        factors.next(minutes);
        for (int i = 0; i < makers.size(); i++) {
            makers.get(i).session(EpochNanos.of(session.open()), minutes, factors, aggregators.get(i));
            aggregators.get(i).flush(EpochNanos.of(session.close()));
        }
    }

    @Override
    public BarInterval interval() {
        return interval;
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

    /** {@code "SYNTHETIC market, seed 42: 11 instruments, 5m bars, 60 sessions from 2024-01-02"}. */
    @Override
    public String description() {
        return "SYNTHETIC market, seed " + seed + ": " + symbols.size()
                + (symbols.size() == 1 ? " instrument, " : " instruments, ") + interval + " bars, " + sessions
                + (sessions == 1 ? " session" : " sessions") + " from " + from;
    }

    @Override
    public String toString() {
        return description();
    }
}
