package io.fairlead.core.order;

import io.fairlead.api.FairleadException;
import io.fairlead.api.order.Denial;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.RecordLog;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.SubmitResult;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands intents to the adapter: in the order in which they were written down, each once, and none before the journal holds it for
 * good. Nothing here ever sends again. On the session's thread, but for {@link OrderSink#answered}.
 */
final class Dispatch {
    /** An intent that waits to be handed to the adapter. */
    private sealed interface Intent {
        record Submit(ManagedOrder order, ApprovedOrder approved, boolean evenHalted) implements Intent {}

        record Replace(ManagedOrder order, ApprovedReplace approved) implements Intent {}

        record Cancel(ManagedOrder order, boolean evenClosed) implements Intent {}
    }

    /** The code of a denial: what the venue has is not known. */
    static final String NOT_RECONCILED = "SESSION_NOT_RECONCILED";

    private final VenueLink venue;
    private final Supplier<TradingState> tradingState;
    private final OrderSink sink;
    private final RecordLog log;
    private final ArrayDeque<Intent> waiting = new ArrayDeque<>();
    /** Orders that did not leave in the flush that is under way: there is nothing of them to cancel. */
    private final Set<ManagedOrder> heldBack = new HashSet<>();

    private boolean durableWaits;
    private boolean open;

    Dispatch(VenueLink venue, Supplier<TradingState> tradingState, OrderSink sink, RecordLog log) {
        this.venue = venue;
        this.tradingState = tradingState;
        this.sink = sink;
        this.log = log;
    }

    /** Whether orders may leave: what the venue has is known. */
    void open(boolean whether) {
        open = whether;
    }

    boolean isOpen() {
        return open;
    }

    void submit(ManagedOrder order, ApprovedOrder approved, boolean evenHalted) {
        waiting.add(new Intent.Submit(order, approved, evenHalted));
        durableWaits = true;
    }

    void replace(ManagedOrder order, ApprovedReplace approved) {
        waiting.add(new Intent.Replace(order, approved));
        durableWaits = true;
    }

    void cancel(ManagedOrder order) {
        waiting.add(new Intent.Cancel(order, false));
    }

    /** Asks for the end of an order that is over here, and open at the venue. */
    void cancelLeftOver(ManagedOrder order) {
        waiting.add(new Intent.Cancel(order, true));
    }

    boolean hasIntents() {
        return !waiting.isEmpty();
    }

    /** Forces the journal once if an order or a change waits, then hands everything over. */
    void flush() {
        boolean kept = !durableWaits || force();
        durableWaits = false;
        Intent intent;
        while ((intent = waiting.poll()) != null) {
            if (intent instanceof Intent.Submit submit) {
                send(submit, kept);
            } else if (intent instanceof Intent.Replace replace) {
                send(replace, kept);
            } else if (intent instanceof Intent.Cancel cancel) {
                send(cancel);
            }
        }
        heldBack.clear();
    }

    private void send(Intent.Cancel cancel) {
        ManagedOrder order = cancel.order();
        boolean matters = cancel.evenClosed() || !order.isClosed();
        if (matters && !venue.dryRun() && !heldBack.contains(order)) {
            await(
                    order,
                    () -> venue.broker()
                            .orders()
                            .cancel(order.key(), order.request().instrument()),
                    OrderSink.Answer.CancelTaken::new);
        }
    }

    private boolean force() {
        try {
            log.force();
            return true;
        } catch (FairleadException e) {
            return false; // the log has told, and takes nothing more
        }
    }

    private void send(Intent.Submit submit, boolean kept) {
        ManagedOrder order = submit.order();
        Denial denial = reasonToHold(order, submit.evenHalted(), kept);
        if (denial != null) {
            heldBack.add(order);
            answer(order, new SubmitResult.Denied(order.clientOrderId(), denial));
            return;
        }
        try {
            CompletionStage<SubmitResult> stage = venue.broker().orders().submit(submit.approved());
            CompletableFuture<SubmitResult> known = stage.toCompletableFuture();
            if (known.isDone() && !known.isCompletedExceptionally()) {
                answer(order, known.join(), null);
            } else {
                stage.whenComplete((result, thrown) -> answer(order, result, thrown));
            }
        } catch (RuntimeException | LinkageError e) {
            answer(order, new SubmitResult.Unknown(order.clientOrderId(), "adapter threw " + e));
        }
    }

    private void send(Intent.Replace replace, boolean kept) {
        ManagedOrder order = replace.order();
        Denial denial = order.isClosed() ? null : reasonToHold(order, false, kept);
        if (denial != null) {
            sink.answered(new OrderSink.Answer.ReplaceTaken(order, new ActionResult.Refused(denial.toString())));
        } else if (!order.isClosed()) {
            await(order, () -> venue.broker().orders().replace(replace.approved()), OrderSink.Answer.ReplaceTaken::new);
        }
    }

    /** Why something that has passed the gate must not leave now; null if it may. */
    private @Nullable Denial reasonToHold(ManagedOrder order, boolean evenHalted, boolean kept) {
        if (!kept) {
            return new Denial(
                    "JOURNAL_FAILED",
                    "order=" + order.orderId(),
                    "mend the journal's storage and open the session again; nothing was sent");
        }
        if (tradingState.get() == TradingState.HALTED && !evenHalted) {
            return new Denial(
                    "STATE_HALTED", "order=" + order.orderId() + " state=HALTED", "resume trading; nothing was sent");
        }
        if (venue.dryRun()) {
            return new Denial("DRY_RUN", "order=" + order.orderId(), "open the session in mode LIVE to send");
        }
        return open ? null : notReconciled("order=" + order.orderId());
    }

    static Denial notReconciled(String what) {
        return new Denial(
                NOT_RECONCILED,
                what,
                "wait until the connection is up and the venue's orders have been compared; nothing was sent");
    }

    private void answer(ManagedOrder order, @Nullable SubmitResult result, @Nullable Throwable thrown) {
        answer(order, result != null ? result : new SubmitResult.Unknown(order.clientOrderId(), failure(thrown)));
    }

    private static String failure(@Nullable Throwable thrown) {
        return thrown == null ? "adapter answered null" : "adapter failed " + thrown;
    }

    private void answer(ManagedOrder order, SubmitResult result) {
        sink.answered(new OrderSink.Answer.Submitted(order, result));
    }

    private void await(
            ManagedOrder order,
            Supplier<CompletionStage<ActionResult>> call,
            BiFunction<ManagedOrder, ActionResult, OrderSink.Answer> wrap) {
        try {
            call.get()
                    .whenComplete((result, thrown) -> sink.answered(
                            wrap.apply(order, result != null ? result : new ActionResult.Unknown(failure(thrown)))));
        } catch (RuntimeException | LinkageError e) {
            sink.answered(wrap.apply(order, new ActionResult.Unknown("adapter threw " + e)));
        }
    }
}
