package io.fairlead.support;

import io.fairlead.support.Deadlines.Deadline;
import io.fairlead.support.HttpOutcome.Answered;
import io.fairlead.support.HttpOutcome.Cause;
import io.fairlead.support.HttpOutcome.NoAnswer;
import io.fairlead.support.HttpOutcome.NotSent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, once: the first of answer, fault and time-out says what became of it, on its own thread; what comes later is not
 * heard.
 */
final class Transmission implements Callback {
    private static final long LARGEST_ANSWER = 64L << 20;

    private final Call call;
    private final SendProof proof;
    private final Duration timeout;
    private final Deadlines deadlines;
    private final Redactor redactor;
    private final Consumer<HttpOutcome> conclude;
    private final AtomicBoolean known = new AtomicBoolean();
    private @Nullable Deadline deadline;

    Transmission(
            Call call,
            SendProof proof,
            Duration timeout,
            Deadlines deadlines,
            Redactor redactor,
            Consumer<HttpOutcome> conclude) {
        this.call = call;
        this.proof = proof;
        this.timeout = timeout;
        this.deadlines = deadlines;
        this.redactor = redactor;
        this.conclude = conclude;
    }

    void begin() {
        deadline = deadlines.in(timeout.toNanos(), this::giveUp);
        if (deadline == null) {
            call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS); // the lender has gone: OkHttp sees to it
        }
        call.enqueue(this);
    }

    private void giveUp() {
        boolean proven = proof.forbid();
        String what = "no answer within " + timeout.toMillis() + " ms";
        if (known.compareAndSet(false, true)) { // before the cancel, which the call ends with a fault of its own
            call.cancel();
            conclude.accept(proven ? new NotSent(Cause.NOT_CONNECTED, what) : new NoAnswer(what));
        }
    }

    @Override
    public void onResponse(Call answered, Response response) {
        HttpOutcome outcome;
        try (response) {
            outcome = Answered.of(
                    response.code(),
                    proof.headers(response),
                    readWhole(response.body().source()));
        } catch (IOException e) {
            outcome = new NoAnswer("the answer broke off: " + redactor.describe(e));
        }
        settle(outcome);
    }

    private static byte[] readWhole(BufferedSource source) throws IOException {
        if (source.request(LARGEST_ANSWER + 1)) {
            throw new IOException("it is larger than " + LARGEST_ANSWER + " bytes");
        }
        return source.readByteArray();
    }

    @Override
    public void onFailure(Call failed, IOException fault) {
        String what = redactor.describe(fault);
        settle(proof.mayHaveLeft() ? new NoAnswer(what) : new NotSent(Cause.NOT_CONNECTED, what));
    }

    private void settle(HttpOutcome outcome) {
        if (known.compareAndSet(false, true)) {
            if (deadline != null) {
                deadlines.callOff(deadline);
            }
            conclude.accept(outcome);
        }
    }
}
