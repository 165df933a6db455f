package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.ACME;
import static io.fairlead.core.sim.Venue.at;
import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static io.fairlead.core.sim.Venue.sell;

import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.core.calendar.Calendars;
import io.fairlead.core.sim.Venue.Mode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The start is Monday, 2026-03-02, at the open of New York: its session ends at minute 390, the next begins at minute 1440. */
@ParameterizedClass
@EnumSource
class TimeInForceTest {
    private static final int CLOSE = 390;
    private static final int NEXT_OPEN = 1440;
    private static final Instrument LISTED =
            Instrument.equity(ACME, Currency.USD).calendar(Calendars.nyse()).build();

    private final Mode mode;

    TimeInForceTest(Mode mode) {
        this.mode = mode;
    }

    private Venue listed() {
        return Venue.of(mode, plain(), LISTED).bar(10, 11, 9, 10);
    }

    private Venue roundTheClock(SimConfig.Builder config) {
        return Venue.of(mode, config).bar(10, 11, 9, 10);
    }

    @Test
    void shouldEndADayOrderWithTheSession() {
        try (Venue venue = listed()) {
            venue.send(buy(100).limit(price("9")));

            venue.skipTo(CLOSE - 5).bar(10, 10, 9.5, 10).skipTo(NEXT_OPEN).bar(9, 9, 9, 9);

            venue.toldExactly("5' c1 working", "390' c1 expired");
        }
    }

    @Test
    void shouldFillADayOrderInTheLastBarOfItsSession() {
        try (Venue venue = listed()) {
            venue.send(buy(100).limit(price("9")));

            venue.skipTo(CLOSE - 5).bar(10, 10, 9, 10);

            venue.toldExactly("5' c1 working", "390' c1 filled 100 at 9 maker");
        }
    }

    @Test
    void shouldKeepADayOrderSentAfterTheCloseForTheNextSession() {
        try (Venue venue = listed()) {
            venue.time(CLOSE).send(buy(100).market());

            venue.skipTo(NEXT_OPEN - 30).bar(8, 8, 8, 8).skipTo(NEXT_OPEN).bar(9, 9, 9, 9);

            venue.toldExactly("390' c1 working", "1440' c1 filled 100 at 9 taker");
        }
    }

    @Test
    void shouldFillOutsideTheSessionOnlyWhatAsksForIt() {
        try (Venue venue = listed()) {
            venue.time(CLOSE).send(buy(100).market().extendedHours());

            venue.skipTo(NEXT_OPEN - 30).bar(8, 8, 8, 8);

            venue.toldExactly("390' c1 working", "1410' c1 filled 100 at 8 taker");
        }
    }

    @Test
    void shouldFillADayOrderFromADailyBarThatIsNamedByMidnight() {
        try (Venue venue = listed()) {
            int midnight = 1440 - 570;
            venue.time(midnight).send(buy(100).limit(price("9")));

            venue.market().onBar(0, at(midnight), at(midnight + 1440), 10, 10, 9, 10, 1);

            venue.toldExactly("870' c1 working", "2310' c1 filled 100 at 9 maker");
        }
    }

    @Test
    void shouldEndADayOrderAtMidnightWhereTheMarketNeverCloses() {
        try (Venue venue = roundTheClock(plain())) {
            venue.send(buy(100).limit(price("9")));

            venue.time(569).time(570);

            venue.toldExactly("5' c1 working", "570' c1 expired");
        }
    }

    @Test
    void shouldEndAGoodTillDateOrderAtItsInstant() {
        try (Venue venue = roundTheClock(plain())) {
            venue.send(buy(100).limit(price("9")).goodTill(Venue.instant(12)));
            venue.send(buy(100).limit(price("9")).goodTill(Venue.instant(15)));

            venue.bar(10, 10, 9.5, 10).bar(10, 10, 9, 10);

            venue.toldExactly("5' c1 working", "5' c2 working", "15' c2 filled 100 at 9 maker", "12' c1 expired");
        }
    }

    @Test
    void shouldKeepAGoodTillCancelledOrder() {
        try (Venue venue = listed()) {
            venue.send(buy(100).limit(price("9")).timeInForce(TimeInForce.GTC));

            venue.bar(10, 10, 10, 10).time(NEXT_OPEN - 5).skipTo(NEXT_OPEN).bar(9, 9, 9, 9);

            venue.toldExactly("5' c1 working", "1440' c1 filled 100 at 9 maker");
        }
    }

