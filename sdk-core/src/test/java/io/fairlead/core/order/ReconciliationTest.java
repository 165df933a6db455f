package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static io.fairlead.core.order.DeskBench.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is concluded from the comparison of journal and venue, and what is not. */
class ReconciliationTest {
    private static final Duration PROOF = Duration.ofSeconds(8);

    private static Capabilities.Builder kind(IdempotencyClass kind) {
        return ScriptedBroker.capable(Contingency.OCO, Contingency.OTO, Contingency.BRACKET)
                .replace(ReplaceSupport.NEW_VENUE_ID)
                .clientIds(kind, kind == IdempotencyClass.NONE ? ClientIdRule.NONE : ClientIdRule.text(36));
    }

    private static DeskBench proving(IdempotencyClass kind) {
        return new DeskBench(kind(kind).absenceProof(PROOF).build());
    }

    private static OrderRequest buy(long units, int limit) {
        return OrderRequest.buy(AAA).quantity(units).limit(Price.of(limit)).build();
    }

    private static OrderRequest sell(long units, int limit) {
        return OrderRequest.sell(AAA).quantity(units).limit(Price.of(limit)).build();
    }

    /** An order whose answer was lost. */
    private static ManagedOrder lost(DeskBench bench, OrderRequest request) {
        bench.broker.onSubmit =
                sent -> CompletableFuture.completedFuture(new SubmitResult.Unknown(sent.clientOrderId(), "time-out"));
        ManagedOrder order = bench.submit(request);
        assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
        bench.alarms.clear();
        bench.told.clear();
        return order;
    }

    private static VenueOrderId venueId(String id) {
        return new VenueOrderId(id);
    }

    private static boolean frozen(DeskBench bench) {
        return bench.desk.room().frozen.isFrozen(0);
    }

    private static String line(DeskBench bench) {
        List<JournalRecord.Reconciled> all = bench.written(JournalRecord.Reconciled.class);
        return String.join("\n", all.get(all.size() - 1).lines());
    }

    /** At venues that keep our id in some way an order is known by it. */
    @Nested
    class LostAnswerWithAnId {
        private DeskBench bench = new DeskBench();

        private ManagedOrder start(IdempotencyClass kind) {
            bench = proving(kind);
            return lost(bench, buy(10, 99));
        }

        @ParameterizedTest
        @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void shouldFindItOpen(IdempotencyClass kind) {
            ManagedOrder order = start(kind);

            new Reading(bench)
                    .open(Reading.at(order, key(order), Lifecycle.NEW, 0))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.venueOrderId()).isEqualTo(key(order).venueOrderId());
            assertThat(bench.told).containsExactly("Accepted O-1 NEW");
            assertThat(bench.alarms).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void shouldFindItPartlyFilledAndBookTheFillOnce(IdempotencyClass kind) {
            ManagedOrder order = start(kind);
            Reading reading = new Reading(bench)
                    .open(Reading.at(order, key(order), Lifecycle.NEW, 4))
                    .executed(key(order), bench.fillOf(order, "x1", 4, 99));

            reading.apply();
            reading.apply();
            bench.fill(order, "x1", 4, 99);

            assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
            assertThat(bench.positionUnits()).isEqualTo(4);
            assertThat(bench.told).containsExactly("Filled O-1 PARTIALLY_FILLED");
        }

