package io.fairlead.fakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Every request a venue saw, in the order of arrival, for a test to look at. Thread-safe. */
public final class RequestLog {
    private static final Set<String> SECRET = Set.of("signature", "apikey", "key", "secret", "passphrase", "token");
    private static final int LIMIT = 100_000;

    private final Object lock = new Object();
    private final VenueTime time;
    private final List<LoggedRequest> requests = new ArrayList<>();
    private long number;

    /** An empty log that stamps with the venue's time. */
    public RequestLog(VenueTime time) {
        this.time = time;
    }

    /** Adds a request; values of secret parameters are masked here. Beyond 100,000 the oldest are forgotten. */
    public void add(String name, Map<String, String> parameters) {
        Map<String, String> masked = new LinkedHashMap<>();
        parameters.forEach((key, value) -> masked.put(key, isSecret(key) ? "***" : value));
        synchronized (lock) {
            if (requests.size() == LIMIT) {
                requests.subList(0, LIMIT / 2).clear();
            }
            requests.add(new LoggedRequest(++number, time.now(), name, masked));
            lock.notifyAll();
        }
    }

    /** All requests. */
    public List<LoggedRequest> all() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    /** The requests whose name matches; one {@code *} stands for any text. */
    public List<LoggedRequest> of(String pattern) {
        synchronized (lock) {
            return requests.stream()
                    .filter(request -> FaultPlan.matches(pattern, request.name()))
                    .toList();
        }
    }

    /** How many requests had a name that matches. */
    public int count(String pattern) {
        return of(pattern).size();
    }

    /**
     * Waits until at least {@code count} requests match, and gives them; a test's way to wait without sleeping.
     *
     * @throws AssertionError when they have not come within {@code limit} of real time
     */
    public List<LoggedRequest> await(String pattern, int count, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (count(pattern) < count) {
                long leftMs = (end - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    throw new AssertionError("expected " + count + " x " + pattern + ", saw " + requests);
                }
                lock.wait(leftMs);
            }
            return of(pattern);
        }
    }

    /** Forgets the requests so far; numbers go on. */
    public void clear() {
        synchronized (lock) {
            requests.clear();
        }
    }

    private static boolean isSecret(String key) {
        return SECRET.contains(key.toLowerCase(Locale.ROOT));
    }
}
