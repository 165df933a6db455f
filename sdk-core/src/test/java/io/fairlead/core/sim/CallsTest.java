package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.ACME;
import static io.fairlead.core.sim.Venue.at;
import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static io.fairlead.core.sim.Venue.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.core.calendar.Calendars;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.AccountFacet.Holding;
import io.fairlead.spi.AccountFacet.Snapshot;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be asked of the venue, and from where. */
@ParameterizedClass
@EnumSource
class CallsTest {
    private static final InstrumentId OTHER_ID = InstrumentId.of("OTHER", "US");
    private static final Instrument OTHER =
            Instrument.equity(OTHER_ID, Currency.USD).build();

    private final Mode mode;

    CallsTest(Mode mode) {
        this.mode = mode;
    }

    private Venue venue(SimConfig.Builder config) {
        return Venue.of(mode, config).bar(10, 11, 9, 10);
    }

    // --- Questions ------------------------------------------------------------------------------------------------

    @Test
    void shouldShowTheAccount() {
        try (Venue venue = venue(SimConfig.builder().cash(Money.of("2000", Currency.USD)))) {
            venue.send(buy(100).market());
            venue.bar(10, 11, 9, 10);

            Snapshot account = Venue.ask(venue.broker.accounts().snapshot());

            assertThat(account)
                    .isEqualTo(new Snapshot(
                            List.of(Money.of("998", Currency.USD)),
                            List.of(new Holding(ACME, Side.BUY, Quantity.of(100), Optional.of(price("10")))),
                            at(10)));
        }
    }

