package io.fairlead.tck;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.NewsItem;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.tck.RefWire.Event;
import io.fairlead.tck.RefWire.Failure;
import io.fairlead.tck.RefWire.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** A small venue without a protocol: books, streams, pages and faults. Any thread. */
final class RefVenue {
    static final String TOKEN = "tok-5ecr3t-reference-0001";
    static final int PAGE = 3;

    private final Object lock = new Object();
    private final ManualTime time;
    private final RefBook book;
    private final List<SeenRequest> requests = new ArrayList<>();
    private final List<RefWire.Stream> streams = new ArrayList<>();
    private final Map<String, List<RefWire.Data>> data = new HashMap<>();
    private final List<NewsItem> news = new ArrayList<>();
    private final List<Bar> archive = new ArrayList<>();
    private final Map<RequestKind, Function<Supplier<Object>, CompletableFuture<Object>>> next =
            new EnumMap<>(RequestKind.class);
    private final Deque<StreamFault> eventFaults = new ArrayDeque<>();
    private final List<Event> delayed = new ArrayList<>();
    private Optional<Event> swapped = Optional.empty();
    private Runnable late = () -> {};
    private boolean refusing;
    private boolean streamDown;
    private boolean silent;

    RefVenue(ManualTime time, List<Tradable> tradables) {
        this.time = time;
        book = new RefBook(tradables, time, this::tell);
    }

    // --- Requests ------------------------------------------------------------------------------------------------

    CompletableFuture<Object> call(RequestKind kind, String token, String text, Function<RefBook, Object> action) {
        Supplier<Object> served = () -> {
            synchronized (lock) {
                return action.apply(book);
            }
        };
        Function<Supplier<Object>, CompletableFuture<Object>> fault;
        synchronized (lock) {
            if (refusing) {
                return failed(new Failure(Failure.Kind.NOT_SENT, "connection refused"));
            }
            requests.add(new SeenRequest(kind, text));
            if (!token.equals(TOKEN)) {
                return failed(new Failure(Failure.Kind.UNAUTHORIZED, "token is not authorised"));
            }
            fault = next.remove(kind);
        }
        return fault == null ? serve(served) : fault.apply(served);
    }

    private static CompletableFuture<Object> serve(Supplier<Object> served) {
        try {
            return CompletableFuture.completedFuture(served.get());
        } catch (Failure e) {
            return failed(e);
        }
    }

    private static CompletableFuture<Object> failed(Failure failure) {
        return CompletableFuture.failedFuture(failure);
    }

    void fail(RequestKind kind, Fault fault) {
        onNext(kind, served -> {
            if (fault.acted()) {
                act(served);
            }
            return switch (fault) {
                case ACTED_LATE -> {
                    late = () -> act(served);
                    yield new CompletableFuture<>();
                }
                case NOT_ACTED_NO_ANSWER, ACTED_NO_ANSWER -> new CompletableFuture<>();
                case ACTED_GARBAGE, ACTED_EMPTY -> failed(new Failure(Failure.Kind.GARBAGE, "<html>"));
                case ACTED_SERVER_ERROR, NOT_ACTED_SERVER_ERROR ->
                    failed(new Failure(Failure.Kind.SERVER_ERROR, "503"));
                case ACTED_RESET -> failed(new Failure(Failure.Kind.RESET, "connection reset"));
            };
        });
    }

    private static void act(Supplier<Object> served) {
        Object unused = served.get();
    }

    void actNow() {
        late.run();
        late = () -> {};
    }

    void reject(RequestKind kind, String text) {
        onNext(kind, served -> failed(new Failure(Failure.Kind.REJECTED, text)));
    }

    void limit(RequestKind kind, Duration retryAfter) {
        onNext(kind, served -> failed(new Failure(Failure.Kind.LIMITED, "too many requests", retryAfter)));
    }

    private void onNext(RequestKind kind, Function<Supplier<Object>, CompletableFuture<Object>> fault) {
        synchronized (lock) {
            next.put(kind, fault);
        }
    }

    void refuse(boolean refuse) {
        synchronized (lock) {
            refusing = refuse;
        }
        if (refuse) {
            closeStreams("connection refused");
        }
    }

    List<SeenRequest> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    // --- What it shows -------------------------------------------------------------------------------------------

    static <T> Page<T> page(List<T> all, int from) {
        int end = Math.min(all.size(), from + PAGE);
        return new Page<>(List.copyOf(all.subList(from, end)), end < all.size() ? end : -1);
    }

