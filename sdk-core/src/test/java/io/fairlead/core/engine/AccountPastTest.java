package io.fairlead.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import io.fairlead.core.calendar.Calendars;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.core.order.InstrumentTable;
import io.fairlead.core.order.RiskSources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the session remembers of fills and closes, on the calendar of New York. */
class AccountPastTest {
    private static final long E8 = 100_000_000L;
    private static final InstrumentId[] IDS = {
        InstrumentId.of("AAA", "US"), InstrumentId.of("BBB", "XNYS"), InstrumentId.of("CCC", "US")
    };

    private final EngineClock clock = new EngineClock(nanos("2024-01-02T15:00:00Z"));
    private final InstrumentTable instruments = new InstrumentTable();
    private final Ledger ledger =
            new Ledger(AccountId.of("sim", "1"), Currency.USD, List.of(Money.of(100_000, Currency.USD)));
    private final AccountPast past = new AccountPast(clock, instruments, ledger);
    private int executions;

    AccountPastTest() {
        for (InstrumentId id : IDS) {
            Instrument instrument = Instrument.equity(id, Currency.USD)
                    .calendar(Calendars.nyse())
                    .build();
            instruments.put(instrument);
            ledger.register(instrument);
        }
    }

    private static long nanos(String time) {
        return EpochNanos.of(Instant.parse(time));
    }

    private void at(String time) {
        clock.advanceTo(nanos(time));
    }

    private void trade(int index, Side side, long units, String price, String... fees) {
        Fill fill = new Fill(
                "x" + executions++,
                IDS[index],
                side,
                Quantity.of(units),
                Price.of(price),
                List.of(fees).stream().map(fee -> Money.of(fee, Currency.USD)).toList(),
                Liquidity.TAKER,
                clock.nowNanos());
        ledger.book(index, fill);
        past.onFill(index, fill, instruments.get(index).quantityScale());
    }

    private void roundTrip(int index, String bought, String sold) {
        trade(index, Side.BUY, 10, bought);
        trade(index, Side.SELL, 10, sold);
    }

    @Test
    void shouldCountLosingRoundTripsInARowOfTheWholeAccountOnOneDay() {
        roundTrip(0, "10", "9");
        roundTrip(1, "10", "9");
        assertThat(past.consecutiveLosses()).isEqualTo(2);
        roundTrip(2, "10", "10");
        assertThat(past.consecutiveLosses()).isEqualTo(2);
        roundTrip(0, "10", "11");
        assertThat(past.consecutiveLosses()).isZero();
        roundTrip(0, "10", "9.99");
        past.startDay();

        assertThat(past.consecutiveLosses()).isZero();
    }

    @Test
    void shouldEndARoundTripWhereThePositionIsFlatOrTurns() {
        trade(0, Side.BUY, 10, "10");
        trade(0, Side.SELL, 4, "8");
        trade(0, Side.BUY, 4, "8");
        assertThat(past.consecutiveLosses()).isZero();
        trade(0, Side.SELL, 30, "9");
        assertThat(past.consecutiveLosses()).isEqualTo(1);
        trade(0, Side.BUY, 20, "8");

        assertThat(past.consecutiveLosses()).isZero();
    }

    @Test
    void shouldCallARoundTripALossThatItsFeesMadeOne() {
        trade(0, Side.BUY, 10, "10", "1");
        trade(0, Side.SELL, 10, "10.15", "0.51");

        assertThat(past.consecutiveLosses()).isEqualTo(1);
    }

    @Test
    void shouldJudgeARoundTripToTheLastDecimalOfItsFees() {
        trade(0, Side.BUY, 10, "10");
        trade(0, Side.SELL, 10, "10.00000001", "0.0000001");
        assertThat(past.consecutiveLosses()).isZero();

        trade(0, Side.BUY, 10, "10");
        trade(0, Side.SELL, 10, "10.00000001", "0.00000010000000001");

        assertThat(past.consecutiveLosses()).isEqualTo(1);
    }

    @Test
    void shouldCountADayTradePerTurnOnOneDateAndAllSecuritiesOfTheMarket() {
        roundTrip(0, "10", "10");
        trade(1, Side.BUY, 10, "10");
        trade(1, Side.SELL, 5, "10");
        trade(1, Side.SELL, 5, "10");
        trade(2, Side.SELL, 10, "10");
        trade(2, Side.BUY, 10, "10");

        assertThat(past.dayTrades(0, 5)).isEqualTo(3);
        assertThat(past.openedToday(0)).isZero();
        trade(1, Side.BUY, 10, "10");
        assertThat(past.openedToday(0)).isEqualTo(1);
        assertThat(past.openedToday(1)).isZero();
        at("2024-01-03T15:00:00Z");
        trade(1, Side.SELL, 10, "10");

        assertThat(past.dayTrades(0, 5)).isEqualTo(3);
        assertThat(past.openedToday(0)).isZero();
    }