        @ParameterizedTest
        @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void shouldFindItFilled(IdempotencyClass kind) {
            ManagedOrder order = start(kind);

            new Reading(bench)
                    .found(Reading.at(order, key(order), Lifecycle.FILLED, 10))
                    .executed(key(order), bench.fillOf(order, "x1", 10, 99))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
            assertThat(bench.positionUnits()).isEqualTo(10);
            assertThat(bench.desk.openOrders()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void shouldFindItCancelledOnlyOnceItsFillsAreKnown(IdempotencyClass kind) {
            ManagedOrder order = start(kind);

            new Reading(bench)
                    .found(Reading.at(order, key(order), Lifecycle.CANCELLED, 4))
                    .apply();
            assertThat(order.isClosed()).isFalse();
            bench.fill(order, "x1", 4, 99);

            assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(bench.positionUnits()).isEqualTo(4);
        }

        @ParameterizedTest
        @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void shouldFindItRejected(IdempotencyClass kind) {
            ManagedOrder order = start(kind);

            new Reading(bench)
                    .found(Reading.at(order, key(order), Lifecycle.REJECTED, 0))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
            assertThat(bench.desk.openOrders()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void shouldHoldItForUnknownUntilItsAbsenceIsProved(IdempotencyClass kind) {
            ManagedOrder order = start(kind);
            long early = bench.nanos + PROOF.toNanos() - 1;

            new Reading(bench)
                    .asked(early)
                    .missing(OrderKey.of(order.clientOrderId()))
                    .apply();
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            new Reading(bench).asked(early + 1).apply();
            assertThat(order.status()).as("nobody asked for it").isEqualTo(OrderStatus.UNKNOWN);
            new Reading(bench)
                    .asked(early + 1)
                    .missing(OrderKey.of(order.clientOrderId()))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
            assertThat(bench.probe(buy(1, 99)).worst()).isEqualTo(1);
            assertThat(bench.broker.calls).as("never sent again").containsExactly("submit O-1", "submit O-2");
        }

        @Test
        void shouldAskForTheEndOfAnOrderThatCameAfterItWasProvedNeverToHaveBeenPlaced() {
            ManagedOrder order = start(IdempotencyClass.DEDUP);
            new Reading(bench)
                    .asked(bench.nanos + Duration.ofSeconds(30).toNanos())
                    .missing(OrderKey.of(order.clientOrderId()))
                    .apply();
            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
            Reading late = new Reading(bench).open(Reading.at(order, key(order), Lifecycle.NEW, 0));

            late.apply();
            bench.flush();
            assertThat(bench.broker.calls).as("a report may be on its way").doesNotContain("cancel");
            late.apply();
            bench.flush();

            assertThat(bench.alarms).containsExactly("ORDER_OPEN_AFTER_END");
            assertThat(bench.broker.calls).containsOnlyOnce("cancel");
            new Reading(bench).apply();
            new Reading(bench)
                    .found(Reading.at(order, key(order), Lifecycle.CANCELLED, 0))
                    .apply();
            assertThat(bench.broker.calls).containsOnlyOnce("cancel");
        }

        @ParameterizedTest
        @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void shouldNeverTakeAbsenceForProofWhereTheVenueDeclaresNone(IdempotencyClass kind) {
            bench = new DeskBench(kind(kind).build());
            ManagedOrder order = lost(bench, buy(10, 99));

            new Reading(bench)
                    .asked(bench.nanos + Duration.ofDays(1).toNanos())
                    .missing(OrderKey.of(order.clientOrderId()))
                    .apply();
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);

            bench.resolve(order, false);
            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        }

        @ParameterizedTest
        @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
        void shouldNotAdoptAnOrderOfItsIdThatIsSomethingElse(IdempotencyClass kind) {
            ManagedOrder order = start(kind);
            VenueOrder other = Reading.at(buy(10, 98), key(order), Lifecycle.NEW, 0, bench.nanos);

            new Reading(bench).open(other).apply();
            new Reading(bench).open(other).apply();

            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(bench.alarms).as("told once").containsExactly("ORDER_ID_CONFLICT");
            assertThat(frozen(bench)).isTrue();
            assertThat(bench.submit(buy(1, 99)).denial().orElseThrow().code()).isEqualTo("INSTRUMENT_FROZEN");
        }

        @Test
        void shouldNotAdoptAnOrderOfItsIdThatIsOlderThanItself() {
            ManagedOrder order = start(IdempotencyClass.DEDUP_WHILE_OPEN);
            long old = bench.nanos - Duration.ofMinutes(2).toNanos();

            new Reading(bench)
                    .found(Reading.at(order.sent(), key(order), Lifecycle.FILLED, 10, old))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(bench.alarms).containsExactly("ORDER_ID_CONFLICT");
        }

        @Test
        void shouldNotBookTheFillOfAnotherInstrumentToTheOrderThatHasItsId() {
            ManagedOrder order = start(IdempotencyClass.CORRELATE);
            ManagedOrder model = bench.desk.submit(
                    0,
                    OrderRequest.buy(DeskBench.EUR_SHARE)
                            .quantity(3)
                            .limit(Price.of(5))
                            .build(),
                    OrderDesk.Terms.NORMAL);

            bench.report(new OrderReport.Filled(key(order), 0, bench.fillOf(model, "x1", 3, 5)));

            assertThat(bench.positionUnits()).isZero();
            assertThat(bench.ledger.quantityScaled(1)).isEqualTo(3);
            assertThat(order.filledQuantity()).isEqualTo(Quantity.ZERO);
            assertThat(bench.alarms).contains("ORDER_ILLEGAL_TRANSITION");
        }
    }

    /** At a venue that takes no id of ours an order is known by what it is. */
    @Nested
    class LostAnswerWithoutAnId {
        private final DeskBench bench = proving(IdempotencyClass.NONE);
        private final OrderKey v1 = OrderKey.of(venueId("N-1"));
        private final OrderKey v2 = OrderKey.of(venueId("N-2"));

        private Reading late() {
            return new Reading(bench).asked(bench.nanos + PROOF.toNanos());
        }

        @Test
        void shouldAdoptTheOnlyOrderThatItCanBe() {
            ManagedOrder order = lost(bench, buy(10, 99));

            new Reading(bench).open(Reading.at(order, v1, Lifecycle.NEW, 0)).apply();

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.venueOrderId()).contains(venueId("N-1"));
            assertThat(bench.desk.openOrders()).containsExactly(order);
            bench.report(new OrderReport.Filled(v1, 0, bench.fillOf(order, "x1", 10, 99)));
            assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
            assertThat(bench.positionUnits()).isEqualTo(10);
        }

        @Test
        void shouldBookToItsOwnerOnceWhatItHadFilledBeforeItWasAdopted() {
            ManagedOrder order = lost(bench, buy(10, 99));
            bench.report(new OrderReport.Filled(v1, 0, bench.fillOf(order, "x1", 4, 99)));
            assertThat(bench.booked).isZero();
            assertThat(bench.positionUnits()).isEqualTo(4);
            Reading reading = new Reading(bench)
                    .open(Reading.at(order, v1, Lifecycle.NEW, 4))
                    .executed(v1, bench.fillOf(order, "x1", 4, 99));

            reading.apply();
            reading.apply();
            bench.report(new OrderReport.Filled(v1, 0, bench.fillOf(order, "x1", 4, 99)));

            assertThat(order.filledQuantity()).isEqualTo(Quantity.of(4));
            assertThat(bench.booked).isEqualTo(1);
            assertThat(bench.positionUnits()).isEqualTo(4);
            assertThat(bench.ledger.cash(Currency.USD)).isEqualTo(Money.of(100_000 - 4 * 99, Currency.USD));
        }

        @Test
        void shouldGuessAtNoneOfTwo() {
            ManagedOrder order = lost(bench, buy(10, 99));
            Reading reading = late().open(Reading.at(order, v1, Lifecycle.NEW, 0))
                    .open(Reading.at(order, v2, Lifecycle.NEW, 0))
                    .missing(OrderKey.of(order.clientOrderId()));

            reading.apply();
            reading.apply();
            reading.apply();

            assertThat(order.status()).as("either may be it").isEqualTo(OrderStatus.UNKNOWN);
            assertThat(bench.alarms).containsExactly("ORDER_AMBIGUOUS");
            assertThat(frozen(bench)).isTrue();
            assertThat(bench.desk.openOrders())
                    .as("neither is somebody else's yet")
                    .containsExactly(order);
        }

        @Test
        void shouldAdoptTheOneThatIsLeftOfTwo() {
            ManagedOrder order = lost(bench, buy(10, 99));
            late().open(Reading.at(order, v1, Lifecycle.NEW, 0))
                    .open(Reading.at(order, v2, Lifecycle.NEW, 0))
                    .missing(OrderKey.of(order.clientOrderId()))
                    .apply();

            late().open(Reading.at(order, v2, Lifecycle.NEW, 0))
                    .missing(OrderKey.of(order.clientOrderId()))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.venueOrderId()).contains(venueId("N-2"));
        }

        @Test
        void shouldGiveOneOrderToNoneOfTwoThatItMayBe() {
            ManagedOrder one = lost(bench, buy(10, 99));
            ManagedOrder two = lost(bench, buy(10, 99));

            late().open(Reading.at(one, v1, Lifecycle.NEW, 0))
                    .missing(OrderKey.of(one.clientOrderId()))
                    .missing(OrderKey.of(two.clientOrderId()))
                    .apply();

            assertThat(one.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(two.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(bench.alarms).contains("ORDER_AMBIGUOUS");
            assertThat(frozen(bench)).isTrue();
            assertThat(bench.desk.openOrders()).containsExactly(one, two);
        }

        @Test
        void shouldFindItNeverPlacedOnlyOnceThatIsProved() {
            ManagedOrder order = lost(bench, buy(10, 99));

            new Reading(bench).missing(OrderKey.of(order.clientOrderId())).apply();
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            late().missing(OrderKey.of(order.clientOrderId())).apply();

            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        }

        @Test
        void shouldNotTakeAnOrderInFlightForSomebodyElses() {
            CompletableFuture<SubmitResult> answer = new CompletableFuture<>();
            bench.broker.onSubmit = sent -> answer;
            ManagedOrder order = bench.submit(buy(10, 99));
            VenueOrder there = Reading.at(order, v1, Lifecycle.NEW, 0);

            new Reading(bench).open(there).apply();
            assertThat(bench.desk.openOrders()).containsExactly(order);
            answer.complete(new SubmitResult.Unknown(order.clientOrderId(), "time-out"));
            bench.flush();
            new Reading(bench).open(there).apply();

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.venueOrderId()).contains(venueId("N-1"));
            assertThat(bench.desk.openOrders()).containsExactly(order);
        }

        @Test
        void shouldTakeAPersonsWordForWhichOrderItIsAndBookToItWhatThatOneFilled() {
            ManagedOrder order = lost(bench, buy(10, 99));
            late().open(Reading.at(order, v1, Lifecycle.NEW, 0))
                    .open(Reading.at(order, v2, Lifecycle.NEW, 4))
                    .executed(v2, bench.fillOf(order, "x1", 4, 99))
                    .apply();
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(bench.positionUnits()).as("counted, as nobody's").isEqualTo(4);

            bench.resolve(order, v2.venueOrderId().orElseThrow().value());

            assertThat(order.venueOrderId()).isEqualTo(v2.venueOrderId());
            assertThat(order.filledQuantity()).isEqualTo(Quantity.of(4));
            assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
            assertThat(bench.positionUnits()).as("booked once").isEqualTo(4);
            assertThat(frozen(bench)).isFalse();
            assertThat(DeskBench.different(bench.restarted(bench.entries.size()).dump(), bench.dump()))
                    .isEmpty();
        }

        @Test
        void shouldNotGiveOneOrderTheNameOfAnother() {
            ManagedOrder first = lost(bench, buy(10, 99));
            late().open(Reading.at(first, v1, Lifecycle.NEW, 0)).apply();
            ManagedOrder second = lost(bench, buy(20, 98));

            bench.resolve(second, v1.venueOrderId().orElseThrow().value());

            assertThat(bench.alarms).containsExactly("RESOLVE_ID_TAKEN");
            assertThat(second.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(second.venueOrderId()).isEmpty();
            assertThat(first.venueOrderId()).isEqualTo(v1.venueOrderId());
        }

        @Test
        void shouldNotEndAnOrderThatAPersonSaysIsThereBecauseTheVenueDoesNotKnowOurId() {
            ManagedOrder order = lost(bench, buy(10, 99));
            late().open(Reading.at(order, v1, Lifecycle.NEW, 0))
                    .open(Reading.at(order, v2, Lifecycle.NEW, 0))
                    .apply();
            bench.resolve(order, true);

            late().open(Reading.at(order, v1, Lifecycle.NEW, 0))
                    .open(Reading.at(order, v2, Lifecycle.NEW, 0))
                    .missing(OrderKey.of(order.clientOrderId()))
                    .apply();

            assertThat(order.isClosed()).isFalse();
        }
    }

    @Nested
    class Missed {
        private final DeskBench bench = proving(IdempotencyClass.DEDUP);

        private Reading late() {
            return new Reading(bench).asked(bench.nanos + PROOF.toNanos());
        }

        @Test
        void shouldBookFillsThatNobodyReported() {
            ManagedOrder order = bench.working(buy(10, 99));

            late().open(Reading.at(order, key(order), Lifecycle.NEW, 4))
                    .executed(key(order), bench.fillOf(order, "x1", 3, 99))
                    .executed(key(order), bench.fillOf(order, "x2", 1, 98))
                    .apply();

            assertThat(order.filledQuantity()).isEqualTo(Quantity.of(4));
            assertThat(bench.told)
                    .containsExactly("Accepted O-1 NEW", "Filled O-1 PARTIALLY_FILLED", "Filled O-1 PARTIALLY_FILLED");
        }

        @Test
        void shouldTakeInACancelThatNobodyReported() {
            ManagedOrder order = bench.working(buy(10, 99));
            order.cancel();
            bench.flush();

            late().found(Reading.at(order, key(order), Lifecycle.CANCELLED, 0)).apply();

            assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        }

        @Test
        void shouldEndAnOrderThatTheVenueForgotOnlyOnceThatIsProved() {
            ManagedOrder order = bench.working(buy(10, 99));

            new Reading(bench).missing(key(order)).apply();
            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            late().missing(key(order)).apply();

            assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        }

        @Test
        void shouldKeepAnEndWaitingForFillsAndAskAgain() {
            ManagedOrder order = bench.working(buy(10, 99));
            bench.report(new OrderReport.Cancelled(key(order), 0, "by hand", Optional.of(Quantity.of(6))));
            assertThat(order.isClosed()).isFalse();
            late().found(Reading.at(order, key(order), Lifecycle.CANCELLED, 6)).apply();
            assertThat(order.isClosed()).isFalse();
            assertThat(line(bench)).contains("known=false");
            assertThat(bench.probe(buy(1, 99)).worst())
                    .as("all of it may have filled")
                    .isEqualTo(11);

            late().found(Reading.at(order, key(order), Lifecycle.CANCELLED, 6))
                    .executed(key(order), bench.fillOf(order, "x1", 6, 99))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(order.filledQuantity()).isEqualTo(Quantity.of(6));
        }

        @Test
        void shouldFindThatACancelWasNotDone() {
            ManagedOrder order = bench.working(buy(10, 99));
            bench.broker.onCancel = any -> CompletableFuture.completedFuture(new ActionResult.Unknown("time-out"));
            order.cancel();
            bench.flush();
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);

            new Reading(bench)
                    .open(Reading.at(order, key(order), Lifecycle.NEW, 0))
                    .apply();
            assertThat(order.status()).as("it may be on its way").isEqualTo(OrderStatus.UNKNOWN);
            late().open(Reading.at(order, key(order), Lifecycle.NEW, 0)).apply();

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(bench.told).endsWith("CancelRefused O-1 NEW");
        }

        @Test
        void shouldEndTheLegsOfANativeGroupWithAnEntryThatFilledNothing() {
            ManagedOrder entry = bench.submit(OrderRequest.buy(AAA)
                    .quantity(10)
                    .limit(Price.of(99))
                    .bracket(Bracket.stopAt(Price.of(95)).targetAt(Price.of(105)))
                    .build());

            late().found(Reading.at(entry, key(entry), Lifecycle.CANCELLED, 0)).apply();

            assertThat(bench.desk.openOrders()).isEmpty();
            assertThat(bench.alarms).isEmpty();
        }

        @Test
        void shouldAlarmForALegThatTheVenueDoesNotHaveThoughItsEntryFilled() {
            ManagedOrder entry = bench.submit(OrderRequest.buy(AAA)
                    .quantity(10)
                    .limit(Price.of(99))
                    .bracket(Bracket.stopAt(Price.of(95)).targetAt(Price.of(105)))
                    .build());
            bench.fill(entry, "x1", 10, 99);
            ManagedOrder stop = entry.managedLegs().get(1);

            late().open(Reading.at(
                            entry.managedLegs().get(0), key(entry.managedLegs().get(0)), Lifecycle.NEW, 0))
                    .missing(OrderKey.of(stop.clientOrderId()))
                    .apply();

            assertThat(bench.alarms).containsExactly("GROUP_LEG_MISSING");
            assertThat(stop.isClosed()).isFalse();
        }
    }

    @Nested
    class Changes {
        private DeskBench bench = new DeskBench();
        private final List<ClientOrderId> next = new ArrayList<>();

        private ManagedOrder changing(ReplaceSupport support, OrderChange change, long filled) {
            bench = new DeskBench(ScriptedBroker.capable()
                    .replace(support)
                    .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
                    .absenceProof(PROOF)
                    .build());
            bench.broker.onReplace = approved -> {
                next.add(approved.next());
                return CompletableFuture.completedFuture(new ActionResult.Unknown("time-out"));
            };
            ManagedOrder order = bench.working(buy(10, 99));
            if (filled > 0) {
                bench.fill(order, "before", filled, 99);
            }
            order.replace(change);
            bench.flush();
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            return order;
        }

        private Reading late() {
            return new Reading(bench).asked(bench.nanos + PROOF.toNanos());
        }

        private OrderKey renewed() {
            return OrderKey.of(next.get(0), venueId("W-1"));
        }

        @Test
        void shouldFindAChangeMadeUnderTheSameId() {
            ManagedOrder order = changing(ReplaceSupport.SAME_VENUE_ID, OrderChange.toLimit(Price.of(98)), 0);

            late().open(Reading.at(buy(10, 98), key(order), Lifecycle.NEW, 0, bench.nanos))
                    .missing(OrderKey.of(next.get(0)))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.request()).isEqualTo(buy(10, 98));
        }

        @Test
        void shouldFindAChangeNotMadeUnderTheSameIdOnceThatIsProved() {
            ManagedOrder order = changing(ReplaceSupport.SAME_VENUE_ID, OrderChange.toLimit(Price.of(98)), 0);

            new Reading(bench)
                    .open(Reading.at(order, key(order), Lifecycle.NEW, 0))
                    .apply();
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            late().open(Reading.at(order, key(order), Lifecycle.NEW, 0)).apply();

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.request()).isEqualTo(buy(10, 99));
        }

