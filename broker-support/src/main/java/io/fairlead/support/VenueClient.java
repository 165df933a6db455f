package io.fairlead.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The OkHttp client that an adapter's calls and streams share: HTTP/1.1, no redirects, no retries, named daemon threads that end when idle.
 * A host that uses OkHttp itself may hand in its own client instead. {@code TCP_NODELAY} is on, as OkHttp always sets it.
 */
public final class VenueClient implements AutoCloseable {
    /** Idle connections are dropped before venues drop them, so that an order does not meet a connection that is just being closed. */
    private static final Duration IDLE = Duration.ofSeconds(25);

    private final OkHttpClient client;
    private final ThreadPoolExecutor threads;

    /** A client whose threads carry this name. */
    public VenueClient(String name) {
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "fairlead-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(256);
        dispatcher.setMaxRequestsPerHost(128);
        client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(8, IDLE.toMillis(), TimeUnit.MILLISECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .socketFactory(new WitnessSockets())
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(60))
                .writeTimeout(Duration.ofSeconds(30))
                .build();
    }

    /** The client. */
    public OkHttpClient client() {
        return client;
    }

    /** Drops connections and lets the threads end. Idempotent. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        threads.shutdown();
    }
}
