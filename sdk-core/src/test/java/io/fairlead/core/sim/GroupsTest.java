package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.key;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static io.fairlead.core.sim.Venue.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.VenueOrder;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class GroupsTest {
    private final Mode mode;

    GroupsTest(Mode mode) {
        this.mode = mode;
    }

    private Venue venue(SimConfig.Builder config) {
        return Venue.of(mode, config).bar(10, 11, 9, 10);
    }

    private static OrderGroup bracket(OrderRequest.Builder entry, String target, String stop) {
        OrderRequest first = entry.build();
        long units = first.quantity().orElseThrow().toScaled(0);
        return OrderGroup.bracket(
                first,
                OrderRequest.of(Venue.ACME, first.side().opposite())
                        .quantity(units)
                        .limit(price(target))
                        .timeInForce(TimeInForce.GTC)
                        .build(),
                OrderRequest.of(Venue.ACME, first.side().opposite())
                        .quantity(units)
                        .stop(price(stop))
                        .timeInForce(TimeInForce.GTC)
                        .build());
    }

    private static OrderGroup oco(String limit, String stop) {
        return OrderGroup.oco(
                sell(100).limit(price(limit)).build(),
                sell(100).stop(price(stop)).build());
    }

    private VenueOrder shown(Venue venue, String id) {
        return Venue.ask(venue.broker.orders().order(key(id))).orElseThrow();
    }

    // --- Brackets -------------------------------------------------------------------------------------------------

    @Test
    void shouldHoldExitsBackUntilTheEntryFills() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(buy(100).limit(price("9.5")), "10.5", "9"));

            venue.bar(10, 11, 9.6, 10);

            venue.toldExactly("5' c1 working", "5' c1-1 suspended", "5' c1-2 suspended");
        }
    }

    @Test
    void shouldExitAtTheTargetInTheBarThatTheEntryOpens() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(buy(100).market(), "10.5", "9.5"));

            venue.bar(10, 10.6, 9.6, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1-2 suspended",
                    "5' c1 filled 100 at 10 taker",
                    "5' c1-1 working",
                    "5' c1-2 working",
                    "10' c1-1 filled 100 at 10.5 maker",
                    "10' c1-2 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldTakeTheStopBeforeTheTargetWhenOneBarReachesBoth() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(sell(100).market(), "9.5", "10.5"));
            venue.bar(10, 10.2, 9.8, 10);

            venue.bar(10, 10.6, 9.4, 9.4);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1-2 suspended",
                    "5' c1 filled 100 at 10 taker",
                    "5' c1-1 working",
                    "5' c1-2 working",
                    "15' c1-2 triggered",
                    "15' c1-2 filled 100 at 10.5 taker",
                    "15' c1-1 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldFillTheStopAtTheOpenWhenTheMarketGapsBeyondIt() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(buy(100).market(), "10.5", "9.5"));
            venue.bar(10, 10.2, 9.8, 10);
            venue.settle().tape.forget();

            venue.bar(9.1, 11, 9, 11);

            venue.toldExactly(
                    "10' c1-2 triggered",
                    "10' c1-2 filled 100 at 9.1 taker",
                    "10' c1-1 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldNotTakeATargetThatTheBarMayHaveShownBeforeTheEntry() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(buy(100).limit(price("9.5")), "10.5", "9"));

            venue.bar(10, 10.6, 9.4, 9.8).bar(10.4, 10.5, 10, 10.2);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1-2 suspended",
                    "10' c1 filled 100 at 9.5 maker",
                    "10' c1-1 working",
                    "10' c1-2 working",
                    "15' c1-1 filled 100 at 10.5 maker",
                    "15' c1-2 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldStopOutInTheBarOfALimitEntryThatFallsFurther() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(buy(100).limit(price("9.5")), "10.5", "9"));

            venue.bar(10, 10.6, 8.9, 10.6);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1-2 suspended",
                    "10' c1 filled 100 at 9.5 maker",
                    "10' c1-1 working",
                    "10' c1-2 working",
                    "10' c1-2 triggered",
                    "10' c1-2 filled 100 at 9 taker",
                    "10' c1-1 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldSizeExitsByTheFillsOfTheEntry() {
        try (Venue venue = venue(plain().volumeShare(new BigDecimal("0.1")))) {
            venue.send(bracket(buy(100).limit(price("9.9")), "10.5", "9"));
            venue.bar(10, 10.1, 9.9, 10, 400);

            venue.bar(10.4, 10.6, 10, 10, 250).bar(10.4, 10.6, 10, 10, 1000);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1-2 suspended",
                    "10' c1 filled 40 at 9.9 maker",
                    "10' c1-1 working",
                    "10' c1-2 working",
                    "15' c1-1 filled 25 at 10.5 maker",
                    "15' c1 cancelled: an exit has filled",
                    "20' c1-1 filled 15 at 10.5 maker",
                    "20' c1-1 cancelled: nothing is left to exit",
                    "20' c1-2 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldLeaveExitsForWhatHadFilledWhenTheEntryIsCancelled() {
        try (Venue venue = venue(plain().volumeShare(new BigDecimal("0.1")))) {
            venue.send(bracket(buy(100).limit(price("9.9")), "10.5", "9"));
            venue.bar(10, 10.1, 9.9, 10, 400);
            venue.cancel("c1");
            venue.settle().tape.forget();

            venue.bar(8.8, 9, 8, 8.5, 1000);

            venue.toldExactly(
                    "10' c1-2 triggered",
                    "10' c1-2 filled 40 at 8.8 taker",
                    "10' c1-1 cancelled: nothing is left to exit",
                    "10' c1-2 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldCancelWaitingExitsWithTheirEntry() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(buy(100).limit(price("9.5")), "10.5", "9"));

            ActionResult answer = venue.cancel("c1");

            assertThat(answer).isEqualTo(new ActionResult.Taken());
            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1-2 suspended",
                    "5' c1 cancelled",
                    "5' c1-1 cancelled: its entry has ended",
                    "5' c1-2 cancelled: its entry has ended");
            assertThat(Venue.ask(venue.broker.orders().openOrders())).isEmpty();
        }
    }

    @Test
    void shouldCancelWaitingExitsWhenTheEntryExpires() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(buy(100).limit(price("9.5")).goodTill(Venue.instant(10)), "10.5", "9"));

            venue.bar(10, 10, 9.8, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1-2 suspended",
                    "10' c1 expired",
                    "10' c1-1 cancelled: its entry has ended",
                    "10' c1-2 cancelled: its entry has ended");
        }
    }

    @Test
    void shouldLeaveTheStopWhenTheTargetIsCancelled() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(buy(100).market(), "10.5", "9.5"));
            venue.bar(10, 10.2, 9.8, 10);
            venue.cancel("c1-1");
            venue.settle().tape.forget();

            venue.bar(10, 11, 9.5, 10);

            venue.toldExactly("15' c1-2 triggered", "15' c1-2 filled 100 at 9.5 taker");
        }
    }

    @Test
    void shouldMoveTheStopOfABracketUnderItsOwnId() {
        try (Venue venue = venue(plain())) {
            venue.send(bracket(buy(100).market(), "10.5", "9.5"));
            venue.bar(10, 10.2, 9.8, 10);
            venue.settle().tape.forget();

            ActionResult answer = venue.replace("c1-2", OrderChange.toTrigger(price("9.9")));
            venue.bar(10, 10, 9.9, 10);

            assertThat(answer).isEqualTo(new ActionResult.Taken());
            venue.toldExactly(
                    "10' c1-2 replaced",
                    "15' c1-2 triggered",
                    "15' c1-2 filled 100 at 9.9 taker",
                    "15' c1-1 cancelled: nothing is left to exit");
        }
    }

    @Test
    void shouldTellOfTheEndOfAnExitThatIsSizedByMoney() {
        try (Venue venue = venue(plain())) {
            Money worth = Money.of("1000", Currency.USD);
            venue.send(OrderGroup.bracket(
                    OrderRequest.buy(Venue.ACME).notional(worth).market().build(),
                    OrderRequest.sell(Venue.ACME)
                            .notional(worth)
                            .limit(price("11"))
                            .build(),
                    OrderRequest.sell(Venue.ACME)
                            .notional(worth)
                            .stop(price("9"))
                            .build()));

            venue.bar(10.5, 10.6, 10.4, 10.5).bar(11, 11, 11, 11);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1-2 suspended",
                    "5' c1 filled 95 at 10.5 taker",
                    "5' c1 completed",
                    "5' c1-1 working",
                    "5' c1-2 working",
                    "10' c1-1 filled 95 at 11 maker",
                    "10' c1-1 completed",
                    "10' c1-2 cancelled: nothing is left to exit");
        }
    }

    // --- One cancels the other ------------------------------------------------------------------------------------

    @Test
    void shouldCancelTheOtherOrderOfAnOcoWhenOneFills() {
        try (Venue venue = venue(plain())) {
            venue.send(oco("10.5", "9.5"));

            venue.bar(10, 10.6, 9.4, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 working",
                    "10' c1-1 triggered",
                    "10' c1-1 filled 100 at 9.5 taker",
                    "10' c1 cancelled: the other order has filled");
        }
    }

    @Test
    void shouldShrinkTheOtherOrderOfAnOcoByAPartialFill() {
        try (Venue venue = venue(plain().volumeShare(new BigDecimal("0.1")))) {
            venue.send(oco("10.5", "9.5"));

            venue.bar(10, 10.5, 9.9, 10, 300);
            VenueOrder shrunk = shown(venue, "c1-1");
            venue.bar(9, 9.1, 8.9, 9, 1000);

            assertThat(shrunk.quantity()).contains(Quantity.of(70));
            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 working",
                    "10' c1 filled 30 at 10.5 maker",
                    "10' c1-1 triggered",
                    "10' c1-1 filled 70 at 9 taker",
                    "10' c1-1 cancelled: the other order has filled the rest",
                    "10' c1 cancelled: the other order has filled");
        }
    }

    @Test
    void shouldLeaveTheOtherOrderOfAnOcoWhenOneIsCancelled() {
        try (Venue venue = venue(plain())) {
            venue.send(oco("10.5", "9.5"));

            venue.cancel("c1");

            assertThat(shown(venue, "c1-1").lifecycle()).isEqualTo(Lifecycle.NEW);
        }
    }

    // --- One triggers the other -----------------------------------------------------------------------------------

    @Test
    void shouldSetOffTheSecondOrderOfAnOtoOnceTheFirstIsFull() {
        try (Venue venue = venue(plain().volumeShare(new BigDecimal("0.1")))) {
            venue.send(OrderGroup.oto(
                    buy(100).market().build(), sell(100).limit(price("10.5")).build()));

            venue.bar(10, 10.6, 9.9, 10, 500).bar(10, 10.6, 9.9, 10, 500).bar(10, 10.6, 9.9, 10, 1000);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1 filled 50 at 10 taker",
                    "10' c1 filled 50 at 10 taker",
                    "10' c1-1 working",
                    "20' c1-1 filled 100 at 10.5 maker");
        }
    }

    @Test
    void shouldCancelTheSecondOrderOfAnOtoWhenTheFirstEndsUnfilled() {
        try (Venue venue = venue(plain())) {
            venue.send(OrderGroup.oto(
                    buy(100).limit(price("9")).timeInForce(TimeInForce.IOC).build(),
                    sell(100).limit(price("10.5")).build()));

            venue.bar(10, 10.6, 9.9, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "5' c1 cancelled: not filled at once",
                    "5' c1-1 cancelled: its entry has ended");
        }
    }
}
