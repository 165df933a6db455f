package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.ACME;
import static io.fairlead.core.sim.Venue.at;
import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static io.fairlead.core.sim.Venue.sell;

import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.core.calendar.Calendars;
import io.fairlead.core.sim.Venue.Mode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class QuotesAndTradesTest {
    private static final Instrument LISTED =
            Instrument.equity(ACME, Currency.USD).calendar(Calendars.nyse()).build();

    private final Mode mode;

    QuotesAndTradesTest(Mode mode) {
        this.mode = mode;
    }

    private Venue venue(SimConfig.Builder config) {
        return Venue.of(mode, config);
    }

    /** A quote in cents. */
    private static void quote(Venue venue, int minute, long bid, long bidSize, long ask, long askSize) {
        venue.market().onQuote(0, new Quote(ACME, at(minute), bid, bidSize, ask, askSize, 2, 0));
    }

    /** A trade in cents. */
    private static void trade(Venue venue, int minute, long cents, long size) {
        venue.market().onTrade(0, new Trade(ACME, at(minute), cents, size, Trade.Aggressor.UNKNOWN, 2, 0, ""));
    }

    // --- Quotes ---------------------------------------------------------------------------------------------------

    @Test
    void shouldFillAMarketOrderAtTheKnownQuoteAtOnce() {
        try (Venue venue = venue(plain())) {
            quote(venue, 0, 999, 500, 1001, 500);

            venue.send(buy(100).market());
            venue.send(sell(100).market());

            venue.toldExactly(
                    "0' c1 working",
                    "0' c1 filled 100 at 10.01 taker",
                    "0' c2 working",
                    "0' c2 filled 100 at 9.99 taker");
        }
    }

    @Test
    void shouldWaitForAQuoteAfterTheLatency() {
        try (Venue venue = venue(plain().latency(LatencyModel.constant(Duration.ofMinutes(1))))) {
            quote(venue, 0, 999, 500, 1001, 500);
            venue.send(buy(100).market());

            quote(venue, 1, 1009, 500, 1011, 500);

            venue.toldExactly("0' c1 working", "1' c1 filled 100 at 10.11 taker");
        }
    }

    @Test
    void shouldFillUpToTheSizeShownAndTheRestFromLaterQuotes() {
        try (Venue venue = venue(plain())) {
            quote(venue, 0, 999, 500, 1001, 60);
            venue.send(buy(100).market());
            venue.send(buy(100).market().timeInForce(TimeInForce.IOC));

            quote(venue, 1, 999, 500, 1002, 70);
            venue.send(buy(50).market().timeInForce(TimeInForce.FOK));

            venue.toldExactly(
                    "0' c1 working",
                    "0' c1 filled 60 at 10.01 taker",
                    "0' c2 working",
                    "0' c2 cancelled: not filled at once",
                    "1' c1 filled 40 at 10.02 taker",
                    "1' c3 working",
                    "1' c3 cancelled: not filled at once");
        }
    }

    @Test
    void shouldFillAWaitingLimitAtItsPriceAndACrossingOneAtTheQuote() {
        try (Venue venue = venue(plain())) {
            quote(venue, 0, 999, 0, 1001, 0);
            venue.send(buy(100).limit(price("10")));
            venue.send(buy(100).limit(price("10.05")));
            venue.send(buy(100).limit(price("10.05")).postOnly());

            quote(venue, 1, 990, 0, 992, 0);

            venue.toldExactly(
                    "0' c1 working",
                    "0' c2 working",
                    "0' c2 filled 100 at 10.01 taker",
                    "0' c3 working",
                    "0' c3 rejected: post-only, and it would take",
                    "1' c1 filled 100 at 10 maker");
        }
    }

    @Test
    void shouldTriggerStopsByTheSideThatTheyFillAt() {
        try (Venue venue = venue(plain())) {
            quote(venue, 0, 1000, 0, 1002, 0);
            venue.send(sell(100).stop(price("9.95")));
            venue.send(sell(100).trailingStop(Trail.by(price("0.1"))));

            quote(venue, 1, 1020, 0, 1022, 0);
            quote(venue, 2, 1011, 0, 1013, 0);
            quote(venue, 3, 1010, 0, 1012, 0);
            quote(venue, 4, 990, 0, 996, 0);

            venue.toldExactly(
                    "0' c1 working",
                    "0' c2 working",
                    "3' c2 triggered",
                    "3' c2 filled 100 at 10.1 taker",
                    "4' c1 triggered",
                    "4' c1 filled 100 at 9.9 taker");
        }
    }

    @Test
    void shouldSetOffABracketsExitsByTheEntrysFills() {
        try (Venue venue = venue(plain())) {
            quote(venue, 0, 999, 0, 1001, 0);

            venue.send(OrderGroup.bracket(
                    buy(100).market().build(),
                    sell(100).limit(price("10.5")).build(),
                    sell(100).stop(price("9.5")).build()));
            quote(venue, 1, 1050, 30, 1052, 0);
            quote(venue, 2, 940, 0, 942, 0);

            venue.toldExactly(
                    "0' c1 working",
                    "0' c1-1 suspended",
                    "0' c1-2 suspended",
                    "0' c1 filled 100 at 10.01 taker",
                    "0' c1-1 working",
                    "0' c1-2 working",
                    "1' c1-1 filled 30 at 10.5 maker",
                    "2' c1-2 triggered",
                    "2' c1-2 filled 70 at 9.4 taker",
                    "2' c1-1 cancelled: nothing is left to exit",
                    "2' c1-2 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldLeaveBarsAloneOnceQuotesAreKnown() {
        try (Venue venue = venue(plain())) {
            quote(venue, 0, 999, 0, 1001, 0);
            venue.send(buy(100).limit(price("9.5")));

            venue.skipTo(5).bar(10, 10, 9, 10);

            venue.toldExactly("0' c1 working");
        }
    }

    @Test
    void shouldFillAuctionOrdersAtTheFirstAndTheLastQuoteOfTheSession() {
        try (Venue venue = Venue.of(mode, plain(), LISTED)) {
            venue.send(sell(100).marketOnClose());
            quote(venue, 380, 999, 0, 1001, 0);
            venue.time(390).send(buy(100).marketOnOpen());
            quote(venue, 1439, 1009, 0, 1011, 0);
            quote(venue, 1440, 1019, 0, 1021, 0);

            venue.toldExactly(
                    "0' c1 working",
                    "390' c1 filled 100 at 9.99 taker",
                    "390' c2 working",
                    "1440' c2 filled 100 at 10.21 taker");
        }
    }

    // --- Trades ---------------------------------------------------------------------------------------------------

    @Test
    void shouldFillFromTradesWhereThereAreNoQuotes() {
        try (Venue venue = venue(plain())) {
            trade(venue, 0, 1000, 10);
            venue.send(buy(100).market());
            venue.send(buy(20).limit(price("9.9")));

            trade(venue, 1, 1001, 70);
            trade(venue, 2, 989, 45);

            venue.toldExactly(
                    "0' c1 working",
                    "0' c2 working",
                    "1' c1 filled 70 at 10.01 taker",
                    "2' c1 filled 30 at 9.89 taker",
                    "2' c2 filled 15 at 9.9 maker");
        }
    }

    @Test
    void shouldFillWaitingLimitsAndTriggerStopsByTradesBesideQuotes() {
        try (Venue venue = venue(plain().limitFill(LimitFill.THROUGH))) {
            quote(venue, 0, 999, 0, 1001, 0);
            venue.send(buy(100).limit(price("9.95")));
            venue.send(sell(50).stop(price("9.94")));

            trade(venue, 1, 995, 0);
            trade(venue, 2, 994, 30);

            venue.toldExactly(
                    "0' c1 working",
                    "0' c2 working",
                    "2' c1 filled 30 at 9.95 maker",
                    "2' c2 triggered",
                    "2' c2 filled 50 at 9.99 taker");
        }
    }

    @Test
    void shouldCountInTheFinerScaleOfAQuote() {
        try (Venue venue = venue(plain())) {
            venue.market().onQuote(0, new Quote(ACME, at(0), 99_999_999L, 0, 100_000_001L, 0, 7, 3));

            venue.send(buy(100).market());

            venue.toldExactly("0' c1 working", "0' c1 filled 100 at 10.0000001 taker");
        }
    }
}
