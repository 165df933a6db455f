package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Depth;
import io.fairlead.api.order.Side;
import io.fairlead.spi.MarketDataFacet.Listener;
import io.fairlead.support.Backoff;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.SerialTasks;
import io.fairlead.support.Timers;
import io.fairlead.support.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** {@code <symbol>@depth@100ms} over a local book. It runs in turns of its own: changes and snapshots come from different threads. */
final class DepthTopic extends Topic {
    private static final int SNAPSHOT_LEVELS = 1000;
    private static final int SNAPSHOT_WEIGHT = 50;
    private static final int MOST_BUFFERED = 10_000;

    private final BinanceRest rest;
    private final Timers timers;
    private final Backoff backoff;
    private final SerialTasks turns;
    private final LocalBook book;
    private final List<Taker> takers = new CopyOnWriteArrayList<>();
    private final DepthReader reader; // of changes: whoever brings them; of snapshots: the turns

    // Belongs to the turns.
    private final List<LocalBook.Change> buffer = new ArrayList<>();
    private boolean synced;
    private boolean fetching;
    private int failures;

    private static final class Taker {
        private final Listener listener;
        private final int levels;
        private @Nullable Depth last;

        Taker(Listener listener, int levels) {
            this.listener = listener;
            this.levels = levels;
        }
    }

    DepthTopic(String name, Instrument instrument, BinanceRest rest, Executor io, Timers timers, Backoff backoff) {
        super(name, instrument);
        this.rest = rest;
        this.timers = timers;
        this.backoff = backoff;
        this.turns = new SerialTasks(io);
        this.book = new LocalBook(instrument);
        this.reader = new DepthReader(instrument);
    }

    /** A listener and how many levels it takes. */
    void add(Listener listener, int levels) {
        super.add(listener);
        turns.execute(() -> takers.add(new Taker(listener, levels)));
    }

    @Override
    boolean remove(Listener listener) {
        turns.execute(() -> takers.removeIf(taker -> taker.listener.equals(listener)));
        return super.remove(listener);
    }

    @Override
    boolean readUsual(TextCursor cursor) {
        Optional<LocalBook.Change> change = reader.usual(cursor);
        change.ifPresent(this::later);
        return change.isPresent();
    }

    @Override
    void read(JsonNode data) {
        checkSymbol(data);
        later(reader.change(data));
    }

    private void later(LocalBook.Change change) {
        turns.execute(() -> take(change));
    }

    private void take(LocalBook.Change change) {
        if (!synced) {
            if (buffer.size() < MOST_BUFFERED) {
                buffer.add(change);
            } else {
                buffer.clear(); // a later snapshot will do without
            }
            fetch();
            return;
        }
        LocalBook.Applied applied = book.apply(change);
        if (applied == LocalBook.Applied.YES) {
            tellDepth(change.timeNanos());
        } else if (applied == LocalBook.Applied.GAP) {
            gap("changes of the book were missed; it is read anew");
            startOver();
            buffer.add(change);
            fetch();
        }
    }

    private void startOver() {
        synced = false;
        buffer.clear();
    }

    private void fetch() {
        if (fetching || buffer.isEmpty()) {
            return;
        }
        fetching = true;
        QueryText query = new QueryText().add("symbol", id().symbol()).add("limit", SNAPSHOT_LEVELS);
        var unused = rest.publicRead(RequestKind.DATA, "depth", query, SNAPSHOT_WEIGHT)
                .whenComplete((json, fault) -> turns.execute(() -> {
                    fetching = false;
                    if (fault != null) {
                        fetchLater();
                    } else {
                        begin(json);
                    }
                }));
    }

    private void fetchLater() {
        var unused = timers.later(backoff.delay(failures++), () -> turns.execute(this::fetch));
    }

    private void begin(JsonNode json) {
        try {
            seed(json);
        } catch (UnreadableAnswerException e) {
            gap("the book cannot be read: " + e.getMessage());
            fetchLater();
        }
    }

    private void seed(JsonNode json) {
        long lastUpdateId = ExactJson.whole(json, "lastUpdateId");
        if (buffer.isEmpty() || lastUpdateId + 1 < buffer.get(0).first()) {
            fetchLater(); // older than what we have: the venue's next one will be newer
            return;
        }
        book.reset(lastUpdateId, reader.levels(json, "bids"), reader.levels(json, "asks"));
        List<LocalBook.Change> waiting = List.copyOf(buffer);
        buffer.clear();
        synced = true;
        failures = 0;
        tellDepth(waiting.get(0).timeNanos());
        waiting.forEach(this::take);
    }

    private void tellDepth(long timeNanos) {
        for (Taker taker : takers) {
            Depth now = book.top(taker.levels, timeNanos);
            Depth before = taker.last;
            if (before == null || !same(before, now)) {
                taker.last = now;
                taker.listener.onDepth(now);
            }
        }
    }

    private static boolean same(Depth one, Depth other) {
        return same(one, other, Side.BUY) && same(one, other, Side.SELL);
    }

    private static boolean same(Depth one, Depth other, Side side) {
        int levels = one.levels(side);
        boolean same = levels == other.levels(side);
        for (int i = 0; same && i < levels; i++) {
            same = one.priceScaled(side, i) == other.priceScaled(side, i)
                    && one.sizeScaled(side, i) == other.sizeScaled(side, i);
        }
        return same;
    }

    @Override
    CompletionStage<Void> recover() {
        gap("changes of the book were missed while the connection was down; it is read anew");
        turns.execute(this::startOver);
        return CompletableFuture.completedFuture(null);
    }
}
