package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.Side;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Closing, and the threads that a plug-in calls from. */
final class ShutdownRules {
    /** How long the listener stays in each call, unless another call comes meanwhile. */
    private static final long LINGER_NANOS = 500_000;

    private ShutdownRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("SHU-01", "closing twice is closing once")
                        .lookAt("Broker.close(): it is idempotent")
                        .holds(bench -> {
                            Line line = bench.connect();

                            line.close();
                            line.close();
                        })
                        .build(),
                rule("SHU-02", "closing leaves orders as they are")
                        .lookAt(
                                "a cancel of all orders on close, by the adapter or by the venue's cancel-on-disconnect")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());

                            line.close();

                            assertThat(bench.happensSoon(() ->
                                            bench.heldOnce(order).lifecycle().isEnd()))
                                    .as("the order ended when the connection was closed")
                                    .isFalse();
                        })
                        .build(),
                rule("SHU-03", "nothing is reported after close")
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("a stream that is still open, tasks that are still queued")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Placed order = line.rest(bench.usual());
                            line.fence();
                            line.close();
                            int before = line.tape().reports().size();

                            bench.stub()
                                    .fill(order.venueOrderId(), bench.usual().quantity());

                            assertThat(bench.happensSoon(
                                            () -> line.tape().reports().size() > before))
                                    .as("reported after close: %s", line.told())
                                    .isFalse();
                        })
                        .build(),
                rule("SHU-04", "an order after close is denied as not sent")
                        .lookAt("OrderFacet.submit on a closed broker: Denied NOT_SENT, no byte")
                        .holds(ShutdownRules::orderAfterClose)
                        .build(),
                rule("SHU-05", "no market data comes after close")
                        .declared(Feature.QUOTE_STREAM.name(), plugin -> plugin.has(Feature.QUOTE_STREAM))
                        .needs(Hook.QUOTES)
                        .lookAt("data streams that close does not end")
                        .holds(ShutdownRules::dataAfterClose)
                        .build(),
                rule("SHU-06", "close leaves no task behind on the lent scheduler")
                        .lookAt("pings, polls, watchdogs: they are cancelled on close")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.rest(bench.usual());
                            line.close();

                            bench.await(
                                    "the lent scheduler is empty",
                                    () -> bench.time().waitingTasks() == 0,
                                    () -> bench.time().waitingTasks() + " tasks");
                        })
                        .build(),
                rule("SHU-07", "close does not shut the lent scheduler down")
                        .lookAt("Lent.io: it belongs to the session")
                        .holds(bench -> {
                            bench.connect().close();

                            assertThat(bench.time().scheduler().isShutdown()).isFalse();
                        })
                        .build(),
                rule("SHU-08", "what is under way when the broker is closed comes to an end, and is not accepted")
                        .needs(RequestKind.SUBMIT, Fault.NOT_ACTED_NO_ANSWER)
                        .lookAt("stages that never complete: a session would wait for them")
                        .holds(ShutdownRules::underWay)
                        .build(),
                rule("SHU-09", "the listener is called one call at a time")
                        .lookAt("which threads call BrokerListener: answers, stream, timers")
                        .holds(ShutdownRules::oneAtATime)
                        .build(),
                rule("SHU-10", "the listener may call the broker")
                        .lookAt("locks that are held while the listener is called")
                        .holds(ShutdownRules::reentrant)
                        .build());
    }

    private static void orderAfterClose(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = line.approve(
                bench.usual(), line.resting(bench.usual(), Side.BUY).build());
        line.close();
        long before = bench.seen(RequestKind.SUBMIT);

        SubmitResult result = line.submit(order);

        assertThat(result).isInstanceOf(SubmitResult.Denied.class);
        assertThat(((SubmitResult.Denied) result).denial().code()).isEqualTo("NOT_SENT");
        assertThat(bench.happensSoon(() -> bench.seen(RequestKind.SUBMIT) > before))
                .as("something left")
                .isFalse();
    }

    private static void dataAfterClose(Bench bench) {
        Line line = bench.connect();
        DataTape tape = new DataTape(bench.signal());
        Tradable usual = bench.usual();
        line.broker().marketData().orElseThrow().quotes(usual.instrument().id(), tape);
        line.close();
        bench.happensSoon(() -> false);
        int before = tape.all().size();

        bench.stub()
                .quote(OptionRules.quote(
                        bench, usual, Bench.away(usual, "-1"), usual.quantity(), usual.price(), usual.quantity()));

        assertThat(bench.happensSoon(() -> tape.all().size() > before))
                .as("data came after close: %s", tape.all())
                .isFalse();
    }

    private static void underWay(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = line.approve(
                bench.usual(), line.resting(bench.usual(), Side.BUY).build());
        bench.stub().failNext(RequestKind.SUBMIT, Fault.NOT_ACTED_NO_ANSWER);
        CompletionStage<SubmitResult> stage = line.orders().submit(order);

        line.close();

        bench.await("the stage has completed", () -> stage.toCompletableFuture().isDone(), () -> "it has not");
        if (!stage.toCompletableFuture().isCompletedExceptionally()) {
            assertThat(stage.toCompletableFuture().join())
                    .isInstanceOfAny(SubmitResult.Unknown.class, SubmitResult.Denied.class);
        }
    }

    private static void oneAtATime(Bench bench) {
        Line line = bench.connect();
        line.tape().onEach(told -> bench.signal().await(LINGER_NANOS));
        List<ApprovedOrder> orders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            orders.add(line.approve(
                    bench.usual(), line.resting(bench.usual(), Side.BUY).build()));
        }
        List<CompletionStage<SubmitResult>> stages =
                orders.stream().map(line.orders()::submit).toList();
        for (int i = 0; i < orders.size(); i++) {
            Placed placed = Line.accepted(orders.get(i), bench.waiting().answer("submit", stages.get(i)));
            line.awaitReport(placed, OrderReport.Working.class);
            line.orders().cancel(placed.key());
        }
        line.fence();

        assertThat(line.tape().hasOverlapped()).as("two calls at once").isFalse();
    }

    private static void reentrant(Bench bench) {
        Line line = bench.connect();
        AtomicBoolean told = new AtomicBoolean();
        CompletableFuture<Object> asked = new CompletableFuture<>();
        line.tape().onEach(event -> {
            if (told.compareAndSet(false, true)) {
                line.orders().openOrders().whenComplete((orders, fault) -> asked.complete(told));
            }
        });

        line.end(line.rest(bench.usual()));

        bench.await("what the listener asked was answered", asked::isDone, line::told);
    }
}
