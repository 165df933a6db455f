package io.fairlead.support;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What is known of one call while it runs: whether its first byte was about to be written. Travels as the request's tag. */
final class SendProof {
    private volatile boolean begun;
    private volatile @Nullable Headers answerHeaders;
    private boolean passed;
    private boolean forbidden;

    /** Whether the first byte may have left; false, once the call has ended, proves that none did. */
    boolean mayHaveLeft() {
        return begun;
    }

    /** Lets a call on to the network, once, unless that was forbidden. */
    private synchronized boolean pass() {
        boolean allowed = !passed && !forbidden;
        passed = passed || allowed;
        return allowed;
    }

    /** From now on nothing leaves; false if the call has already been let on. */
    synchronized boolean forbid() {
        forbidden = true;
        return !passed;
    }

    /** The answer's headers, those that the client must not act on included. */
    Headers headers(Response response) {
        Headers all = answerHeaders;
        return all != null ? all : response.headers();
    }

    private static @Nullable SendProof of(Call call) {
        return call.request().tag(SendProof.class);
    }

    /** Notes the first byte. OkHttp calls it before it writes the request line into the socket's buffer. */
    static final class Witness extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            SendProof proof = of(call);
            if (proof != null) {
                proof.begun = true;
            }
        }
    }

    /**
     * Stands between OkHttp and the network: lets a call through once, whatever the client's own rules about repetition say, and hides
     * {@code Retry-After}, by which OkHttp would send a request again (503 with 0 seconds, connection retries off or not).
     */
    static final class OnceOnly implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            SendProof proof = of(chain.call());
            if (proof != null && !proof.pass()) {
                throw new IOException("refused to send a request twice, or too late");
            }
            Response response = chain.proceed(chain.request());
            if (proof != null) {
                proof.answerHeaders = response.headers();
            }
            return response.newBuilder().removeHeader("Retry-After").build();
        }
    }
}
