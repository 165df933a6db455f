package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderDeskTest {
    private static OrderRequest buy(long units, int limit) {
        return OrderRequest.buy(AAA).quantity(units).limit(Price.of(limit)).build();
    }

    private static OrderRequest sell(long units, int limit) {
        return OrderRequest.sell(AAA).quantity(units).limit(Price.of(limit)).build();
    }

    /** Every order in which pieces of news can come in, some of them twice. */
    private static List<List<Integer>> permutations(int count) {
        List<List<Integer>> all = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < count; i++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> one : all) {
                for (int at = 0; at <= one.size(); at++) {
                    List<Integer> more = new ArrayList<>(one);
                    more.add(at, i);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }

    /** Plays the news that {@code script} makes for an order in every order, each twice in a row, on a fresh bench each time. */
    private static void inEveryOrder(
            Function<DeskBench, ManagedOrder> start,
            BiFunction<DeskBench, ManagedOrder, List<Runnable>> script,
            java.util.function.BiConsumer<DeskBench, ManagedOrder> check) {
        DeskBench first = new DeskBench();
        int count = script.apply(first, start.apply(first)).size();
        for (List<Integer> order : permutations(count)) {
            DeskBench bench = new DeskBench();
            ManagedOrder subject = start.apply(bench);
            List<Runnable> news = script.apply(bench, subject);
            for (int at : order) {
                news.get(at).run();
                news.get(at).run();
            }
            try {
                check.accept(bench, subject);
            } catch (AssertionError e) {
                throw new AssertionError(
                        "news in the order " + order + ", told " + bench.told + ": " + e.getMessage(), e);
            }
        }
    }

    private static void done(DeskBench bench, ManagedOrder order, OrderStatus status, long filled) {
        assertThat(bench.alarms).isEmpty();
        assertThat(order.status()).isEqualTo(status);
        assertThat(order.filledQuantity()).isEqualTo(Quantity.of(filled));
        assertThat(bench.positionUnits()).isEqualTo(order.request().side().sign() * filled);
        assertThat(bench.desk.openOrders()).isEmpty();
        assertThat(bench.probe(buy(1, 100)).openOrders()).isZero();
    }

    @Nested
    class Reordered {
        @Test
        void shouldEndAlikeInWhateverOrderTheNewsOfALifeComes() {
            inEveryOrder(
                    bench -> bench.submit(buy(10, 100)),
                    (bench, order) -> List.of(
                            () -> bench.report(new OrderReport.Working(DeskBench.key(order), 0)),
                            () -> bench.fill(order, "x1", 4, 100),
                            () -> bench.fill(order, "x2", 6, 100),
                            () -> bench.desk.apply(new OrderSink.Answer.Submitted(
                                    order,
                                    new SubmitResult.Accepted(
                                            order.clientOrderId(), new VenueOrderId("V-O-1"), List.of())))),
                    (bench, order) -> done(bench, order, OrderStatus.FILLED, 10));
        }

        @Test
        void shouldEndAlikeInWhateverOrderACancelAndAFillCome() {
            inEveryOrder(
                    bench -> {
                        ManagedOrder order = bench.submit(buy(10, 100));
                        order.cancel();
                        bench.flush();
                        return order;
                    },
                    (bench, order) -> List.of(
                            () -> bench.report(new OrderReport.Working(DeskBench.key(order), 0)),
                            () -> bench.fill(order, "x1", 4, 100),
                            () -> bench.report(new OrderReport.Cancelled(DeskBench.key(order), 0, "")),
                            () -> bench.desk.apply(new OrderSink.Answer.CancelTaken(order, new ActionResult.Taken()))),
                    (bench, order) -> done(bench, order, OrderStatus.CANCELLED, 4));
        }

        @Test
        void shouldEndAlikeInWhateverOrderALargerReplacementAndItsFillsCome() {
            inEveryOrder(
                    bench -> {
                        ManagedOrder order = bench.working(buy(10, 100));
                        order.replace(OrderChange.toQuantity(Quantity.of(20)));
                        bench.flush();
                        bench.told.clear();
                        return order;
                    },
                    (bench, order) -> List.of(
                            () -> bench.report(new OrderReport.Replaced(DeskBench.key(order), 0, DeskBench.key(order))),
                            () -> bench.fill(order, "x1", 10, 100),
                            () -> bench.fill(order, "x2", 10, 100),
                            () -> bench.desk.apply(new OrderSink.Answer.ReplaceTaken(order, new ActionResult.Taken()))),
                    (bench, order) -> done(bench, order, OrderStatus.FILLED, 20));
        }

        @Test
        void shouldEndAlikeInWhateverOrderASmallerReplacementAndItsLastFillCome() {
            inEveryOrder(
                    bench -> {
                        ManagedOrder order = bench.working(buy(20, 100));
                        order.replace(OrderChange.toQuantity(Quantity.of(10)));
                        bench.flush();
                        bench.told.clear();
                        return order;
                    },
                    (bench, order) -> List.of(
                            () -> bench.report(new OrderReport.Replaced(DeskBench.key(order), 0, DeskBench.key(order))),
                            () -> bench.fill(order, "x1", 10, 100)),
                    (bench, order) -> done(bench, order, OrderStatus.FILLED, 10));
        }

        @Test
        void shouldEndAnOrderThatFilledToItsOldSizeWhenItsEnlargementIsRefused() {
            DeskBench bench = new DeskBench();
            ManagedOrder order = bench.working(buy(10, 100));
            order.replace(OrderChange.toQuantity(Quantity.of(20)));
            bench.flush();
            bench.fill(order, "x1", 10, 100);

            bench.report(new OrderReport.ReplaceRejected(DeskBench.key(order), 0, "too late"));

            done(bench, order, OrderStatus.FILLED, 10);
        }

        @Test
        void shouldBookAnOrderByNotionalWhoseCompletionOvertakesItsFill() {
            inEveryOrder(
                    bench -> bench.submit(OrderRequest.buy(AAA)
                            .notional(Money.of(1_000, Currency.USD))
                            .market()
                            .build()),
                    (bench, order) -> List.of(
                            () -> bench.report(new OrderReport.Working(DeskBench.key(order), 0)),
                            () -> bench.fill(order, "x1", 4, 100),
                            () -> bench.fill(order, "x2", 6, 100),
                            () -> bench.report(new OrderReport.Completed(DeskBench.key(order), 0))),
                    (bench, order) -> done(bench, order, OrderStatus.FILLED, 10));
        }

        @Test
        void shouldKnowAFillUnderTheNewIdsBeforeItIsToldOfTheReplacement() {
            DeskBench bench = new DeskBench();
            List<ClientOrderId> next = new ArrayList<>();
            bench.broker.onReplace = change -> {
                next.add(change.next());
                return new CompletableFuture<>();
            };
            ManagedOrder order = bench.working(buy(10, 100));
            order.replace(OrderChange.toLimit(Price.of(101)));
            bench.flush();
            OrderKey renewed = OrderKey.of(next.get(0), new VenueOrderId("W-1"));

            bench.report(new OrderReport.Filled(renewed, 0, bench.fillOf(order, "x1", 10, 100)));
            bench.report(new OrderReport.Replaced(DeskBench.key(order), 0, renewed));

            done(bench, order, OrderStatus.FILLED, 10);
        }

        @Test
        void shouldTakeAReplacementThatACancelWasRefusedAround() {
            DeskBench bench = new DeskBench();
            ManagedOrder order = bench.working(buy(10, 100));
            order.replace(OrderChange.toLimit(Price.of(101)));
            order.cancel();
            bench.flush();

            bench.report(new OrderReport.CancelRejected(DeskBench.key(order), 0, "busy"));
            assertThat(order.status()).isEqualTo(OrderStatus.PENDING_REPLACE);
            bench.report(new OrderReport.Replaced(DeskBench.key(order), 0, DeskBench.key(order)));

            assertThat(bench.alarms).isEmpty();
            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.request().limitPrice()).contains(Price.of(101));
        }

        @Test
        void shouldBookAFillWhosePriceOvertookIt() {
            inEveryOrder(
                    bench -> bench.submit(buy(10, 100)),
                    (bench, order) -> List.of(
                            () -> bench.report(new OrderReport.FilledUnpriced(
                                    DeskBench.key(order), 0, bench.fillOf(order, "x1", 10, 1))),
                            () -> bench.report(
                                    new OrderReport.Priced(DeskBench.key(order), 0, "x1", Price.of(99), List.of()))),
                    (bench, order) -> {
                        done(bench, order, OrderStatus.FILLED, 10);
                        assertThat(order.averagePrice()).contains(Price.of(99));
                    });
        }
    }

    @Nested
    class Corrected {
        private final DeskBench bench = new DeskBench();
        private final ManagedOrder order = bench.submit(buy(10, 100));

        @Test
        void shouldCorrectAFillOfAFilledOrderWithoutAnAlarm() {
            bench.fill(order, "x1", 10, 100);
            Fill right = bench.fillOf(order, "x1-c", 10, 98);

            bench.report(new OrderReport.Corrected(DeskBench.key(order), 0, "x1", right));

            assertThat(bench.alarms).isEmpty();
            assertThat(bench.told).containsExactly("Filled O-1 FILLED", "FillReversed O-1 FILLED", "Filled O-1 FILLED");
            assertThat(bench.positionUnits()).isEqualTo(10);
            assertThat(order.averagePrice()).contains(Price.of(98));
        }

        @Test
        void shouldTakeTheFormerFillBackWhoseCorrectionWasBookedAsAFillFirst() {
            bench.fill(order, "x1", 5, 100);
            bench.fill(order, "x1-c", 5, 98);
            Fill right = bench.fillOf(order, "x1-c", 5, 98);

            for (int i = 0; i < 2; i++) {
                bench.report(new OrderReport.Corrected(DeskBench.key(order), 0, "x1", right));
            }

            assertThat(bench.alarms).isEmpty();
            assertThat(bench.positionUnits()).isEqualTo(5);
            assertThat(order.averagePrice()).contains(Price.of(98));
        }

        @Test
        void shouldTakeACorrectionThatKeepsTheIdAsOftenAsItSaysSomethingElse() {
            bench.fill(order, "x1", 10, 100);

            for (int price : new int[] {98, 98, 97, 97}) {
                bench.report(
                        new OrderReport.Corrected(DeskBench.key(order), 0, "x1", bench.fillOf(order, "x1", 10, price)));
            }

            assertThat(bench.alarms).isEmpty();
            assertThat(bench.told)
                    .containsExactly(
                            "Filled O-1 FILLED",
                            "FillReversed O-1 FILLED",
                            "Filled O-1 FILLED",
                            "FillReversed O-1 FILLED",
                            "Filled O-1 FILLED");
            assertThat(bench.positionUnits()).isEqualTo(10);
            assertThat(order.averagePrice()).contains(Price.of(97));
        }

        @Test
        void shouldNotBookABustedFillAgainThatComesTwice() {
            bench.fill(order, "x1", 10, 100);

            bench.report(new OrderReport.Busted(DeskBench.key(order), 0, "x1"));
            bench.fill(order, "x1", 10, 100);

            assertThat(bench.positionUnits()).isZero();
            assertThat(bench.booked).isZero();
            assertThat(bench.told).containsExactly("Filled O-1 FILLED", "FillReversed O-1 FILLED");
        }

        @Test
        void shouldRaiseAnAlarmForMoreThanWasOrderedAndKeepTheFact() {
            bench.fill(order, "x1", 10, 100);
            bench.fill(order, "x2", 5, 100);

            assertThat(bench.alarms).containsExactly("ORDER_ILLEGAL_TRANSITION");
            assertThat(bench.positionUnits()).isEqualTo(15);
        }

        @Test
        void shouldRaiseAnAlarmForAFillOfARejectedOrderAndKeepTheFact() {
            bench.report(new OrderReport.Rejected(DeskBench.key(order), 0, "no"));
            bench.fill(order, "x1", 10, 100);

            assertThat(bench.alarms).containsExactly("ORDER_ILLEGAL_TRANSITION");
            assertThat(bench.positionUnits()).isEqualTo(10);
            assertThat(order.status()).isEqualTo(OrderStatus.REJECTED);
        }

        @Test
        void shouldBookAFillOfAnOrderMadeElsewhereOnce() {
            OrderKey foreign = OrderKey.of(new VenueOrderId("other"));
            Fill fill = bench.fillOf(order, "f1", 3, 100);

            bench.report(new OrderReport.Filled(foreign, 0, fill));
            bench.report(new OrderReport.Filled(foreign, 0, fill));

            assertThat(bench.positionUnits()).isEqualTo(3);
            assertThat(bench.alarms).contains("EXTERNAL_FILL");
            assertThat(bench.booked).isZero();
        }
    }

    @Nested
    class Unpriced {
        private final DeskBench bench = new DeskBench();
        private final ManagedOrder order = bench.working(buy(10, 100));

        private void unpriced(long units) {
            bench.report(
                    new OrderReport.FilledUnpriced(DeskBench.key(order), 0, bench.fillOf(order, "u1", units, 100)));
        }

        private void priced() {
            bench.report(new OrderReport.Priced(DeskBench.key(order), 0, "u1", Price.of(99), List.of()));
        }

        private long worst() {
            return bench.probe(buy(1, 100)).worst();
        }

        @Test
        void shouldCountForRiskAtOnceAlsoAfterItsOrderWasCancelled() {
            unpriced(4);
            assertThat(worst()).isEqualTo(11);
            bench.report(new OrderReport.Cancelled(DeskBench.key(order), 0, ""));
            assertThat(order.isClosed()).isTrue();
            assertThat(bench.positionUnits()).isZero();
            assertThat(worst()).as("4 are held at the venue").isEqualTo(5);

            priced();

            assertThat(bench.positionUnits()).isEqualTo(4);
            assertThat(worst()).isEqualTo(5);
            assertThat(order.averagePrice()).contains(Price.of(99));
        }

        @Test
        void shouldBeBookedOnceWhenTheVenueListsItWithItsPriceInstead() {
            unpriced(4);
            bench.report(new OrderReport.Cancelled(DeskBench.key(order), 0, ""));

            bench.report(new OrderReport.Filled(DeskBench.key(order), 0, bench.fillOf(order, "u1", 4, 98)));
            priced();

            assertThat(bench.positionUnits()).isEqualTo(4);
            assertThat(worst()).isEqualTo(5);
            assertThat(bench.probe(buy(1, 100)).openOrders()).isZero();
        }

        @Test
        void shouldLeaveNothingWhenItIsTakenBackBeforeItWasPriced() {
            unpriced(4);
            bench.report(new OrderReport.Busted(DeskBench.key(order), 0, "u1"));
            bench.report(new OrderReport.Cancelled(DeskBench.key(order), 0, ""));
            priced();
            unpriced(4);

            assertThat(bench.positionUnits()).isZero();
            assertThat(worst()).isEqualTo(1);
            assertThat(bench.alarms).isEmpty();
        }
    }

    @Nested
    class Unknown {
        private final DeskBench bench = new DeskBench();

        /** Ways in which an adapter fails to answer. */
        enum Failure {
            SAYS_UNKNOWN,
            THROWS,
            FAILS,
            ANSWERS_NULL,
            RETURNS_NULL
        }

        @SuppressWarnings("NullAway") // what a broken adapter may do
        private <T> CompletionStage<T> fail(Failure how, T unknown) {
            return switch (how) {
                case SAYS_UNKNOWN -> CompletableFuture.completedFuture(unknown);
                case THROWS -> throw new IllegalStateException("broken on purpose");
                case FAILS -> CompletableFuture.failedFuture(new IllegalStateException("broken on purpose"));
                case ANSWERS_NULL -> CompletableFuture.completedFuture(null);
                case RETURNS_NULL -> null;
            };
        }

        @ParameterizedTest
        @EnumSource(Failure.class)
        void shouldHoldASubmitForUnknownUntilAReportComesAndNeverSendItAgain(Failure how) {
            bench.broker.onSubmit = sent -> fail(how, new SubmitResult.Unknown(sent.clientOrderId(), "time-out"));
            ManagedOrder order = bench.submit(buy(10, 100));

            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(bench.alarms).containsExactly("ORDER_OUTCOME_UNKNOWN");
            assertThat(bench.told).containsExactly("OutcomeUnknown O-1 UNKNOWN");

            bench.flush();
            bench.fill(order, "x1", 10, 100);

            assertThat(bench.broker.calls).containsExactly("submit O-1");
            assertThat(bench.told).containsExactly("OutcomeUnknown O-1 UNKNOWN", "Filled O-1 FILLED");
            done(bench, order, OrderStatus.FILLED, 10);
        }

        private void done(DeskBench unused, ManagedOrder order, OrderStatus status, long filled) {
            assertThat(order.status()).isEqualTo(status);
            assertThat(bench.positionUnits()).isEqualTo(filled);
            assertThat(bench.desk.openOrders()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(Failure.class)
        void shouldHoldACancelForUnknownUntilAReportComes(Failure how) {
            bench.broker.onCancel = key -> fail(how, new ActionResult.Unknown("time-out"));
            ManagedOrder order = bench.working(buy(10, 100));
            order.cancel();
            bench.flush();

            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(bench.alarms).containsExactly("ORDER_OUTCOME_UNKNOWN");

            bench.report(new OrderReport.Cancelled(DeskBench.key(order), 0, ""));

            assertThat(bench.told)
                    .containsExactly("Accepted O-1 NEW", "OutcomeUnknown O-1 UNKNOWN", "Cancelled O-1 CANCELLED");
        }

        @ParameterizedTest
        @EnumSource(Failure.class)
        void shouldHoldAReplaceForUnknownUntilAReportComes(Failure how) {
            bench.broker.onReplace = change -> fail(how, new ActionResult.Unknown("time-out"));
            ManagedOrder order = bench.working(buy(10, 100));
            order.replace(OrderChange.toQuantity(Quantity.of(30)));
            bench.flush();

            assertThat(order.status()).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(bench.probe(buy(1, 100)).worst())
                    .as("the worse of both sizes")
                    .isEqualTo(31);

            bench.report(new OrderReport.Replaced(DeskBench.key(order), 0, DeskBench.key(order)));

            assertThat(order.status()).isEqualTo(OrderStatus.NEW);
            assertThat(order.request().quantity()).contains(Quantity.of(30));
        }

        @Test
        void shouldCountAnOrderWhoseStageNeverCompletes() {
            ManagedOrder order = bench.submit(buy(10, 100));

            DeskBench.Seen seen = bench.probe(buy(1, 100));

            assertThat(order.status()).isEqualTo(OrderStatus.PENDING_NEW);
            assertThat(seen.worst()).isEqualTo(11);
            assertThat(seen.openOrders()).isEqualTo(1);
        }

        @Test
        void shouldTakeABrokersMinimalStage() {
            bench.broker.onSubmit = sent -> CompletableFuture.<SubmitResult>completedFuture(
                            new SubmitResult.Accepted(sent.clientOrderId(), new VenueOrderId("V"), List.of()))
                    .minimalCompletionStage();

            assertThat(bench.submit(buy(10, 100)).status()).isEqualTo(OrderStatus.NEW);
        }

        @Test
        void shouldCountAnUnknownOrderInTheWorstPositionAndInBuyingPower() {
            bench.broker.onSubmit = sent ->
                    CompletableFuture.completedFuture(new SubmitResult.Unknown(sent.clientOrderId(), "time-out"));
            bench.submit(buy(10, 100));

            DeskBench.Seen seen = bench.probe(buy(1, 100));

            assertThat(seen.worst()).isEqualTo(11);
            assertThat(seen.buyingPower()).isEqualTo(99_000L * 100_000_000);
        }
    }

    @Nested
    class Changes {
        private final DeskBench bench = new DeskBench();

        private ManagedOrder bracket() {
            ManagedOrder entry = bench.submit(OrderRequest.buy(AAA)
                    .quantity(10)
                    .limit(Price.of(100))
                    .bracket(Bracket.stopAt(Price.of(97)).targetAt(Price.of(106)))
                    .build());
            bench.report(new OrderReport.Working(DeskBench.key(entry), 0));
            for (ManagedOrder leg : entry.managedLegs()) {
                bench.report(new OrderReport.Suspended(DeskBench.key(leg), 0, "waits"));
            }
            return entry;
        }

        @Test
        void shouldRefuseAChangeOffTheGrid() {
            ManagedOrder order = bench.working(buy(10, 100));

            order.replace(OrderChange.toLimit(Price.of("99.001")));

            assertThat(bench.told).containsExactly("Accepted O-1 NEW", "ReplaceRefused O-1 NEW");
            assertThat(bench.broker.calls).containsExactly("submit O-1");
        }

        @Test
        void shouldRefuseAChangeOfAClosedOrderAndASecondOneMeanwhile() {
            ManagedOrder order = bench.working(buy(10, 100));
            order.replace(OrderChange.toLimit(Price.of(99)));
            order.replace(OrderChange.toLimit(Price.of(98)));
            bench.fill(order, "x", 10, 100);
            order.replace(OrderChange.toLimit(Price.of(97)));
            bench.flush();

            assertThat(bench.told)
                    .containsExactly(
                            "Accepted O-1 NEW",
                            "ReplaceRefused O-1 PENDING_REPLACE",
                            "Filled O-1 FILLED",
                            "ReplaceRefused O-1 FILLED");
        }

        @Test
        void shouldNotAskTheVenueToChangeAnOrderThatEndedBeforeTheSend() {
            ManagedOrder order = bench.working(buy(10, 100));
            order.replace(OrderChange.toLimit(Price.of(99)));
            bench.desk.apply(bench.filled(order, "x", 10, 100));
            bench.flush();

            assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
            assertThat(bench.alarms).isEmpty();
        }

        @Test
        void shouldLetAnOrderOfAllCashBeRepriced() {
            ManagedOrder order = bench.working(buy(1_000, 100));

            order.replace(OrderChange.toLimit(Price.of(99)));
            bench.flush();

            assertThat(bench.broker.calls).containsExactly("submit O-1", "replace O-1");
        }

        @Test
        void shouldReserveTheWorsePriceWhileAChangeIsOnItsWayAndTheNewOneAfterwards() {
            ManagedOrder order = bench.working(buy(100, 100));

            order.replace(OrderChange.toLimit(Price.of(200)));
            bench.flush();
            assertThat(bench.probe(buy(1, 100)).buyingPower()).isEqualTo(80_000L * 100_000_000);
            bench.report(new OrderReport.Replaced(DeskBench.key(order), 0, DeskBench.key(order)));
            assertThat(bench.probe(buy(1, 100)).buyingPower()).isEqualTo(80_000L * 100_000_000);
            order.replace(OrderChange.toLimit(Price.of(50)));
            bench.flush();
            assertThat(bench.probe(buy(1, 100)).buyingPower()).isEqualTo(80_000L * 100_000_000);
            bench.report(new OrderReport.Replaced(DeskBench.key(order), 0, DeskBench.key(order)));

            assertThat(bench.probe(buy(1, 100)).buyingPower()).isEqualTo(95_000L * 100_000_000);
        }

        @Test
        void shouldJudgeAChangeOfAPartlyFilledOrderByItsRest() {
            ManagedOrder order = bench.working(buy(10, 100));
            bench.fill(order, "x", 6, 100);

            order.replace(OrderChange.toQuantity(Quantity.of(12)));

            assertThat(bench.seen.position()).isEqualTo(6);
            assertThat(bench.seen.quantity()).isEqualTo(6);
            assertThat(bench.seen.worst()).isEqualTo(12);
        }

        @Test
        void shouldSeeThatTrailingAPartlyFilledExitOnlyReduces() {
            bench.hold(10);
            ManagedOrder exit = bench.working(
                    OrderRequest.sell(AAA).quantity(10).stop(Price.of(95)).build());
            bench.fill(exit, "x", 4, 95);

            exit.replace(OrderChange.toTrigger(Price.of(96)));

            assertThat(bench.seen.reducing()).isTrue();
        }

        @Test
        void shouldSeeThatTrailingEitherLegOfABracketOnlyReduces() {
            ManagedOrder entry = bracket();
            bench.fill(entry, "x", 10, 100);
            bench.state = io.fairlead.api.risk.TradingState.REDUCE_ONLY;

            entry.managedLegs().get(1).replace(OrderChange.toTrigger(Price.of(98)));
            assertThat(bench.seen.reducing()).isTrue();
            assertThat(bench.seen.quantity()).isEqualTo(10);
            entry.managedLegs().get(0).replace(OrderChange.toLimit(Price.of(107)));

            assertThat(bench.seen.reducing()).isTrue();
            assertThat(bench.told).noneMatch(line -> line.startsWith("ReplaceRefused"));
        }

        @Test
        void shouldSeeThatTrailingTheStopOfAPartlyFilledEntryOnlyReduces() {
            ManagedOrder entry = bracket();
            bench.fill(entry, "x", 4, 100);

            entry.managedLegs().get(1).replace(OrderChange.toTrigger(Price.of(98)));

            assertThat(bench.seen.reducing()).isTrue();
            assertThat(bench.seen.quantity()).isEqualTo(4);
        }

        @Test
        void shouldLetTheStopOfAnUnfilledEntryBeMoved() {
            ManagedOrder entry = bracket();

            entry.managedLegs().get(1).replace(OrderChange.toTrigger(Price.of(98)));
            bench.flush();

            assertThat(bench.broker.calls).containsExactly("submit O-1", "replace O-3");
        }

        @Test
        void shouldDenyAGroupWhoseOrdersShareAClientOrderId() {
            ClientOrderId id = new ClientOrderId("mine");
            ManagedOrder order = bench.submit(OrderGroup.oto(
                    buy(1, 100).toBuilder().clientOrderId(id).build(),
                    sell(1, 110).toBuilder().clientOrderId(id).build()));

            assertThat(order.denial().orElseThrow().code()).isEqualTo("ID_USED_BEFORE");
        }
    }

    @Nested
    class DryRun {
        @Test
        void shouldNotTouchTheBrokerWhateverIsAsked() {
            DeskBench bench = new DeskBench(true);
            ManagedOrder order = bench.desk.submit(0, buy(10, 100), OrderDesk.Terms.NORMAL);
            order.cancel();

            bench.flush();

            assertThat(bench.broker.calls).isEmpty();
            assertThat(bench.told).containsExactly("Denied O-1 DENIED");
        }
    }
}