    @Test
    void shouldFillImmediateOrdersAtTheNextOpenAndCancelTheRest() {
        try (Venue venue = roundTheClock(plain().volumeShare(new BigDecimal("0.1")))) {
            venue.send(buy(100).market().timeInForce(TimeInForce.IOC));
            venue.send(buy(100).limit(price("9.9")).timeInForce(TimeInForce.IOC));

            venue.bar(10, 10, 9, 10, 600);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c1 filled 60 at 10 taker",
                    "5' c1 cancelled: not filled at once",
                    "5' c2 cancelled: not filled at once");
        }
    }

    @Test
    void shouldFillAllOrNothingOfAFillOrKillOrder() {
        try (Venue venue = roundTheClock(plain().volumeShare(new BigDecimal("0.1")))) {
            venue.send(buy(100).market().timeInForce(TimeInForce.FOK));
            venue.send(buy(60).market().timeInForce(TimeInForce.FOK));

            venue.bar(10, 10, 9, 10, 600);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c1 cancelled: not filled at once",
                    "5' c2 filled 60 at 10 taker");
        }
    }

    @Test
    void shouldFillOnOpenOrdersInTheNextOpeningAuction() {
        try (Venue venue = listed()) {
            venue.send(buy(100).marketOnOpen());
            venue.send(buy(100).limitOnOpen(price("9")));
            venue.send(sell(100).limitOnOpen(price("9.2")));

            venue.bar(8, 8, 8, 8).skipTo(NEXT_OPEN).bar(9.1, 9.2, 8, 9).bar(10, 10, 10, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c3 working",
                    "1440' c1 filled 100 at 9.1 taker",
                    "1440' c2 cancelled: not filled in the opening auction",
                    "1440' c3 cancelled: not filled in the opening auction");
        }
    }

    @Test
    void shouldFillOnCloseOrdersAtTheCloseOfTheirSession() {
        try (Venue venue = listed()) {
            venue.send(buy(100).marketOnClose());
            venue.send(buy(100).limitOnClose(price("9.4")));

            venue.bar(8, 8, 8, 8).skipTo(CLOSE - 5).bar(9.1, 9.6, 9, 9.5);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "390' c1 filled 100 at 9.5 taker",
                    "390' c2 cancelled: not filled in the closing auction");
        }
    }

    @Test
    void shouldSetOffTheExitsOfAnEntryInTheClosingAuction() {
        try (Venue venue = listed()) {
            venue.send(OrderGroup.bracket(
                    buy(100).marketOnClose().build(),
                    sell(100).limit(price("9.6")).build(),
                    sell(100).stop(price("9")).build()));

            venue.skipTo(CLOSE - 5).bar(9.1, 9.7, 8.9, 9.5).skipTo(NEXT_OPEN).bar(9.4, 9.6, 9.3, 9.5);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1-2 suspended",
                    "390' c1 filled 100 at 9.5 taker",
                    "390' c1-1 working",
                    "390' c1-2 working",
                    "1445' c1-1 filled 100 at 9.6 maker",
                    "1445' c1-2 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldKillAFillOrKillOrderThatThePositionDoesNotLeaveRoomFor() {
        try (Venue venue = roundTheClock(plain())) {
            venue.send(buy(60).market());
            venue.bar(10, 10, 9, 10);
            venue.send(sell(100).market().reduceOnly().timeInForce(TimeInForce.FOK));
            venue.send(sell(60).market().reduceOnly().timeInForce(TimeInForce.FOK));

            venue.bar(10, 10, 9, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1 filled 60 at 10 taker",
                    "10' c2 working",
                    "10' c3 working",
                    "10' c2 cancelled: not filled at once",
                    "10' c3 filled 60 at 10 taker");
        }
    }

    @Test
    void shouldEndOnCloseOrdersWhenTheDataEndsBeforeTheClose() {
        try (Venue venue = listed()) {
            venue.send(buy(100).marketOnClose());

            venue.skipTo(NEXT_OPEN).bar(9.1, 9.6, 9, 9.5);

            venue.toldExactly("5' c1 working", "390' c1 expired");
        }
    }
}