    /** Bars from a start on, the running one included, as venues do. */
    Page<Bar> bars(InstrumentId id, BarInterval interval, Instant from, Instant to) {
        synchronized (lock) {
            List<Bar> found = archive.stream()
                    .filter(bar -> bar.instrument().equals(id) && bar.interval().equals(interval))
                    .filter(bar -> !bar.start().isBefore(from) && bar.start().isBefore(to))
                    .toList();
            return page(found, 0);
        }
    }

    void seed(List<Bar> bars) {
        synchronized (lock) {
            archive.addAll(bars);
        }
    }

    <T> T look(Function<RefBook, T> at) {
        synchronized (lock) {
            return at.apply(book);
        }
    }

    void act(java.util.function.Consumer<RefBook> with) {
        synchronized (lock) {
            with.accept(book);
        }
    }

    // --- Order stream --------------------------------------------------------------------------------------------

    /** Whether a stream could be opened. */
    boolean open(RefWire.Stream stream) {
        synchronized (lock) {
            if (refusing || streamDown || silent) {
                return false;
            }
            streams.add(stream);
            return true;
        }
    }

    void close(RefWire.Stream stream) {
        synchronized (lock) {
            streams.remove(stream);
        }
    }

    void ping(RefWire.Stream stream) {
        synchronized (lock) {
            if (silent || !streams.contains(stream)) {
                return;
            }
        }
        stream.onPong();
    }

    void drop(boolean down) {
        synchronized (lock) {
            streamDown = down;
            silent = false;
        }
        if (down) {
            closeStreams("stream closed");
        }
    }

    void silence() {
        synchronized (lock) {
            silent = true;
        }
    }

    private void closeStreams(String why) {
        List<RefWire.Stream> closed;
        synchronized (lock) {
            closed = List.copyOf(streams);
            streams.clear();
        }
        closed.forEach(stream -> stream.onClosed(why));
    }

    void failNextEvent(StreamFault fault) {
        synchronized (lock) {
            eventFaults.add(fault);
        }
    }

    void tellLate() {
        synchronized (lock) {
            delayed.forEach(this::send);
            delayed.clear();
        }
    }

    private void tell(Event event) {
        StreamFault fault = eventFaults.poll();
        if (fault == StreamFault.LOSE) {
            return;
        }
        if (fault == StreamFault.DELAY) {
            delayed.add(event);
            return;
        }
        if (fault == StreamFault.SWAP) {
            swapped = Optional.of(event);
            return;
        }
        send(event);
        if (fault == StreamFault.DUPLICATE) {
            send(event);
        }
        swapped.ifPresent(this::send);
        swapped = Optional.empty();
    }

    private void send(Event event) {
        if (!silent) {
            streams.forEach(stream -> stream.onEvent(event));
        }
    }

    // --- Market data ---------------------------------------------------------------------------------------------

    void subscribe(String topic, RefWire.Data sink) {
        synchronized (lock) {
            data.computeIfAbsent(topic, any -> new ArrayList<>()).add(sink);
        }
    }

    void unsubscribe(String topic, RefWire.Data sink) {
        synchronized (lock) {
            data.getOrDefault(topic, new ArrayList<>()).remove(sink);
        }
    }

    void publish(String topic, InstrumentId instrument, Object datum) {
        List<RefWire.Data> sinks;
        synchronized (lock) {
            sinks = List.copyOf(data.getOrDefault(topic + instrument, List.of()));
        }
        sinks.forEach(sink -> sink.onDatum(instrument, datum));
    }

    void dropData() {
        List<RefWire.Data> sinks = new ArrayList<>();
        synchronized (lock) {
            data.values().forEach(sinks::addAll);
            data.clear();
        }
        sinks.forEach(RefWire.Data::onBroken);
    }

    void quote(Quote quote) {
        synchronized (lock) {
            book.quote(quote);
        }
        publish("quotes", quote.instrument(), quote);
    }

    void news(NewsItem item) {
        synchronized (lock) {
            news.add(item);
        }
        item.instruments().forEach(instrument -> publish("news", instrument, item));
    }

    List<NewsItem> news() {
        synchronized (lock) {
            return List.copyOf(news);
        }
    }

    void trade(Trade trade) {
        synchronized (lock) {
            book.trade(trade);
        }
        publish("trades", trade.instrument(), trade);
    }

    ManualTime time() {
        return time;
    }
}
