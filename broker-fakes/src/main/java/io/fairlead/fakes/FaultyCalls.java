package io.fairlead.fakes;

import io.fairlead.fakes.net.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Lets a venue act on a call and answer it, less what the fault plan does to both. Thread-safe. */
public final class FaultyCalls {
    private final FaultPlan faults;
    private final VenueTime time;

    /** Calls that go wrong by this plan. */
    public FaultyCalls(FaultPlan faults, VenueTime time) {
        this.faults = faults;
        this.time = time;
    }

    /**
     * Answers one call.
     *
     * @param name what the fault plan knows the call by
     * @param venue acts on the call and gives the true answer, {@link Reply.Answer} or {@link Reply.AnswerThen};
     *     called at most once, perhaps later on another thread. What follows an answer happens also when a fault
     *     keeps the answer from the caller.
     */
    public CompletionStage<Reply> answer(String name, Supplier<? extends Reply> venue) {
        CallFault fault = faults.onCall(name).orElse(null);
        if (fault == null) {
            return CompletableFuture.completedFuture(venue.get());
        }
        Reply.Answer truth = act(fault, venue);
        Reply reply = seen(fault.answer(), truth);
        if (fault.answerAfter().isZero()) {
            return CompletableFuture.completedFuture(reply);
        }
        return late(reply, fault.answerAfter());
    }

    private Reply.Answer act(CallFault fault, Supplier<? extends Reply> venue) {
        return switch (fault.action()) {
            case ACTS -> act(venue);
            case DOES_NOT_ACT -> Reply.json(200, "{}");
            case ACTS_LATER -> {
                time.after(fault.actAfter(), () -> actUnseen(venue));
                yield Reply.json(200, "{}");
            }
        };
    }

    private static void actUnseen(Supplier<? extends Reply> venue) {
        var unused = act(venue);
    }

    private static Reply.Answer act(Supplier<? extends Reply> venue) {
        Reply reply = venue.get();
        if (reply instanceof Reply.AnswerThen both) {
            both.afterwards().run();
            return both.answer();
        }
        return (Reply.Answer) reply;
    }

    private static Reply seen(CallFault.Answer answer, Reply.Answer truth) {
        if (answer instanceof CallFault.Answer.Silence) {
            return new Reply.Silence();
        }
        if (answer instanceof CallFault.Answer.Cut) {
            return new Reply.Cut();
        }
        if (answer instanceof CallFault.Answer.Torn) {
            return new Reply.Torn(truth);
        }
        if (answer instanceof CallFault.Answer.Malformed) {
            String text = truth.text();
            return truth.withBody(text.substring(0, (text.length() + 1) / 2));
        }
        if (answer instanceof CallFault.Answer.Fixed fixed) {
            Reply.Answer reply = fixed.body().isEmpty() ? Reply.empty(fixed.status()) : body(fixed);
            for (var header : fixed.headers().entrySet()) {
                reply = reply.with(header.getKey(), header.getValue());
            }
            return reply;
        }
        return truth;
    }

    private static Reply.Answer body(CallFault.Answer.Fixed fixed) {
        return fixed.body().startsWith("<")
                ? Reply.html(fixed.status(), fixed.body())
                : Reply.json(fixed.status(), fixed.body());
    }

    private CompletionStage<Reply> late(Reply reply, Duration by) {
        CompletableFuture<Reply> later = new CompletableFuture<>();
        time.after(by, () -> later.complete(reply));
        return later;
    }
}
