package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.order.Contingency;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void shouldDoWhatCameMeanwhileNext() {
        Turns turns = new Turns();
        List<String> done = new ArrayList<>();

        assertThat(turns.enter()).isTrue();
        assertThat(turns.enter()).isFalse();
        assertThat(turns.queue(() -> done.add("first"))).isFalse();
        assertThat(turns.queue(() -> done.add("second"))).isFalse();
        assertThat(turns.leave()).isTrue();
        turns.work();

        assertThat(done).containsExactly("first", "second");
        assertThat(turns.enter()).isTrue();
    }

    @Test
    void shouldKeepGoingWhenATaskFails() {
        Turns turns = new Turns();
        List<String> done = new ArrayList<>();
        turns.queue(() -> {
            throw new IllegalStateException("broken on purpose");
        });
        turns.queue(() -> done.add("second"));

        assertThatThrownBy(turns::work).hasMessage("broken on purpose");

        assertThat(done).containsExactly("second");
        assertThat(turns.enter()).isTrue();
    }

    @Test
    void shouldTakeAnOrderFromInsideAReport() {
        try (Venue venue = Venue.of(Mode.SYNCHRONOUS, plain()).bar(10, 11, 9, 10)) {
            ApprovedOrder second = venue.approve("c2", buy(1).market().build(), Contingency.NONE, List.of());
            AtomicReference<CompletionStage<SubmitResult>> answer = new AtomicReference<>();
            venue.tape.onNext(
                    OrderReport.Filled.class,
                    report -> answer.set(venue.broker.orders().submit(second)));

            venue.send(buy(1).market());
            venue.bar(10, 11, 9, 10).bar(12, 13, 11, 12);

            assertThat(answer.get().toCompletableFuture())
                    .isCompletedWithValueMatching(SubmitResult.Accepted.class::isInstance);
            venue.toldExactly(
                    "5' c1 working", "5' c1 filled 1 at 10 taker", "10' c2 working", "10' c2 filled 1 at 12 taker");
        }
    }

    @Test
    void shouldRefuseDataFromInsideAReport() {
        for (Mode mode : Mode.values()) {
            try (Venue venue = Venue.of(mode, plain()).bar(10, 11, 9, 10)) {
                AtomicReference<Throwable> refusal = new AtomicReference<>();
                venue.tape.onNext(OrderReport.Filled.class, report -> {
                    try {
                        venue.time(11);
                    } catch (IllegalStateException e) {
                        refusal.set(e);
                    }
                });

                venue.send(buy(1).market());
                venue.bar(10, 11, 9, 10).settle();

                assertThat(refusal.get()).hasMessageContaining("from inside a report");
            }
        }
    }

    @Test
    void shouldHandleDataAfterTheCallThatIsAtWork() throws InterruptedException {
        try (Venue venue = Venue.of(Mode.SYNCHRONOUS, plain()).bar(10, 11, 9, 10)) {
            CountDownLatch atWork = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            ApprovedOrder order = venue.approve("c1", buy(1).market().build(), Contingency.NONE, List.of());
            venue.tape.onNext(OrderReport.Working.class, report -> {
                atWork.countDown();
                Venue.await(goOn);
            });

            CompletableFuture<Void> submit =
                    CompletableFuture.runAsync(() -> venue.broker.orders().submit(order), venue.io);
            atWork.await();
            CompletableFuture<Void> datum = CompletableFuture.runAsync(() -> venue.bar(10, 11, 9, 10), venue.io);
            CompletionStage<?> question = venue.broker.orders().openOrders();
            goOn.countDown();
            Venue.ask(submit);
            Venue.ask(datum);

            assertThat(Venue.ask(question)).isNotNull();
            venue.toldExactly("5' c1 working", "5' c1 filled 1 at 10 taker");
        }
    }

    @Test
    void shouldGoOnAfterAListenerThatThrows() {
        try (Venue venue = Venue.of(Mode.SYNCHRONOUS, plain()).bar(10, 11, 9, 10)) {
            venue.tape.onNext(OrderReport.Filled.class, report -> {
                throw new IllegalStateException("broken on purpose");
            });
            venue.send(buy(1).market());

            assertThatThrownBy(() -> venue.bar(10, 11, 9, 10)).hasMessage("broken on purpose");
            venue.send(buy(1).market());

            venue.toldExactly("5' c1 working", "5' c1 filled 1 at 10 taker", "10' c2 working");
        }
    }
}
