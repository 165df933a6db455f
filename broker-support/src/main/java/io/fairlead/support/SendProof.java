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
    /** The call that this thread writes; HTTP/1.1 writes on the thread of its call. */
    private static final ThreadLocal<SendProof> WRITING = new ThreadLocal<>();

    private volatile boolean begun;
    private volatile boolean taken;
    private volatile boolean refused;
    private volatile @Nullable Headers answerHeaders;
    private boolean passed;
    private boolean forbidden;

    /** Whether the first byte may have left; false, once the call has ended, proves that none did. */
    boolean mayHaveLeft() {
        return taken || (begun && !refused);
    }

    static @Nullable SendProof onThisThread() {
        return WRITING.get();
    }

    /** The kernel has taken bytes of the call. */
    void bytesTaken() {
        taken = true;
    }

    /** The kernel has refused the bytes of a write. */
    void bytesRefused() {
        refused = true;
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
            Response response = proceed(chain, proof);
            if (proof != null) {
                proof.answerHeaders = response.headers();
            }
            return response.header("Retry-After") == null
                    ? response
                    : response.newBuilder().removeHeader("Retry-After").build();
        }

        private static Response proceed(Chain chain, @Nullable SendProof proof) throws IOException {
            if (proof == null) {
                return chain.proceed(chain.request());
            }
            WRITING.set(proof);
            try {
                return chain.proceed(chain.request());
            } finally {
                WRITING.remove();
            }
        }
    }
}
