package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.TradingState;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.NativeGroups;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;
import io.fairlead.spi.SubmitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Groups at a venue that has none: what is at the venue when, and for how much. */
class GroupCareTest {
    private static final Capabilities CAN = ScriptedBroker.capable()
            .replace(ReplaceSupport.SAME_VENUE_ID)
            .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
            .absenceProof(Duration.ofSeconds(5))
            .build();

    private final DeskBench bench = new DeskBench(CAN);
    /** What reached the broker, oldest first. */
    private final List<ApprovedOrder> sent = new ArrayList<>();

    GroupCareTest() {
        bench.broker.onSubmit = order -> {
            sent.add(order);
            return new CompletableFuture<>();
        };
    }

    private ManagedOrder bracket() {
        return bench.submit(OrderRequest.buy(AAA)
                .quantity(10)
                .limit(Price.of(100))
                .bracket(Bracket.stopAt(Price.of(96)).targetAt(Price.of(104)))
                .build());
    }

    @Test
    void shouldLookAfterABracketWhoseEntryTheVenuesOwnGroupsDoNotTake() {
        bench.broker.can = ScriptedBroker.capable()
                .nativeGroups(NativeGroups.of(Contingency.BRACKET).entries(OrderType.LIMIT))
                .build();
        Bracket exits = Bracket.stopAt(Price.of(96)).targetAt(Price.of(104));

        ManagedOrder atTheMarket =
                bench.submit(OrderRequest.buy(AAA).quantity(10).bracket(exits).build());
        ManagedOrder atALimit = bench.submit(OrderRequest.buy(AAA)
                .quantity(10)
                .limit(Price.of(100))
                .bracket(exits)
                .build());

        assertThat(List.of(atTheMarket.groupHandling(), atALimit.groupHandling()))
                .containsExactly(GroupHandling.EMULATED, GroupHandling.NATIVE);
    }

    @Test
    void shouldLookAfterAGroupWhoseOrdersWorkUnequallyLongWhereTheVenueWantsThemAlike() {
        bench.broker.can = ScriptedBroker.capable()
                .nativeGroups(NativeGroups.of(Contingency.BRACKET).terms(NativeGroups.Term.ONE_TIME_IN_FORCE))
                .build();
        Bracket exits = Bracket.stopAt(Price.of(96)).targetAt(Price.of(104));

        ManagedOrder entryOfTheDay = bench.submit(OrderRequest.buy(AAA)
                .quantity(10)
                .limit(Price.of(100))
                .bracket(exits)
                .build());
        ManagedOrder alike = bench.submit(OrderRequest.buy(AAA)
                .quantity(10)
                .limit(Price.of(100))
                .bracket(exits.exitsGoodFor(TimeInForce.DAY))
                .build());

        assertThat(List.of(entryOfTheDay.groupHandling(), alike.groupHandling()))
                .containsExactly(GroupHandling.EMULATED, GroupHandling.NATIVE);
    }

    private static ManagedOrder target(ManagedOrder entry) {
        return entry.managedLegs().get(0);
    }

    private static ManagedOrder stop(ManagedOrder entry) {
        return entry.managedLegs().get(1);
    }

    /** The venue's name of an order as it was sent last. */
    private static OrderKey now(ManagedOrder order) {
        return OrderKey.of(order.clientOrderId(), new VenueOrderId("V-" + order.clientOrderId()));
    }

    private void works(ManagedOrder order) {
        bench.report(new OrderReport.Working(now(order), bench.nanos));
    }

    private void fills(ManagedOrder order, String execution, long units, int price) {
        bench.report(new OrderReport.Filled(now(order), bench.nanos, bench.fillOf(order, execution, units, price)));
    }

    private void cancelled(ManagedOrder order, long filled) {
        bench.report(new OrderReport.Cancelled(now(order), bench.nanos, "", Optional.of(Quantity.of(filled))));
    }

    private String last() {
        ApprovedOrder order = sent.get(sent.size() - 1);
        return order.orderId() + " " + order.request().side() + " "
                + order.request().quantity().orElseThrow() + " "
                + order.request().type();
    }

    /** A bracket whose entry has filled and whose stop works. */
    private ManagedOrder protectedPosition() {
        ManagedOrder entry = bracket();
        works(entry);
        fills(entry, "e1", 10, 100);
        works(stop(entry));
        return entry;
    }

