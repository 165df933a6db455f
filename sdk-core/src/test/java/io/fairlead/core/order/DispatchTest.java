package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.JournalRecord;
import org.junit.jupiter.api.Test;

/** Nothing leaves before the journal holds it, and nothing twice. */
class DispatchTest {
    private final DeskBench bench = new DeskBench();

    private static OrderRequest buy(long units) {
        return OrderRequest.buy(AAA).quantity(units).limit(Price.of(99)).build();
    }

    private ManagedOrder ask(long units) {
        return bench.desk.submit(0, buy(units), OrderDesk.Terms.NORMAL);
    }

    @Test
    void shouldForceTheJournalOnceForAllThatWaitsBeforeAnyOfItLeaves() {
        ManagedOrder working = bench.working(buy(1));
        bench.callsBeforeForce.clear();
        bench.broker.calls.clear();
        ask(2);
        working.replace(OrderChange.toLimit(Price.of(98)));
        ask(3);
        assertThat(bench.broker.calls).as("before the flush").isEmpty();

        bench.flush();

        assertThat(bench.callsBeforeForce).containsExactly(0);
        assertThat(bench.broker.calls).containsExactly("submit O-2", "replace O-1", "submit O-3");
        bench.flush();
        assertThat(bench.broker.calls).hasSize(3);
    }

    @Test
    void shouldWriteTheIntentBeforeItForces() {
        ManagedOrder order = ask(2);

        assertThat(bench.written(JournalRecord.OrderIntended.class))
                .extracting(JournalRecord.OrderIntended::order)
                .containsExactly(order.orderId());
        assertThat(bench.callsBeforeForce).isEmpty();
    }

    @Test
    void shouldNotWaitForTheJournalWithACancel() {
        ManagedOrder working = bench.working(buy(1));
        bench.callsBeforeForce.clear();
        working.cancel();
        bench.flush();

        assertThat(bench.callsBeforeForce).isEmpty();
        assertThat(bench.broker.calls).endsWith("cancel");
        assertThat(bench.written(JournalRecord.CancelIntended.class)).hasSize(1);
    }

    @Test
    void shouldSendNothingButCancelsWhenTheJournalFails() {
        ManagedOrder working = bench.working(buy(1));
        ManagedOrder other = bench.working(buy(2));
        bench.broker.calls.clear();
        bench.forceFails = true;
        ManagedOrder order = ask(3);
        working.replace(OrderChange.toLimit(Price.of(98)));
        other.cancel();

        bench.flush();

        assertThat(bench.broker.calls).containsExactly("cancel");
        assertThat(order.status()).isEqualTo(OrderStatus.DENIED);
        assertThat(order.denial().orElseThrow().code()).isEqualTo("JOURNAL_FAILED");
        assertThat(working.status()).isEqualTo(OrderStatus.NEW);
        assertThat(bench.told).contains("ReplaceRefused O-1 NEW", "Denied O-3 DENIED");
    }

    @Test
    void shouldNotAskTheVenueToCancelWhatNeverLeft() {
        ManagedOrder order = ask(3);
        order.cancel();
        bench.forceFails = true;

        bench.flush();

        assertThat(bench.broker.calls).isEmpty();
        assertThat(order.status()).isEqualTo(OrderStatus.DENIED);
    }

    @Test
    void shouldHoldBackOrdersAndChangesOnceTradingIsHaltedAndLetFlatteningPass() {
        ManagedOrder working = bench.working(buy(1));
        bench.hold(5);
        bench.broker.calls.clear();
        ManagedOrder order = ask(3);
        working.replace(OrderChange.toLimit(Price.of(100)));
        OrderRequest exit = OrderRequest.sell(AAA).quantity(5).market().build();
        bench.desk.submit(0, exit, OrderDesk.Terms.FLATTENING);
        bench.state = TradingState.HALTED;

        bench.flush();

        assertThat(bench.broker.calls).containsExactly("submit O-4");
        assertThat(order.denial().orElseThrow().code()).isEqualTo("STATE_HALTED");
        assertThat(working.status()).isEqualTo(OrderStatus.NEW);
    }

    @Test
    void shouldFindADeniedOrderByItsId() {
        ManagedOrder order = bench.desk.submit(0, buy(1), OrderDesk.Terms.WARMING_UP);

        assertThat(bench.desk.order(order.orderId())).containsSame(order);
        assertThat(order.denial().orElseThrow().code()).isEqualTo("SESSION_WARMING_UP");
    }
}
