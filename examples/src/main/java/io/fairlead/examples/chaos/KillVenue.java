package io.fairlead.examples.chaos;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.OrderKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model venue behind a real socket on the loopback, for processes that are killed. It takes its time before it acts and before it
 * answers, so that a kill falls in between. Venue and line are under one lock.
 */
final class KillVenue implements AutoCloseable {
    private static final long TICK_MILLIS = 2;

    private final Object lock = new Object();
    private final ServerSocket server;
    private final ModelVenue venue;
    private final SplittableRandom chance;
    private @Nullable PrintWriter line;
    private volatile boolean closed;

    KillVenue(long seed) throws IOException {
        chance = new SplittableRandom(seed);
        venue = new ModelVenue(IdempotencyClass.DEDUP, System.currentTimeMillis() * 1_000_000, chance.split());
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        start("model-venue-line", this::accept);
        start("model-venue-time", this::passTime);
    }

    private static void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** What is read off the venue, with its time standing still. */
    <T> T look(Function<ModelVenue, T> at) {
        synchronized (lock) {
            return at.apply(venue);
        }
    }

    void stopTrading() {
        synchronized (lock) {
            venue.stopTrading();
        }
    }

    private void passTime() {
        long last = System.nanoTime();
        try {
            while (!closed) {
                synchronized (lock) {
                    lock.wait(TICK_MILLIS);
                    long now = System.nanoTime();
                    venue.passTime(now - last);
                    last = now;
                    say("PRICE " + venue.price());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!closed) {
            try (Socket socket = server.accept();
                    BufferedReader in =
                            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
                socket.setTcpNoDelay(true);
                serve(in, out);
            } catch (IOException e) {
                // the process was killed: the next one comes
            } finally {
                hangUp();
            }
        }
    }

    private void hangUp() {
        synchronized (lock) {
            line = null;
            venue.stream(null);
        }
    }

    private void serve(BufferedReader in, PrintWriter out) throws IOException {
        synchronized (lock) {
            line = out;
            venue.stream(report -> KillWire.report(report).ifPresent(words -> soon(() -> say(words))));
        }
        String message;
        while ((message = in.readLine()) != null) {
            List<String> fields = KillWire.fields(message);
            synchronized (lock) {
                soon(() -> act(fields));
            }
        }
    }

    private void soon(Runnable what) {
        venue.later(chance.nextInt(8) * 1_000_000L, what);
    }

    private void say(String words) {
        PrintWriter to = line;
        if (to != null) {
            to.println(words);
        }
    }

    private void act(List<String> fields) {
        String number = fields.get(1);
        switch (fields.get(0)) {
            case "SUBMIT" -> {
                ClientOrderId id = new ClientOrderId(number);
                Optional<ModelOrder> made = venue.place(id, KillWire.request(fields.get(2)));
                String answer = made.isPresent() ? "ACCEPTED " + id + " " + made.get().venueId : "REFUSED " + id;
                soon(() -> say(answer));
            }
            case "CANCEL" -> {
                boolean done = venue.cancel(KillWire.key(fields.get(2)));
                soon(() -> say((done ? "TAKEN " : "NOT ") + number));
            }
            case "OPEN" ->
                say("ANSWER " + number + " "
                        + KillWire.joined(venue.open().stream()
                                .map(order -> KillWire.order(order.show()))
                                .toList()));
            case "ORDER" -> {
                OrderKey key = KillWire.key(fields.get(2));
                ModelOrder found = venue.find(key);
                say("ANSWER " + number + " " + (found == null ? "-" : KillWire.order(found.show())));
            }
            case "EXECUTIONS" ->
                say("ANSWER " + number + " "
                        + KillWire.joined(venue.executionsSince(Long.parseLong(fields.get(2))).stream()
                                .map(one -> KillWire.execution(one.key(), one.fill()))
                                .toList()));
            case "ACCOUNT" ->
                say("ANSWER " + number + " " + venue.cash().value().toPlainString() + "," + venue.position() + ","
                        + venue.price() + "," + venue.nowNanos());
            default -> throw new IllegalArgumentException("not a request: " + fields);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
    }
}