        @Test
        void shouldNotTakeTheOldSizeForTheRestOfTheNewOne() {
            ManagedOrder order = changing(ReplaceSupport.SAME_VENUE_ID, OrderChange.toQuantity(Quantity.of(14)), 4);

            late().open(Reading.at(order, key(order), Lifecycle.NEW, 4)).apply();

            assertThat(order.request().quantity()).contains(Quantity.of(10));
        }

        @Test
        void shouldFindAChangeMadeAsANewOrder() {
            ManagedOrder order = changing(ReplaceSupport.NEW_VENUE_ID, OrderChange.toLimit(Price.of(98)), 4);

            late().open(Reading.sized(Reading.at(buy(6, 98), renewed(), Lifecycle.NEW, 0, bench.nanos), 6))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
            assertThat(order.clientOrderId()).isEqualTo(next.get(0));
            assertThat(order.venueOrderId()).contains(venueId("W-1"));
            assertThat(order.request().limitPrice()).contains(Price.of(98));
            assertThat(bench.desk.openOrders()).containsExactly(order);
        }

        @Test
        void shouldFindAChangeNotMadeAsANewOrderOnceThatIsProved() {
            ManagedOrder order = changing(ReplaceSupport.NEW_VENUE_ID, OrderChange.toLimit(Price.of(98)), 0);

            new Reading(bench)
                    .open(Reading.at(order, key(order), Lifecycle.NEW, 0))
                    .missing(OrderKey.of(next.get(0)))
                    .apply();
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            late().open(Reading.at(order, key(order), Lifecycle.NEW, 0))
                    .missing(OrderKey.of(next.get(0)))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.clientOrderId()).isNotEqualTo(next.get(0));
        }

