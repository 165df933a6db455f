package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.PendingAction;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The journal read back makes of a desk what it was. */
class DeskFoldTest {
    @Test
    void shouldBeWhatTheDeskWasAtEveryMoment() {
        for (long seed = 0; seed < 60; seed++) {
            DeskLife life = new DeskLife(seed);
            life.live(150);

            for (DeskLife.Moment moment : life.moments) {
                List<String> folded = life.bench.restarted(moment.entries()).dump();

                assertThat(DeskBench.different(folded, moment.dump()))
                        .as("seed %d after %d entries, last %s", seed, moment.entries(), lastOf(life, moment.entries()))
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldBeTheSameFromACheckpointAsFromAllThatItStandsFor() {
        for (long seed = 200; seed < 260; seed++) {
            DeskLife life = new DeskLife(seed);
            life.live(150);
            SplittableRandom random = new SplittableRandom(seed);

            for (int i = 0; i < 40; i++) {
                int entries = 1 + random.nextInt(life.bench.entries.size());
                int checkpoint = random.nextInt(entries);

                assertThat(DeskBench.different(
                                life.bench.restarted(entries, checkpoint).dump(),
                                life.bench.restarted(entries).dump()))
                        .as("seed %d, checkpoint after %d of %d entries", seed, checkpoint, entries)
                        .isEmpty();
            }
        }
    }

    private static Object lastOf(DeskLife life, int entries) {
        return life.bench.entries.subList(Math.max(0, entries - 4), entries);
    }

    @Test
    void shouldTakeTheJournalWhereverItEndsAndSendNothingNorTellAnybodyMeanwhile() {
        for (long seed = 100; seed < 120; seed++) {
            DeskLife life = new DeskLife(seed);
            life.live(100);

            for (int entries = 0; entries <= life.bench.entries.size(); entries++) {
                DeskBench next = life.bench.restarted(entries);

                assertThat(next.told).isEmpty();
                assertThat(next.alarms).isEmpty();
                assertThat(next.entries).as("and the mark of the new run").hasSize(entries + 1);
                assertThat(next.broker.calls).isEmpty();
                assertThat(next.desk.openOrders())
                        .allMatch(order -> order.isHeld()
                                || (order.lifecycle() != Lifecycle.PENDING_NEW && order.pending() == PendingAction.NONE)
                                || order.isUnknown());
            }
        }
    }

    @Test
    void shouldRememberOverTwoRestartsWhatAPersonSaidAfterTheFirst() {
        DeskBench first = new DeskBench(DeskLife.CAN);
        ManagedOrder order = first.submit(
                OrderRequest.buy(AAA).quantity(5).limit(Price.of(99)).build());
        DeskBench second = first.restarted(first.entries.size());
        second.resolve(second.desk.order(order.orderId()).orElseThrow(), false);

        DeskBench third = second.restarted(second.entries.size());

        assertThat(third.desk.order(order.orderId()).orElseThrow().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(third.dump()).isEqualTo(second.dump());
    }

    @Test
    void shouldFindDeniedOrdersAndTheirReasonsAgain() {
        DeskBench bench = new DeskBench(DeskLife.CAN);
        ManagedOrder denied = bench.submit(
                OrderRequest.buy(AAA).quantity(5_000).limit(Price.of(100)).build());

        ManagedOrder again = bench.restarted(bench.entries.size())
                .desk
                .order(denied.orderId())
                .orElseThrow();

        assertThat(again.status()).isEqualTo(OrderStatus.DENIED);
        assertThat(again.denial()).isEqualTo(denied.denial());
    }
}