    @Test
    void shouldShowOrdersAsTheyAre() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).stopLimit(price("10.5"), price("10.6")).timeInForce(TimeInForce.GTC));

            List<VenueOrder> open = Venue.ask(venue.broker.orders().openOrders());

            assertThat(open)
                    .containsExactly(new VenueOrder(
                            OrderKey.of(new ClientOrderId("c1"), new VenueOrderId("S-1")),
                            ACME,
                            Side.BUY,
                            Optional.of(Quantity.of(100)),
                            Quantity.ZERO,
                            OrderType.STOP_LIMIT,
                            Optional.of(price("10.6")),
                            Optional.of(price("10.5")),
                            TimeInForce.GTC,
                            Lifecycle.NEW,
                            at(5)));
        }
    }

    @Test
    void shouldFindEndedOrdersByEitherIdAndNoOthers() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).market());
            venue.bar(10, 11, 9, 10);

            OrderKey byVenueId = OrderKey.of(new VenueOrderId("S-1"));

            assertThat(Venue.ask(venue.broker.orders().order(byVenueId)))
                    .map(VenueOrder::lifecycle)
                    .contains(Lifecycle.FILLED);
            for (String unknown : List.of("S-2", "S-0", "S-x", "7", "S-99999999999")) {
                assertThat(Venue.ask(venue.broker.orders().order(OrderKey.of(new VenueOrderId(unknown)))))
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldListItsInstruments() {
        try (Venue venue = Venue.of(mode, plain(), Venue.SHARE, OTHER)) {
            var reference = venue.broker.reference().orElseThrow();

            assertThat(Venue.ask(reference.instruments())).containsExactly(Venue.SHARE, OTHER);
            assertThat(Venue.ask(reference.instrument(OTHER_ID))).contains(OTHER);
            assertThat(Venue.ask(reference.instrument(InstrumentId.of("NONE", "US"))))
                    .isEmpty();
        }
    }

    @Test
    void shouldTellExecutionsThatBecameKnownSinceAnInstantOldestFirst() {
        try (Venue venue = Venue.of(mode, plain(), Venue.SHARE, OTHER)) {
            venue.barOf(0, 0, 10, 11, 9, 10, 1);
            venue.barOf(1, 0, 10, 11, 9, 10, 1);
            venue.send(buy(100).limit(price("9")));
            venue.send(OrderRequest.buy(OTHER_ID).quantity(50).market());
            venue.barOf(0, 5, 10, 11, 9, 10, 1);
            venue.barOf(1, 5, 10, 11, 9, 10, 1);

            var since = Venue.ask(venue.broker.orders().executionsSince(Venue.instant(10)));
            var later = Venue.ask(
                    venue.broker.orders().executionsSince(Venue.instant(10).plusNanos(1)));

            assertThat(since)
                    .extracting(execution -> execution.fill().executionId())
                    .containsExactly("X-2", "X-1");
            assertThat(later).isEmpty();
        }
    }

    // --- Legs and time --------------------------------------------------------------------------------------------

    @Test
    void shouldBeginTheLifeOfALegWhenItIsSetOff() {
        Instrument listed = Venue.SHARE.toBuilder().calendar(Calendars.nyse()).build();
        try (Venue venue = Venue.of(mode, plain(), listed).bar(10, 11, 9, 10)) {
            venue.send(OrderGroup.oto(
                    buy(100).limit(price("9.5")).timeInForce(TimeInForce.GTC).build(),
                    sell(100).limit(price("12")).build()));

            venue.time(400).skipTo(1440).bar(10, 10, 9.5, 10).time(1440 + 390);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1-1 suspended",
                    "1445' c1 filled 100 at 9.5 maker",
                    "1445' c1-1 working",
                    "1830' c1-1 expired");
        }
    }

    @Test
    void shouldRejectAnOrderThatTheCalendarDoesNotReach() {
        Instrument listed = Venue.SHARE.toBuilder().calendar(Calendars.nyse()).build();
        try (Venue venue = Venue.of(mode, plain(), listed)) {
            venue.time(6 * 366 * 1440).send(buy(1).market());

            assertThat(venue.answer("c1")).get().isInstanceOf(SubmitResult.Rejected.class);
            assertThat(Venue.ask(venue.broker.orders().openOrders())).isEmpty();
        }
    }

    // --- Data that is none ----------------------------------------------------------------------------------------

    @Test
    void shouldRefuseABarWhosePricesAreNoNumbersWhileAnOrderWaitsForIt() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(1).market());

            assertThatThrownBy(() -> venue.bar(10, Double.NaN, 9, 10)).hasMessageContaining("high NaN");
            venue.bar(10, 11, 9, 10);

            venue.toldExactly("5' c1 working", "5' c1 filled 1 at 10 taker");
        }
    }

    @Test
    void shouldRefuseDataOfAnInstrumentThatWasNotAnnounced() {
        try (Venue venue = venue(plain())) {
            assertThatThrownBy(() -> venue.barOf(3, 5, 10, 11, 9, 10, 1)).hasMessageContaining("index 3");
        }
    }

    // --- Threads --------------------------------------------------------------------------------------------------

    @Test
    void shouldTakeOrdersFromManyThreadsWhileDataComesIn() {
        int threads = 4;
        int each = 100;
        try (Venue venue = venue(plain())) {
            List<List<ApprovedOrder>> approved = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                List<ApprovedOrder> orders = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    orders.add(venue.approve(
                            "t" + t + "-" + i,
                            buy(1).market().timeInForce(TimeInForce.GTC).build(),
                            Contingency.NONE,
                            List.of()));
                }
                approved.add(orders);
            }

            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (List<ApprovedOrder> orders : approved) {
                senders.add(CompletableFuture.runAsync(
                        () -> orders.forEach(order -> venue.broker.orders().submit(order)), venue.io));
            }
            for (int i = 0; i < 200; i++) {
                venue.bar(10, 11, 9, 10);
            }
            senders.forEach(sender -> Venue.ask(sender));
            venue.bar(10, 11, 9, 10).bar(10, 11, 9, 10).settle();

            assertThat(venue.tape.lines()).hasSize(2 * threads * each).doesNotHaveDuplicates();
            assertThat(Venue.ask(venue.broker.accounts().snapshot()).positions())
                    .extracting(Holding::quantity)
                    .containsExactly(Quantity.of(400));
        }
    }
}
