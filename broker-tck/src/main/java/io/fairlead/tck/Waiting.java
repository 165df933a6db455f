package io.fairlead.tck;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what is to come, up to the stub's patience in real time, and moves the lent time meanwhile, so that plug-ins poll and
 * reconnect. One thread.
 */
final class Waiting {
    private static final long LOOK_NANOS = 1_000_000;
    private static final long FIRST_PACE_NANOS = 60_000_000;
    private static final long PACE_NANOS = 40_000_000;

    private final VenueStub stub;
    private final Signal signal;

    Waiting(VenueStub stub, Signal signal) {
        this.stub = stub;
        this.signal = signal;
    }

    /** Waits until something is so; says what was seen instead if it never is. */
    void until(String what, BooleanSupplier so, Supplier<String> seen) {
        if (!comesTrue(so, true, stub.patience())) {
            throw new AssertionError("waited in vain until " + what + "\n  seen: " + seen.get());
        }
    }

    /** Whether something becomes so within a while of real time, the lent time standing still. */
    boolean comesTrue(BooleanSupplier so, Duration within) {
        return comesTrue(so, false, within);
    }

    private boolean comesTrue(BooleanSupplier so, boolean moving, Duration within) {
        long start = System.nanoTime();
        long paced = FIRST_PACE_NANOS;
        while (!so.getAsBoolean()) {
            long passed = System.nanoTime() - start;
            if (passed > within.toNanos()) {
                return false;
            }
            if (moving && passed > paced) {
                paced += PACE_NANOS;
                move(stub.pace());
            }
            signal.await(LOOK_NANOS);
        }
        return true;
    }

    /** Moves time, at the plug-in and at the venue. */
    void move(Duration by) {
        stub.time().advance(by);
        stub.timePassed();
    }

    /** What a stage brings. */
    <T> T answer(String of, CompletionStage<T> stage) {
        CompletableFuture<T> future = completed(of, stage);
        try {
            return future.join();
        } catch (CompletionException | CancellationException e) {
            throw new AssertionError(of + " failed, and was expected to bring something: " + e.getCause(), e);
        }
    }

    /** What a stage fails with. */
    <T> Throwable failure(String of, CompletionStage<T> stage) {
        CompletableFuture<T> future = completed(of, stage);
        try {
            T value = future.join();
            throw new AssertionError(of + " was expected to fail, and brought " + value);
        } catch (CompletionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (CancellationException e) {
            return e;
        }
    }

    private <T> CompletableFuture<T> completed(String of, CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture().whenComplete((value, failure) -> signal.raise());
        until(of + " has completed", future::isDone, () -> "nothing");
        return future;
    }
}