    @Test
    void shouldKeepATradeDateUntilMidnightInNewYork() {
        at("2024-01-02T20:59:00Z");
        trade(0, Side.BUY, 10, "10");
        at("2024-01-03T00:30:00Z");
        trade(0, Side.SELL, 10, "10");
        assertThat(past.dayTrades(0, 1)).isEqualTo(1);
        trade(0, Side.BUY, 10, "10");
        at("2024-01-03T14:30:00Z");
        trade(0, Side.SELL, 10, "10");

        assertThat(past.dayTrades(0, 1)).isZero();
        assertThat(past.dayTrades(0, 2)).isEqualTo(1);
    }

    @Test
    void shouldForgetDayTradesAfterFiveSessions() {
        roundTrip(0, "10", "10");
        at("2024-01-08T15:00:00Z");
        assertThat(past.dayTrades(0, 5)).isEqualTo(1);
        at("2024-01-09T15:00:00Z");

        assertThat(past.dayTrades(0, 5)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-24, 2, 2024-05-28, 2024-05-29", // Memorial Day between
        "2024-05-28, 1, 2024-05-28, 2024-05-29",
        "2024-11-08, 1, 2024-11-11, 2024-11-12", // Veterans Day: exchanges trade, banks do not
        "2024-10-11, 1, 2024-10-14, 2024-10-15" // Columbus Day
    })
    void shouldSettleSalesAfterBusinessDays(LocalDate sold, int days, LocalDate notYet, LocalDate settled) {
        at(sold + "T15:00:00Z");
        trade(0, Side.BUY, 10, "10");
        trade(0, Side.SELL, 10, "12.5");
        assertThat(past.unsettledE8(1, days)).isEqualTo(125 * E8);
        at(notYet + "T15:00:00Z");
        assertThat(past.unsettledE8(1, days)).isEqualTo(125 * E8);
        at(settled + "T15:00:00Z");

        assertThat(past.unsettledE8(1, days)).isZero();
    }

    // ---- correlation

    private static BarStream stream(int index, int bars, long seed, DoubleUnaryOperator move) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns columns = BarColumns.of(IDS[index], BarInterval.ofMinutes(1));
        double close = 100;
        for (int i = 0; i < bars; i++) {
            close *= StrictMath.exp(move.applyAsDouble(random.nextDouble(-0.01, 0.01)));
            columns.append(i * TestBars.MINUTE, (i + 1) * TestBars.MINUTE, close, close, close, close, 1);
        }
        return new BarStream(index, columns, bars);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldKnowWhatMovesTogetherAgainstAndApart(long seed) {
        past.use(stream(0, 100, seed, move -> move));
        past.use(stream(1, 100, seed, move -> -2 * move));
        past.use(stream(2, 100, seed + 1_000, move -> move));

        assertThat(past.correlationMillionths(0, 1)).isEqualTo(-1_000_000);
        assertThat(past.correlationMillionths(0, 2)).isBetween(-500_000, 500_000);
        assertThat(past.correlationMillionths(2, 0)).isEqualTo(past.correlationMillionths(0, 2));
    }

    @Test
    void shouldNotKnowWhatItHasSeenTooLittleOf() {
        past.use(stream(0, 21, 1, move -> move));
        past.use(stream(1, 20, 1, move -> move));
        past.use(stream(2, 100, 1, move -> 0));

        assertThat(past.correlationMillionths(0, 1)).isEqualTo(RiskSources.UNKNOWN);
        assertThat(past.correlationMillionths(0, 2)).isEqualTo(RiskSources.UNKNOWN);
        assertThat(past.correlationMillionths(0, 7)).isEqualTo(RiskSources.UNKNOWN);
    }

    @Test
    void shouldLookAtBarsThatHaveEndedOnly() {
        past.use(new BarStream(0, stream(0, 100, 1, move -> move).columns(), 20));
        past.use(stream(1, 100, 1, move -> move));

        assertThat(past.correlationMillionths(0, 1)).isEqualTo(RiskSources.UNKNOWN);
    }

    @Test
    void shouldCompareBarsOfOneTimeAndInterval() {
        past.use(stream(0, 60, 1, move -> move));
        BarColumns sparse = BarColumns.of(IDS[1], BarInterval.ofMinutes(1));
        BarColumns full = stream(1, 60, 1, move -> move).columns();
        for (int i = 0; i < 60; i++) {
            if (i % 5 != 0) {
                sparse.append(
                        full.startNanos(i),
                        full.endNanos(i),
                        full.close(i),
                        full.close(i),
                        full.close(i),
                        full.close(i),
                        1);
            }
        }
        past.use(new BarStream(1, sparse, sparse.size()));
        BarColumns coarse = BarColumns.of(IDS[2], BarInterval.ofMinutes(5));
        past.use(new BarStream(2, coarse, 0));

        assertThat(past.correlationMillionths(0, 1)).isGreaterThan(999_990);
        assertThat(past.correlationMillionths(0, 2)).isEqualTo(RiskSources.UNKNOWN);
    }
}