    @Nested
    class OfABracket {
        @Test
        void shouldSendTheEntryAloneAndTheStopForWhatHasFilled() {
            ManagedOrder entry = bracket();
            assertThat(entry.groupHandling()).isEqualTo(GroupHandling.EMULATED);
            assertThat(sent).hasSize(1);
            assertThat(sent.get(0).legs()).isEmpty();
            works(entry);

            fills(entry, "e1", 4, 100);

            assertThat(last()).isEqualTo("O-3 SELL 4 STOP");
            assertThat(sent).hasSize(2);
        }

        @Test
        void shouldCallTheStopBackAndSendItForAllWhenMoreFills() {
            ManagedOrder entry = bracket();
            fills(entry, "e1", 4, 100);
            works(stop(entry));
            fills(entry, "e2", 6, 100);

            assertThat(bench.broker.calls).endsWith("cancel");
            assertThat(sent).as("not before its end is known").hasSize(2);
            cancelled(stop(entry), 0);

            assertThat(last()).isEqualTo("O-3 SELL 10 STOP");
        }

        @Test
        void shouldSendTheTargetWhenThePriceIsThereOnceTheStopIsBack() {
            ManagedOrder entry = protectedPosition();

            bench.mark(0, 104);
            bench.mark(0, 105);
            assertThat(bench.broker.calls.stream().filter("cancel"::equals)).hasSize(1);
            assertThat(sent).hasSize(2);
            cancelled(stop(entry), 0);
            assertThat(last()).isEqualTo("O-2 SELL 10 LIMIT");
            fills(target(entry), "t1", 10, 104);

            assertThat(bench.desk.openOrders()).isEmpty();
            assertThat(bench.positionUnits()).isZero();
            assertThat(stop(entry).status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(bench.alarms).isEmpty();
        }

        @Test
        void shouldSendAStopThatThePriceHasPassedAsAMarketOrder() {
            ManagedOrder entry = protectedPosition();
            bench.mark(0, 104);
            cancelled(stop(entry), 0);
            works(target(entry));

            bench.mark(0, 95);
            cancelled(target(entry), 0);

            assertThat(last()).isEqualTo("O-3 SELL 10 MARKET");
        }

        @Test
        void shouldSendSuchAStopWithATimeInForceThatTheVenueTakes() {
            bench.broker.can = Capabilities.builder()
                    .assetClasses(AssetClass.EQUITY)
                    .order(OrderType.MARKET, TimeInForce.DAY)
                    .order(OrderType.LIMIT, TimeInForce.DAY, TimeInForce.GTC)
                    .order(OrderType.STOP, TimeInForce.DAY, TimeInForce.GTC)
                    .build();
            ManagedOrder entry = bracket();
            works(entry);
            bench.mark(0, 95);

            fills(entry, "e1", 10, 95);

            assertThat(last()).isEqualTo("O-3 SELL 10 MARKET");
            assertThat(sent.get(1).request().timeInForce()).isEqualTo(TimeInForce.DAY);
        }

        @Test
        void shouldWaitForFillsThatTheEndOfTheStopSpeaksOf() {
            ManagedOrder entry = protectedPosition();
            bench.mark(0, 104);

            cancelled(stop(entry), 4);
            assertThat(sent).as("4 are still to be told").hasSize(2);
            fills(stop(entry), "s1", 3, 96);
            assertThat(sent).hasSize(2);
            fills(stop(entry), "s2", 1, 96);

            assertThat(last()).isEqualTo("O-2 SELL 6 LIMIT");
        }

        @Test
        void shouldCountAFillWithoutAPriceWhenItSizesWhatIsLeft() {
            ManagedOrder entry = protectedPosition();
            bench.mark(0, 104);
            bench.report(new OrderReport.FilledUnpriced(
                    now(stop(entry)), bench.nanos, bench.fillOf(stop(entry), "s1", 4, 96)));

            cancelled(stop(entry), 4);

            assertThat(last()).isEqualTo("O-2 SELL 6 LIMIT");
            works(target(entry));
            bench.report(new OrderReport.Priced(now(stop(entry)), bench.nanos, "s1", Price.of(96), List.of()));
            fills(target(entry), "t1", 6, 104);
            assertThat(bench.positionUnits()).isZero();
            assertThat(bench.desk.openOrders()).isEmpty();
        }

        @Test
        void shouldProtectWhatHasFilledWithoutAPrice() {
            ManagedOrder entry = bracket();

            bench.report(new OrderReport.FilledUnpriced(now(entry), bench.nanos, bench.fillOf(entry, "e1", 4, 100)));

            assertThat(last()).isEqualTo("O-3 SELL 4 STOP");
        }

        @Test
        void shouldNotCallBackAgainForASecondWhatTheVenueRefusesToCancel() {
            ManagedOrder entry = protectedPosition();
            bench.broker.onCancel = any -> CompletableFuture.completedFuture(new ActionResult.Refused("too late"));

            bench.mark(0, 104);
            bench.mark(0, 105);
            bench.advance(Duration.ofMillis(900));
            assertThat(bench.broker.calls.stream().filter("cancel"::equals)).hasSize(1);
            bench.advance(Duration.ofMillis(100));
            assertThat(bench.broker.calls.stream().filter("cancel"::equals)).hasSize(2);
            fills(stop(entry), "s1", 10, 96);

            assertThat(sent).hasSize(2);
            assertThat(bench.desk.openOrders()).isEmpty();
            assertThat(bench.positionUnits()).isZero();
        }

        @Test
        void shouldKeepALegThatIsCancelledLateAfterItsCancelWasTakenForRefused() {
            ManagedOrder entry = protectedPosition();
            bench.mark(0, 104);
            bench.report(new OrderReport.CancelRejected(now(stop(entry)), bench.nanos, "busy"));

            cancelled(stop(entry), 0);

            assertThat(stop(entry).isClosed()).isFalse();
            assertThat(last()).isEqualTo("O-2 SELL 10 LIMIT");
        }

        @Test
        void shouldSendTheOtherWhenALegIsRejected() {
            ManagedOrder entry = bracket();
            fills(entry, "e1", 10, 100);

            bench.report(new OrderReport.Rejected(now(stop(entry)), bench.nanos, "no stops today"));

            assertThat(bench.alarms).containsExactly("GROUP_LEG_REJECTED");
            assertThat(last()).isEqualTo("O-2 SELL 10 LIMIT");
        }

        @Test
        void shouldSendNothingElseWhileALegIsUnknown() {
            ManagedOrder entry = bracket();
            bench.broker.onSubmit = order -> {
                sent.add(order);
                return CompletableFuture.completedFuture(new SubmitResult.Unknown(order.clientOrderId(), "time-out"));
            };
            fills(entry, "e1", 10, 100);
            assertThat(stop(entry).status()).isEqualTo(OrderStatus.UNKNOWN);

            bench.mark(0, 104);
            bench.mark(0, 95);
            assertThat(sent).hasSize(2);
            new Reading(bench)
                    .asked(bench.nanos + Duration.ofSeconds(5).toNanos())
                    .missing(OrderKey.of(stop(entry).clientOrderId()))
                    .apply();
            assertThat(sent).as("proved, and again after a second").hasSize(2);
            bench.advance(Duration.ofSeconds(1));

            assertThat(last()).isEqualTo("O-3 SELL 10 MARKET");
        }

        @Test
        void shouldTryADeniedLegAgainAfterASecondAndTellOnce() {
            ManagedOrder entry = bracket();
            bench.broker.onSubmit = order -> {
                sent.add(order);
                return CompletableFuture.completedFuture(
                        new SubmitResult.Denied(order.clientOrderId(), new Denial("NOT_SENT", "no socket", "wait")));
            };
            fills(entry, "e1", 10, 100);
            assertThat(sent).hasSize(2);
            assertThat(stop(entry).isClosed()).isFalse();

            bench.advance(Duration.ofMillis(999));
            assertThat(sent).hasSize(2);
            bench.advance(Duration.ofMillis(1));
            assertThat(sent).hasSize(3);

            assertThat(sent.get(2).clientOrderId()).isNotEqualTo(sent.get(1).clientOrderId());
            assertThat(bench.alarms).containsOnly("GROUP_LEG_NOT_SENT");
        }

        @Test
        void shouldTakeALegThatWasTakenForUnsentAndWorksAfterAll() {
            ManagedOrder entry = bracket();
            bench.broker.onSubmit = order -> {
                sent.add(order);
                return CompletableFuture.completedFuture(
                        new SubmitResult.Denied(order.clientOrderId(), new Denial("NOT_SENT", "no socket", "wait")));
            };
            fills(entry, "e1", 10, 100);

            works(stop(entry));
            bench.advance(Duration.ofSeconds(5));

            assertThat(sent).as("not twice").hasSize(2);
            assertThat(stop(entry).status()).isEqualTo(OrderStatus.NEW);
            assertThat(bench.alarms).contains("ORDER_ILLEGAL_TRANSITION");
        }

        @Test
        void shouldExitWhatHadFilledWhenTheEntryIsCancelled() {
            ManagedOrder entry = bracket();
            fills(entry, "e1", 4, 100);
            works(stop(entry));
            entry.cancel();
            bench.flush();
            cancelled(entry, 4);
            assertThat(stop(entry).isClosed()).isFalse();

            fills(stop(entry), "s1", 4, 96);

            assertThat(bench.desk.openOrders()).isEmpty();
            assertThat(bench.positionUnits()).isZero();
        }

        @Test
        void shouldEndWithAnEntryThatFillsNothing() {
            ManagedOrder entry = bracket();
            bench.report(new OrderReport.Rejected(now(entry), bench.nanos, "no"));

            assertThat(bench.desk.openOrders()).isEmpty();
            assertThat(sent).hasSize(1);
            assertThat(stop(entry).status()).isEqualTo(OrderStatus.CANCELLED);
        }

        @Test
        void shouldLetAnExitWaitForMoreOfItsEntry() {
            ManagedOrder entry = bracket();
            fills(entry, "e1", 4, 100);
            works(stop(entry));
            fills(stop(entry), "s1", 4, 96);
            assertThat(stop(entry).isClosed()).as("the entry works").isFalse();

            fills(entry, "e2", 6, 96);

            assertThat(last()).startsWith("O-3 SELL 6");
            fills(stop(entry), "s2", 6, 96);
            assertThat(bench.positionUnits()).isZero();
            assertThat(bench.desk.openOrders()).isEmpty();
            assertThat(stop(entry).status()).isEqualTo(OrderStatus.FILLED);
        }

        @Test
        void shouldEndAnExitAsFilledWhenItsEntryEndsWithoutMore() {
            ManagedOrder entry = bracket();
            fills(entry, "e1", 4, 100);
            fills(stop(entry), "s1", 4, 96);

            cancelled(entry, 4);

            assertThat(stop(entry).status()).isEqualTo(OrderStatus.FILLED);
            assertThat(target(entry).status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(bench.desk.openOrders()).isEmpty();
        }

        @Test
        void shouldSellNoMoreThanIsLeftWhenTheOwnerMovesATargetThatHadFilledInPart() {
            ManagedOrder entry = protectedPosition();
            bench.mark(0, 104);
            cancelled(stop(entry), 0);
            works(target(entry));
            fills(target(entry), "t1", 4, 104);
            bench.mark(0, 95);
            cancelled(target(entry), 4);
            assertThat(last()).isEqualTo("O-3 SELL 6 MARKET");
            List<Quantity> asked = new ArrayList<>();
            bench.broker.onReplace = change -> {
                asked.add(change.changed().quantity().orElseThrow());
                return new CompletableFuture<>();
            };
            bench.report(new OrderReport.Rejected(now(stop(entry)), bench.nanos, "no market orders"));
            works(target(entry));
            assertThat(last()).isEqualTo("O-2 SELL 6 LIMIT");

            target(entry).replace(OrderChange.toLimit(Price.of(103)));
            bench.flush();
            bench.report(new OrderReport.Replaced(now(target(entry)), bench.nanos, now(target(entry))));
            target(entry).replace(OrderChange.toQuantity(Quantity.of(9)));
            bench.flush();

            assertThat(asked).as("of the 10, 4 are sold").containsExactly(Quantity.of(6), Quantity.of(5));
            assertThat(target(entry).request().quantity()).contains(Quantity.of(10));
        }

        @Test
        void shouldTellOnceThatAPositionIsUnprotected() {
            ManagedOrder entry = bracket();
            fills(entry, "e1", 4, 100);
            works(stop(entry));
            target(entry).cancel();
            stop(entry).cancel();
            bench.flush();
            cancelled(stop(entry), 0);

            for (int price = 90; price < 110; price++) {
                bench.mark(0, price);
            }

            assertThat(bench.alarms).containsExactly("GROUP_UNPROTECTED");
            assertThat(sent).as("as its owner wants it").hasSize(2);
        }

        @Test
        void shouldTakeACancelOfALegThatIsBeingCalledBackForGood() {
            ManagedOrder entry = protectedPosition();
            bench.mark(0, 104);
            stop(entry).cancel();
            bench.flush();

            cancelled(stop(entry), 0);

            assertThat(bench.broker.calls.stream().filter("cancel"::equals)).hasSize(1);
            assertThat(stop(entry).status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(last()).isEqualTo("O-2 SELL 10 LIMIT");
        }

        @Test
        void shouldSendALegAsItsOwnerChangedItWhileItWaited() {
            ManagedOrder entry = protectedPosition();
            target(entry).replace(OrderChange.toLimit(Price.of(102)));

            bench.mark(0, 102);
            cancelled(stop(entry), 0);

            assertThat(last()).isEqualTo("O-2 SELL 10 LIMIT");
            assertThat(sent.get(2).request().limitPrice()).contains(Price.of(102));
        }

        @Test
        void shouldLetExitsLeaveThoughTradingIsHalted() {
            ManagedOrder entry = bracket();
            bench.state = TradingState.HALTED;

            fills(entry, "e1", 10, 100);

            assertThat(last()).isEqualTo("O-3 SELL 10 STOP");
            assertThat(bench.alarms).isEmpty();
        }

        @Test
        void shouldNotLetTheExitsOfAnEntryThatReducesOpenAPositionWhileHalted() {
            bench.hold(10);
            ManagedOrder entry = bench.submit(OrderRequest.sell(AAA)
                    .quantity(10)
                    .limit(Price.of(100))
                    .bracket(Bracket.stopAt(Price.of(104)).targetAt(Price.of(96)))
                    .build());
            assertThat(entry.denial()).isEmpty();
            sent.clear();
            bench.state = TradingState.HALTED;

            fills(entry, "e1", 10, 100);

            assertThat(bench.positionUnits()).isZero();
            assertThat(sent).as("it would buy, from flat").isEmpty();
            bench.state = TradingState.ACTIVE;
            bench.advance(Duration.ofSeconds(1));
            assertThat(sent).hasSize(1);
        }

        @Test
        void shouldNotTakeOldNewsOfALegForNewsOfItsNextSending() {
            ManagedOrder entry = bracket();
            fills(entry, "e1", 4, 100);
            works(stop(entry));
            OrderKey before = now(stop(entry));
            VenueOrderId beforeThere = before.venueOrderId().orElseThrow();
            fills(entry, "e2", 6, 100);
            cancelled(stop(entry), 0);
            assertThat(sent).hasSize(3);

            bench.report(new OrderReport.Cancelled(before, bench.nanos, ""));
            bench.report(new OrderReport.Cancelled(OrderKey.of(beforeThere), bench.nanos, ""));
            bench.report(new OrderReport.Working(before, bench.nanos));

            assertThat(stop(entry).venueOrderId()).isEmpty();
            assertThat(stop(entry).status()).isEqualTo(OrderStatus.PENDING_NEW);
            works(stop(entry));
            assertThat(stop(entry).venueOrderId()).isEqualTo(now(stop(entry)).venueOrderId());
            assertThat(sent).hasSize(3);
            assertThat(bench.alarms).isEmpty();
        }

        @Test
        void shouldSurviveABustOfAFillFromBeforeALegWasSentAgain() {
            ManagedOrder entry = protectedPosition();
            fills(stop(entry), "s1", 4, 96);
            OrderKey before = now(stop(entry));
            bench.mark(0, 104);
            cancelled(stop(entry), 4);
            works(target(entry));
            bench.mark(0, 95);
            cancelled(target(entry), 0);
            assertThat(last()).isEqualTo("O-3 SELL 6 MARKET");
            works(stop(entry));

            bench.report(new OrderReport.Busted(before, bench.nanos, "s1"));
            assertThat(bench.broker.calls).as("it is for too little now").endsWith("cancel");
            cancelled(stop(entry), 0);

            assertThat(last()).isEqualTo("O-3 SELL 10 MARKET");
        }

        @Test
        void shouldWaitForTheRestWhileAPartBelowTheLotHasFilled() {
            ManagedOrder entry = bracket();
            bench.report(new OrderReport.Filled(
                    now(entry),
                    bench.nanos,
                    new Fill(
                            "e1",
                            AAA,
                            Side.BUY,
                            Quantity.of("0.4"),
                            Price.of(100),
                            List.of(),
                            Liquidity.TAKER,
                            bench.nanos)));
            assertThat(stop(entry).isClosed()).isFalse();

            fills(entry, "e2", 9, 100);

            assertThat(last()).isEqualTo("O-3 SELL 9 STOP");
        }
    }

    @Nested
    class OfAPair {
        private ManagedOrder pair() {
            bench.hold(10);
            sent.clear();
            ManagedOrder first = bench.submit(OrderGroup.oco(
                    OrderRequest.sell(AAA).quantity(10).limit(Price.of(104)).build(),
                    OrderRequest.sell(AAA).quantity(10).stop(Price.of(96)).build()));
            works(first);
            return first;
        }

        @Test
        void shouldChangePlacesAndSellTheWholeRestWhateverFilledWhere() {
            ManagedOrder first = pair();
            ManagedOrder stop = first.managedLegs().get(0);
            bench.mark(0, 96);
            cancelled(first, 0);
            assertThat(last()).startsWith("O-3 SELL 10");
            works(stop);
            fills(stop, "s1", 4, 96);
            bench.mark(0, 104);
            cancelled(stop, 4);
            assertThat(last()).isEqualTo("O-2 SELL 6 LIMIT");
            works(first);

            bench.mark(0, 104);
            assertThat(sent).as("nothing is called back").hasSize(3);
            fills(first, "f1", 6, 104);

            assertThat(bench.positionUnits()).isZero();
            assertThat(bench.desk.openOrders()).isEmpty();
            assertThat(bench.alarms).isEmpty();
        }

        @Test
        void shouldSendTheSecondWhenTheVenueRejectsTheFirst() {
            ManagedOrder first = pair();

            bench.report(new OrderReport.Rejected(now(first), bench.nanos, "no"));

            assertThat(last()).isEqualTo("O-3 SELL 10 STOP");
        }

        @Test
        void shouldTakeLateNewsOfTheFirstForOldNews() {
            ManagedOrder first = pair();
            bench.mark(0, 96);
            cancelled(first, 0);

            works(first);

            assertThat(bench.alarms).isEmpty();
        }
    }

    @Nested
    class OfATrigger {
        private ManagedOrder thenSell() {
            return bench.submit(OrderGroup.oto(
                    OrderRequest.buy(AAA).quantity(10).limit(Price.of(100)).build(),
                    OrderRequest.sell(AAA).quantity(10).stop(Price.of(96)).build()));
        }

        private ManagedOrder thenBuy() {
            return bench.submit(OrderGroup.oto(
                    OrderRequest.buy(AAA).quantity(10).limit(Price.of(100)).build(),
                    OrderRequest.buy(AAA).quantity(5).limit(Price.of(98)).build()));
        }

        @Test
        void shouldSendAnExitOnceTheFirstHasEndedForWhatItFilled() {
            ManagedOrder first = thenSell();
            fills(first, "e1", 4, 100);
            assertThat(sent).hasSize(1);

            cancelled(first, 4);

            assertThat(last()).isEqualTo("O-2 SELL 4 STOP");
        }

        @Test
        void shouldSendAnotherPurchaseOnlyOnceTheFirstHasFilled() {
            ManagedOrder first = thenBuy();
            fills(first, "e1", 4, 100);
            cancelled(first, 4);
            assertThat(sent).hasSize(1);
            assertThat(bench.desk.openOrders()).isEmpty();

            ManagedOrder second = thenBuy();
            fills(second, "e2", 10, 100);
            assertThat(last()).isEqualTo("O-4 BUY 5 LIMIT");
        }

        @Test
        void shouldLetAnExitLeaveWhileHaltedAndAPurchaseNot() {
            ManagedOrder exit = thenSell();
            ManagedOrder purchase = thenBuy();
            bench.state = TradingState.HALTED;
            fills(exit, "e1", 10, 100);
            assertThat(last()).isEqualTo("O-2 SELL 10 STOP");
            fills(purchase, "e2", 10, 100);
            for (int i = 0; i < 5; i++) {
                bench.advance(Duration.ofSeconds(1));
            }
            assertThat(last()).isEqualTo("O-2 SELL 10 STOP");
            assertThat(bench.alarms).as("told once").containsOnlyOnce("GROUP_LEG_NOT_SENT");

            bench.state = TradingState.ACTIVE;
            bench.advance(Duration.ofSeconds(1));

            assertThat(last()).isEqualTo("O-4 BUY 5 LIMIT");
        }

        @Test
        void shouldNotReEnterWhileHaltedWhereTheFirstClosedAPosition() {
            bench.hold(10);
            sent.clear();
            ManagedOrder first = bench.submit(OrderGroup.oto(
                    OrderRequest.sell(AAA).quantity(10).limit(Price.of(100)).build(),
                    OrderRequest.buy(AAA).quantity(10).limit(Price.of(98)).build()));
            assertThat(first.denial()).isEmpty();
            bench.state = TradingState.HALTED;

            fills(first, "e1", 10, 100);

            assertThat(bench.positionUnits()).isZero();
            assertThat(sent).hasSize(1);
        }
    }

    @Nested
    class Replacing {
        @Test
        void shouldBeRefusedUnderTermsThatLetNothingPass() {
            ManagedOrder entry = bracket();
            for (OrderDesk.Terms terms : List.of(OrderDesk.Terms.WARMING_UP, OrderDesk.Terms.STOPPING)) {
                bench.terms = terms;
                bench.told.clear();

                target(entry).replace(OrderChange.toLimit(Price.of(103)));

                assertThat(bench.told).containsExactly("ReplaceRefused O-2 SUSPENDED");
                assertThat(target(entry).request().limitPrice()).contains(Price.of(104));
            }
        }

        @Test
        void shouldPassForASuspendedStrategyOnlyWhereItReduces() {
            ManagedOrder entry = bracket();
            works(entry);
            bench.terms = OrderDesk.Terms.SUSPENDED;

            target(entry).replace(OrderChange.toLimit(Price.of(103)));
            entry.replace(OrderChange.toLimit(Price.of(101)));

            assertThat(bench.told).endsWith("Replaced O-2 SUSPENDED", "ReplaceRefused O-1 NEW");
        }

        @Test
        void shouldBeRefusedAtTheVenueTooUnderTermsThatLetNothingPass() {
            ManagedOrder order = bench.working(
                    OrderRequest.buy(AAA).quantity(10).limit(Price.of(99)).build());
            for (OrderDesk.Terms terms :
                    List.of(OrderDesk.Terms.WARMING_UP, OrderDesk.Terms.STOPPING, OrderDesk.Terms.SUSPENDED)) {
                bench.terms = terms;
                order.replace(OrderChange.toLimit(Price.of(100)));
                bench.flush();
            }

            assertThat(bench.broker.calls).doesNotContain("replace O-1");
            assertThat(bench.told.stream().filter(line -> line.startsWith("ReplaceRefused")))
                    .hasSize(3);
        }
    }

    @Nested
    class AfterARestart {
        @Test
        void shouldGoOnFromWhereverItWas() {
            ManagedOrder entry = protectedPosition();
            bench.mark(0, 104);
            cancelled(stop(entry), 0);
            DeskBench next = bench.restarted(bench.entries.size());
            List<ApprovedOrder> sentNext = new ArrayList<>();
            next.broker.onSubmit = order -> {
                sentNext.add(order);
                return new CompletableFuture<>();
            };
            ManagedOrder again = next.desk.order(entry.orderId()).orElseThrow();
            assertThat(next.told).as("nobody is told of what was").isEmpty();
            assertThat(target(again).status()).isEqualTo(OrderStatus.UNKNOWN);
            next.connect();
            next.mark(0, 105);
            assertThat(sentNext).as("the target may be there").isEmpty();

            new Reading(next)
                    .asked(next.nanos + Duration.ofSeconds(5).toNanos())
                    .missing(OrderKey.of(target(again).clientOrderId()))
                    .apply();
            next.advance(Duration.ofSeconds(1));

            assertThat(sentNext).hasSize(1);
            assertThat(sentNext.get(0).orderId()).isEqualTo(target(entry).orderId());
            assertThat(sentNext.get(0).clientOrderId())
                    .isNotEqualTo(target(entry).clientOrderId());
        }
    }
}
