package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static io.fairlead.core.order.DeskBench.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.core.journal.JournalRecord.VenueReadFailed;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When the venue is asked what it has, and which answers count. */
class VenueSyncTest {
    private final DeskBench bench = new DeskBench(false, ExternalPolicy.OBSERVE, null, false);
    private final List<CompletableFuture<List<VenueOrder>>> open = new ArrayList<>();
    private final List<CompletableFuture<List<OrderFacet.Execution>>> executions = new ArrayList<>();
    private final List<OrderKey> asked = new ArrayList<>();

    VenueSyncTest() {
        bench.desk.begunAt(bench.nanos);
        bench.price(0, 100);
        bench.broker.onOpenOrders = () -> added(open);
        bench.broker.onExecutions = since -> added(executions);
        bench.broker.onOrder = order -> {
            asked.add(order);
            return CompletableFuture.completedFuture(Optional.empty());
        };
    }

    private static <T> CompletableFuture<T> added(List<CompletableFuture<T>> all) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        all.add(stage);
        return stage;
    }

    private static OrderRequest buy(long units) {
        return OrderRequest.buy(AAA).quantity(units).limit(Price.of(99)).build();
    }

    private void complete(int reading) {
        open.get(reading).complete(List.of());
        bench.flush();
        executions.get(executions.size() - 1).complete(List.of());
        bench.flush();
    }

    private String denial() {
        return bench.submit(buy(1)).denial().map(d -> d.code()).orElse("");
    }

    @Nested
    class BeforeTheFirstReading {
        @Test
        void shouldLetNothingLeave() {
            assertThat(denial()).as("not connected").isEqualTo("SESSION_NOT_RECONCILED");
            bench.connect();
            assertThat(denial()).as("nothing answered").isEqualTo("SESSION_NOT_RECONCILED");
            open.get(0).complete(List.of());
            bench.flush();
            assertThat(denial()).as("half of it").isEqualTo("SESSION_NOT_RECONCILED");
            executions.get(0).complete(List.of());
            bench.flush();

            assertThat(denial()).isEmpty();
            assertThat(bench.broker.calls).containsExactly("submit O-4");
        }

        @Test
        void shouldSayThatItIsNotReconciled() {
            bench.connect();
            assertThat(bench.desk.isReconciled()).isFalse();
            complete(0);
            assertThat(bench.desk.isReconciled()).isTrue();
            bench.desk.connected(false);
            assertThat(bench.desk.isReconciled()).isFalse();
        }
    }

    @Nested
    class Connections {
        @Test
        void shouldReadAnewOnEveryConnectionAndDropWhatTheOneBeforeStillAnswers() {
            bench.connect();
            bench.desk.connected(false);
            bench.connect();

            open.get(0).complete(List.of());
            bench.flush();
            assertThat(executions).as("asked for by nobody").isEmpty();
            complete(1);

            assertThat(bench.desk.isReconciled()).isTrue();
            assertThat(bench.written(VenueRead.class)).hasSize(1);
        }

        @Test
        void shouldNotOpenOnAReadingOfTheConnectionBefore() {
            bench.connect();
            open.get(0).complete(List.of());
            bench.flush();
            bench.desk.connected(false);
            bench.nanos += 1_000;
            bench.desk.setTime(bench.nanos);
            bench.desk.connected(true);
            VenueRead before = new Reading(bench).asked(DeskBench.START).build();

            bench.desk.reconcile(before);

            assertThat(bench.desk.isReconciled()).isFalse();
            complete(1);
            assertThat(bench.desk.isReconciled()).isTrue();
        }

        @Test
        void shouldDropAReadingThatItsConnectionDidNotOutlive() {
            bench.connect();
            open.get(0).complete(List.of());
            bench.flush();
            bench.desk.connected(false);

            executions.get(0).complete(List.of());
            bench.flush();

            assertThat(bench.desk.isReconciled()).isFalse();
            assertThat(bench.written(VenueRead.class)).isEmpty();
        }

        @Test
        void shouldSendNothingOfWhatWaitedWhenTheConnectionWasLost() {
            bench.connect();
            complete(0);
            ManagedOrder working = bench.working(buy(5));
            bench.broker.calls.clear();
            ManagedOrder order = bench.desk.submit(0, buy(1), OrderDesk.Terms.NORMAL);
            order.cancel();
            working.replace(OrderChange.toLimit(Price.of(98)));

            bench.desk.connected(false);
            bench.flush();

            assertThat(bench.broker.calls).isEmpty();
            assertThat(order.status()).isEqualTo(OrderStatus.DENIED);
            assertThat(order.denial().orElseThrow().code()).isEqualTo("SESSION_NOT_RECONCILED");
            assertThat(working.status()).isEqualTo(OrderStatus.NEW);
        }

        @Test
        void shouldLetCancelsLeaveWhateverIsKnown() {
            bench.connect();
            complete(0);
            ManagedOrder order = bench.working(buy(5));
            bench.desk.connected(false);
            order.cancel();
            bench.flush();

            assertThat(bench.broker.calls).endsWith("cancel");
        }
    }

    @Nested
    class Failures {
        @Test
        void shouldAskAgainLaterAndLaterAndAlarmForTheFirstAndEveryTenth() {
            bench.connect();
            List<Long> waits = new ArrayList<>();
            long failedAt = bench.nanos;
            for (int i = 0; i < 11; i++) {
                open.get(i).completeExceptionally(new IllegalStateException("no"));
                bench.flush();
                while (open.size() == i + 1) {
                    bench.advance(Duration.ofMillis(500));
                }
                waits.add(Duration.ofNanos(bench.nanos - failedAt).toMillis());
                failedAt = bench.nanos;
            }

            assertThat(waits)
                    .containsExactly(
                            1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 32_000L, 32_000L, 32_000L, 32_000L,
                            32_000L);
            assertThat(bench.alarms).containsExactly("RECONCILIATION_FAILED", "RECONCILIATION_FAILED");
            assertThat(bench.written(VenueReadFailed.class)).hasSize(11);
            complete(11);
            assertThat(bench.desk.isReconciled()).isTrue();
        }

        @Test
        void shouldGiveUpAReadingThatIsNotAnsweredInHalfAMinuteAndDropItsLateAnswer() {
            bench.connect();
            bench.advance(Duration.ofSeconds(29));
            assertThat(bench.written(VenueReadFailed.class)).isEmpty();
            bench.advance(Duration.ofSeconds(1));
            assertThat(bench.written(VenueReadFailed.class)).hasSize(1);
            bench.advance(Duration.ofSeconds(1));
            assertThat(open).hasSize(2);

            open.get(0).complete(List.of());
            bench.flush();

            assertThat(executions).isEmpty();
            complete(1);
            assertThat(bench.desk.isReconciled()).isTrue();
        }

        @Test
        void shouldSayWhenAReadingBeganThoughItWasAnsweredInTheLastMoment() {
            CompletableFuture<AccountFacet.Snapshot> account = new CompletableFuture<>();
            bench.broker.onSnapshot = () -> account;
            bench.connect();
            complete(0);
            bench.nanos += Duration.ofSeconds(30).toNanos();
            bench.desk.setTime(bench.nanos);
            account.complete(new AccountFacet.Snapshot(List.of(), List.of(), bench.nanos));

            bench.desk.pollVenue(); // notices the time-out; the answer is in the queue before it
            bench.flush();

            assertThat(bench.written(VenueRead.class))
                    .extracting(VenueRead::askedNanos)
                    .containsExactly(DeskBench.START);
        }

        @Test
        @SuppressWarnings("NullAway") // what a broken adapter may do
        void shouldTakeANullAnswerForAFailure() {
            bench.broker.onOpenOrders = () -> CompletableFuture.completedFuture(null);
            bench.connect();
            bench.broker.onOpenOrders = () -> null;
            bench.advance(Duration.ofSeconds(1));
            bench.broker.onOpenOrders = () -> {
                throw new IllegalStateException("broken on purpose");
            };
            bench.advance(Duration.ofSeconds(2));

            assertThat(bench.written(VenueReadFailed.class)).hasSize(3);
            assertThat(bench.desk.isReconciled()).isFalse();
        }
    }

    @Nested
    class WhileSomethingIsUnknown {
        private ManagedOrder lost() {
            bench.connect();
            complete(0);
            bench.broker.onSubmit = sent ->
                    CompletableFuture.completedFuture(new SubmitResult.Unknown(sent.clientOrderId(), "time-out"));
            return bench.submit(buy(10));
        }

        @Test
        void shouldAskForTheOrderByNameUntilItIsKnown() {
            ManagedOrder order = lost();
            bench.advance(Duration.ofMillis(1));
            bench.advance(Duration.ofMillis(500));
            assertThat(open).hasSize(2);
            complete(1);
            assertThat(asked).containsExactly(OrderKey.of(order.clientOrderId()));
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(denial()).as("others may leave meanwhile").isEmpty();

            bench.broker.onOrder = any ->
                    CompletableFuture.completedFuture(Optional.of(Reading.at(order, key(order), Lifecycle.NEW, 0)));
            bench.advance(Duration.ofSeconds(1));
            complete(2);

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
        }

        @Test
        void shouldAskForTheOrdersOfALostGroupByTheirGroupUntilTheVenueHasNamedThem() {
            bench.connect();
            complete(0);
            bench.broker.onSubmit = sent ->
                    CompletableFuture.completedFuture(new SubmitResult.Unknown(sent.clientOrderId(), "time-out"));
            ManagedOrder entry = bench.submit(buy(10).toBuilder()
                    .bracket(Bracket.stopAt(Price.of(95)).targetAt(Price.of(105)))
                    .build());
            ManagedOrder target = entry.managedLegs().get(0);
            ManagedOrder stop = entry.managedLegs().get(1);
            List<ClientOrderId> group = List.of(entry.clientOrderId(), target.clientOrderId(), stop.clientOrderId());

            bench.advance(Duration.ofMillis(1));
            bench.advance(Duration.ofMillis(500));
            complete(1);

            assertThat(bench.broker.groupsAsked)
                    .containsExactly(
                            OrderKey.of(entry.clientOrderId()) + " of " + group + " BUY LIMIT",
                            OrderKey.of(target.clientOrderId()) + " of " + group + " SELL "
                                    + target.sent().type(),
                            OrderKey.of(stop.clientOrderId()) + " of " + group + " SELL "
                                    + stop.sent().type());

            bench.broker.groupsAsked.clear();
            bench.broker.onOrder = key -> CompletableFuture.completedFuture(Stream.of(entry, target, stop)
                    .filter(order -> key.clientOrderId().equals(Optional.of(order.clientOrderId())))
                    .findFirst()
                    .map(order -> Reading.at(order, key(order), Lifecycle.NEW, 0)));
            bench.advance(Duration.ofSeconds(1));
            complete(2);
            bench.desk.connected(false);
            bench.connect();
            complete(3);

            assertThat(List.of(entry, target, stop))
                    .allSatisfy(order -> assertThat(order.status()).isEqualTo(OrderStatus.NEW));
            assertThat(bench.broker.groupsAsked)
                    .as("once found, by the venue's own ids")
                    .hasSize(3);
        }

        @Test
        void shouldHoldForUnknownWhatIsNotAnsweredInTenSecondsAndTellAPersonAfterAMinuteOnce() {
            bench.connect();
            complete(0);
            ManagedOrder order = bench.submit(buy(10));

            bench.advance(Duration.ofSeconds(9));
            assertThat(order.status()).isEqualTo(OrderStatus.PENDING_NEW);
            bench.advance(Duration.ofSeconds(1));
            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            for (int i = 0; i < 120; i++) {
                bench.advance(Duration.ofSeconds(1));
            }

            assertThat(bench.alarms).containsOnlyOnce("ORDER_UNKNOWN_OVERDUE");
        }

        @Test
        void shouldProveAbsenceByTheTimeSinceAnOrderWasSentHoweverOftenItsCancelIsAsked() {
            DeskBench proving = new DeskBench(ScriptedBroker.capable()
                    .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
                    .absenceProof(Duration.ofSeconds(30))
                    .build());

            ManagedOrder order = cancelledEverySecond(proving);

            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        }

        @Test
        void shouldAlarmAPersonHoweverOftenTheCancelOfAnUnknownOrderIsAsked() {
            DeskBench proofless = new DeskBench(ScriptedBroker.capable()
                    .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
                    .build());

            ManagedOrder order = cancelledEverySecond(proofless);

            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(proofless.alarms).containsOnlyOnce("ORDER_UNKNOWN_OVERDUE");
        }

        /** An order that the venue never answers, and whose cancel it refuses. */
        private ManagedOrder cancelledEverySecond(DeskBench desk) {
            desk.connect();
            desk.broker.onCancel = any -> CompletableFuture.completedFuture(new ActionResult.Refused("unknown order"));
            ManagedOrder order = desk.submit(buy(10));
            for (int second = 0; second < 90; second++) {
                desk.advance(Duration.ofSeconds(1));
                order.cancel();
                desk.flush();
            }
            return order;
        }

        @Test
        void shouldNotTakeAnOrderSentWhileItWasReadingForAbsent() {
            DeskBench proving = new DeskBench(ScriptedBroker.capable()
                    .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
                    .absenceProof(Duration.ofSeconds(5))
                    .build());
            proving.desk.connected(false);
            proving.advance(Duration.ofSeconds(1));
            proving.connect();
            proving.advance(Duration.ofSeconds(10));
            ManagedOrder order = proving.submit(buy(10));

            new Reading(proving)
                    .asked(proving.nanos - 1)
                    .missing(OrderKey.of(order.clientOrderId()))
                    .apply();

            assertThat(order.status()).isEqualTo(OrderStatus.PENDING_NEW);
        }
    }
}