        @Test
        void shouldNotTakeTheOldOrdersEndForTheEndWhileItMayBeThatItWasChanged() {
            ManagedOrder order = changing(ReplaceSupport.NEW_VENUE_ID, OrderChange.toLimit(Price.of(98)), 0);
            OrderKey before = key(order);

            new Reading(bench)
                    .found(Reading.at(order, before, Lifecycle.CANCELLED, 0))
                    .apply();
            assertThat(order.isClosed()).isFalse();

            late().found(Reading.at(order, before, Lifecycle.CANCELLED, 0))
                    .open(Reading.at(buy(10, 98), renewed(), Lifecycle.NEW, 0, bench.nanos))
                    .apply();
            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.clientOrderId()).isEqualTo(next.get(0));
        }

        @Test
        void shouldTakeTheOldOrdersEndForTheEndOnceTheChangeIsProvedNotToHaveBeenMade() {
            ManagedOrder order = changing(ReplaceSupport.NEW_VENUE_ID, OrderChange.toLimit(Price.of(98)), 0);

            late().found(Reading.at(order, key(order), Lifecycle.CANCELLED, 0))
                    .missing(OrderKey.of(next.get(0)))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        }

        @Test
        void shouldFreezeWhereTheOldOrderWorksBesideTheNewOne() {
            ManagedOrder order = changing(ReplaceSupport.NEW_VENUE_ID, OrderChange.toLimit(Price.of(98)), 0);
            OrderKey before = key(order);
            Reading reading = late().open(Reading.at(buy(10, 98), renewed(), Lifecycle.NEW, 0, bench.nanos))
                    .open(Reading.at(buy(10, 99), before, Lifecycle.NEW, 0, bench.nanos));

            reading.apply();
            reading.apply();

            assertThat(bench.alarms).containsOnlyOnce("ORDER_OPEN_TWICE");
            assertThat(frozen(bench)).isTrue();
        }

        @Test
        void shouldKnowTheNewOrderAfterAPersonSaysThatTheChangeWasMade() {
            ManagedOrder order = changing(ReplaceSupport.NEW_VENUE_ID, OrderChange.toLimit(Price.of(98)), 0);
            bench.resolve(order, true);

            late().open(Reading.at(buy(10, 98), renewed(), Lifecycle.NEW, 0, bench.nanos))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.clientOrderId()).isEqualTo(next.get(0));
            assertThat(order.venueOrderId()).contains(venueId("W-1"));
        }
    }

    @Nested
    class OfOthers {
        private final OrderKey theirs = OrderKey.of(venueId("E-1"));

        private DeskBench at(ExternalPolicy policy) {
            return new DeskBench(false, policy, kind(IdempotencyClass.DEDUP).build(), true);
        }

        @ParameterizedTest
        @EnumSource
        void shouldCountTheirOrdersInRiskAndAlarmByPolicy(ExternalPolicy policy) {
            DeskBench bench = at(policy);
            Reading reading = new Reading(bench).open(Reading.at(buy(10, 99), theirs, Lifecycle.NEW, 4, bench.nanos));

            reading.apply();
            reading.apply();

            assertThat(bench.desk.openOrders()).hasSize(1);
            assertThat(bench.probe(buy(1, 99)).worst()).isEqualTo(7);
            assertThat(bench.alarms).isEqualTo(policy == ExternalPolicy.ALARM ? List.of("EXTERNAL_ORDER") : List.of());
            new Reading(bench)
                    .asked(bench.nanos + Duration.ofMinutes(1).toNanos())
                    .missing(OrderKey.of(venueId("E-1")))
                    .apply();
            assertThat(bench.desk.openOrders()).isEmpty();
            assertThat(bench.told).as("nobody's").isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void shouldBookTheirFillsOnceBeforeAndAfterTheirOrderIsSeen(ExternalPolicy policy) {
            DeskBench bench = at(policy);
            ManagedOrder model = bench.desk.submit(0, buy(1, 99), OrderDesk.Terms.STOPPING);
            Reading reading = new Reading(bench)
                    .open(Reading.at(buy(10, 99), theirs, Lifecycle.NEW, 4, bench.nanos))
                    .executed(theirs, bench.fillOf(model, "e1", 4, 99));

            bench.report(new OrderReport.Filled(theirs, 0, bench.fillOf(model, "e1", 4, 99)));
            reading.apply();
            reading.apply();
            bench.report(new OrderReport.Filled(theirs, 0, bench.fillOf(model, "e1", 4, 99)));
            bench.report(new OrderReport.Filled(theirs, 0, bench.fillOf(model, "e2", 1, 99)));

            assertThat(bench.positionUnits()).isEqualTo(5);
            assertThat(bench.probe(buy(1, 99)).worst()).isEqualTo(11);
        }

        @Test
        void shouldAlarmForAnOrderOfOurMakingThatTheJournalDoesNotKnow() {
            DeskBench bench = at(ExternalPolicy.OBSERVE);
            OrderKey own = OrderKey.of(bench.desk.room().clientIds.upcoming(), venueId("E-2"));

            new Reading(bench)
                    .open(Reading.at(buy(10, 99), own, Lifecycle.NEW, 0, bench.nanos))
                    .apply();

            assertThat(bench.alarms).containsExactly("ORDER_WITHOUT_INTENT");
            assertThat(bench.submit(buy(1, 99)).clientOrderId())
                    .as("its id is not used again")
                    .isNotEqualTo(own.clientOrderId().orElseThrow());
        }
    }

    @Nested
    class Positions {
        private DeskBench holding(ExternalPolicy policy) {
            DeskBench bench =
                    new DeskBench(false, policy, kind(IdempotencyClass.DEDUP).build(), true);
            bench.hold(10);
            return bench;
        }

        @Test
        void shouldNotActOnADifferenceThatOneReadingShows() {
            DeskBench bench = holding(ExternalPolicy.OBSERVE);

            new Reading(bench).holding(12).apply();
            new Reading(bench).holding(10).apply();
            new Reading(bench).holding(12).apply();

            assertThat(bench.alarms).isEmpty();
            assertThat(frozen(bench)).isFalse();
            assertThat(bench.positionUnits()).isEqualTo(10);
        }

        @Test
        void shouldFreezeOnADifferenceThatTwoReadingsShowUntilAPersonTakesTheVenuesWord() {
            DeskBench bench = holding(ExternalPolicy.OBSERVE);

            new Reading(bench).holding(12).apply();
            new Reading(bench).holding(12).apply();
            new Reading(bench).holding(12).apply();
            assertThat(bench.alarms).containsExactly("POSITION_MISMATCH");
            assertThat(frozen(bench)).isTrue();
            assertThat(bench.positionUnits()).isEqualTo(10);

            bench.acceptPosition(0);
            assertThat(bench.positionUnits()).isEqualTo(12);
            assertThat(frozen(bench)).isFalse();
            new Reading(bench).holding(12).apply();
            new Reading(bench).holding(12).apply();
            assertThat(bench.positionUnits()).isEqualTo(12);
        }

        @Test
        void shouldBookADifferenceThatTwoReadingsShowWhereItAdopts() {
            DeskBench bench = holding(ExternalPolicy.ADOPT);

            for (int i = 0; i < 4; i++) {
                new Reading(bench).holding(-3).apply();
            }

            assertThat(bench.alarms).containsExactly("POSITION_ADOPTED");
            assertThat(bench.positionUnits()).isEqualTo(-3);
            assertThat(frozen(bench)).isFalse();
        }

        @Test
        void shouldGoOnWithCoinsThatHaveNoRateAndCountThemNothing() {
            DeskBench bench = new DeskBench(
                    false, ExternalPolicy.OBSERVE, kind(IdempotencyClass.DEDUP).build(), false);
            bench.desk.begunAt(bench.nanos);
            bench.desk.connected(true);
            bench.parts.clear();
            bench.price(0, 100);
            new Reading(bench)
                    .cash(Money.of(5_000, Currency.USD))
                    .cash(Money.of(3, Currency.of("BNB")))
                    .apply();
            long equity = bench.ledger.equityE8();
            ManagedOrder order = bench.working(buy(10, 99));
            Fill fill = bench.fillOf(order, "x1", 10, 99);

            bench.report(new OrderReport.Filled(
                    key(order),
                    0,
                    new Fill(
                            fill.executionId(),
                            fill.instrument(),
                            fill.side(),
                            fill.quantity(),
                            fill.price(),
                            List.of(Money.of("0.002", Currency.of("BNB"))),
                            fill.liquidity(),
                            fill.timeNanos())));

            assertThat(bench.alarms).containsOnlyOnce("CASH_NOT_COUNTED");
            assertThat(bench.ledger.hasRates()).isTrue();
            assertThat(bench.ledger.cash(Currency.of("BNB"))).isEqualTo(Money.of("2.998", Currency.of("BNB")));
            assertThat(bench.ledger.equityE8()).isEqualTo(equity + 1_000_000_000L);
            bench.ledger.rate(Currency.of("BNB"), BigDecimal.TEN);
            assertThat(bench.ledger.equityE8()).isEqualTo(equity + 1_000_000_000L + 2_998_000_000L);
        }

        @Test
        void shouldNotMakeUpAPriceForADifferenceThatItBooks() {
            DeskBench bench = new DeskBench(
                    false, ExternalPolicy.ADOPT, kind(IdempotencyClass.DEDUP).build(), false);
            bench.desk.begunAt(bench.nanos);
            bench.connect();

            new Reading(bench).holding(5).apply();
            new Reading(bench).holding(5).apply();
            assertThat(bench.alarms).containsExactly("POSITION_PRICE_UNKNOWN");
            assertThat(bench.positionUnits()).isZero();
            assertThat(frozen(bench)).isTrue();

            bench.mark(0, 100);
            bench.acceptPosition(0);
            assertThat(bench.positionUnits()).isEqualTo(5);
            assertThat(frozen(bench)).isFalse();
        }

        @Test
        void shouldNotTakeAFillThatIsNotPricedYetForADifference() {
            DeskBench bench = holding(ExternalPolicy.ADOPT);
            ManagedOrder order = bench.working(sell(10, 101));
            bench.report(new OrderReport.FilledUnpriced(key(order), 0, bench.fillOf(order, "x1", 4, 101)));

            for (int i = 0; i < 3; i++) {
                new Reading(bench)
                        .open(Reading.at(order, key(order), Lifecycle.NEW, 4))
                        .holding(6)
                        .apply();
            }
            bench.report(new OrderReport.Priced(key(order), 0, "x1", Price.of(102), List.of()));

            assertThat(bench.alarms).isEmpty();
            assertThat(bench.positionUnits()).isEqualTo(6);
        }

        @Test
        void shouldBeginWithWhatTheFirstReadingShowsAndNotBookWhatLedToIt() {
            DeskBench bench = new DeskBench(
                    false, ExternalPolicy.OBSERVE, kind(IdempotencyClass.DEDUP).build(), false);
            bench.desk.begunAt(bench.nanos);
            bench.desk.connected(true);
            bench.parts.clear();
            ManagedOrder model = bench.desk.submit(0, buy(1, 99), OrderDesk.Terms.STOPPING);
            OrderKey theirs = OrderKey.of(venueId("E-1"));
            Reading first = new Reading(bench)
                    .cash(Money.of(5_000, Currency.USD))
                    .holding(7)
                    .executed(theirs, bench.fillOf(model, "e1", 7, 90));

            first.apply();
            first.apply();
            bench.report(new OrderReport.Filled(theirs, 0, bench.fillOf(model, "e1", 7, 90)));

            assertThat(bench.positionUnits()).isEqualTo(7);
            assertThat(bench.ledger.cash(Currency.USD)).isEqualTo(Money.of(5_000, Currency.USD));
            assertThat(bench.alarms).doesNotContain("POSITION_MISMATCH", "EXTERNAL_FILL");
        }
    }
}
