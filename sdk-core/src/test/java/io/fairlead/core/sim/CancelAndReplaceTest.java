package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.key;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static io.fairlead.core.sim.Venue.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.Trail;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.VenueOrder;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class CancelAndReplaceTest {
    private static final ActionResult TAKEN = new ActionResult.Taken();

    private final Mode mode;

    CancelAndReplaceTest(Mode mode) {
        this.mode = mode;
    }

    private Venue venue(SimConfig.Builder config) {
        return Venue.of(mode, config).bar(10, 11, 9, 10);
    }

    private static VenueOrder shown(Venue venue, String id) {
        return Venue.ask(venue.broker.orders().order(key(id))).orElseThrow();
    }

    @Test
    void shouldCancelAWorkingOrderByEitherId() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).limit(price("9.5")));
            venue.send(buy(100).limit(price("9.5")));
            OrderKey byVenueId =
                    OrderKey.of(shown(venue, "c2").key().venueOrderId().orElseThrow());

            ActionResult first = venue.cancel("c1");
            venue.broker.orders().cancel(byVenueId);
            venue.bar(10, 10, 9, 9);

            assertThat(first).isEqualTo(TAKEN);
            venue.toldExactly("5' c1 working", "5' c2 working", "5' c1 cancelled", "5' c2 cancelled");
        }
    }

    @Test
    void shouldRefuseACancelThatComesTooLateOrNamesNoOrder() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).market());
            venue.bar(10, 10, 9, 9);

            ActionResult late = venue.cancel("c1");
            ActionResult unknown = venue.cancel("c7");

            assertThat(late).isEqualTo(new ActionResult.Refused("too late: the order is FILLED"));
            assertThat(unknown).isEqualTo(new ActionResult.Refused("unknown order " + key("c7")));
        }
    }

    @Test
    void shouldReplacePricesAndQuantityUnderTheSameVenueId() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).limit(price("9.5")));
            VenueOrder before = shown(venue, "c1");

            ActionResult answer =
                    venue.replace("c1", OrderChange.toLimit(price("9.8")).andQuantity(Quantity.of(60)));
            VenueOrder after = shown(venue, "c1");
            venue.bar(10, 10, 9.8, 9.9);

            assertThat(answer).isEqualTo(TAKEN);
            assertThat(after.key()).isEqualTo(before.key());
            assertThat(after.limitPrice()).contains(price("9.8"));
            venue.toldExactly("5' c1 working", "5' c1 replaced", "10' c1 filled 60 at 9.8 maker");
        }
    }

    @Test
    void shouldTakeAReplacedQuantityAsTheTotalAndNeverBelowWhatHasFilled() {
        try (Venue venue = venue(plain().volumeShare(new BigDecimal("0.1")))) {
            venue.send(buy(100).market());
            venue.bar(10, 11, 9, 10, 400);

            ActionResult below = venue.replace("c1", OrderChange.toQuantity(Quantity.of(40)));
            ActionResult above = venue.replace("c1", OrderChange.toQuantity(Quantity.of(50)));
            venue.bar(10, 11, 9, 10, 400);

            assertThat(below).isEqualTo(new ActionResult.Refused("quantity 40 is not above what has filled, 40"));
            assertThat(above).isEqualTo(TAKEN);
            venue.toldExactly(
                    "5' c1 working", "5' c1 filled 40 at 10 taker", "10' c1 replaced", "10' c1 filled 10 at 10 taker");
        }
    }

    @Test
    void shouldKeepATrailingStopWhereItIsWhenItsQuantityChanges() {
        try (Venue venue = venue(plain())) {
            venue.send(sell(100).trailingStop(Trail.by(price("0.5"))));
            venue.bar(10, 10.8, 10, 10.7);

            venue.replace("c1", OrderChange.toQuantity(Quantity.of(60)));
            VenueOrder changed = shown(venue, "c1");

            assertThat(changed.triggerPrice()).contains(price("10.3"));
            assertThat(changed.quantity()).contains(Quantity.of(60));
        }
    }

    @Test
    void shouldRefuseAReplaceAfterTheEnd() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).limit(price("9.5")));
            venue.cancel("c1");

            ActionResult answer = venue.replace("c1", OrderChange.toLimit(price("9.8")));

            assertThat(answer).isEqualTo(new ActionResult.Refused("too late: the order is CANCELLED"));
        }
    }

    @Test
    void shouldLetAnOrderFillWhileItsCancelIsOnTheWay() {
        try (Venue venue = venue(plain().latency(LatencyModel.constant(Duration.ofMinutes(1))))) {
            venue.send(buy(100).limit(price("9.5")));
            venue.send(buy(100).limit(price("9")));
            venue.time(7);

            ActionResult early = venue.cancel("c1");
            venue.skipTo(10).bar(10, 10, 9.5, 10).time(16);
            ActionResult late = venue.cancel("c2");
            venue.skipTo(15).bar(10, 10, 9, 10).bar(10, 10, 9, 10);

            assertThat(early).isEqualTo(TAKEN);
            assertThat(late).isEqualTo(TAKEN);
            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "8' c1 cancelled",
                    "20' c2 filled 100 at 9 maker",
                    "17' c2 cancel rejected: too late: the order is FILLED");
        }
    }

    @Test
    void shouldLetAnOrderFillWhileItsReplaceIsOnTheWay() {
        try (Venue venue = venue(plain().latency(LatencyModel.constant(Duration.ofMinutes(6))))) {
            venue.send(buy(100).limit(price("9.5")));
            venue.skipTo(15).bar(10, 10, 9.9, 10);
            venue.replace("c1", OrderChange.toLimit(price("9.8")));

            venue.bar(10, 10, 9.8, 10).bar(10, 10, 9.5, 10).bar(10, 10, 9.8, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "30' c1 filled 100 at 9.5 maker",
                    "26' c1 replace rejected: too late: the order is FILLED");
        }
    }
}
