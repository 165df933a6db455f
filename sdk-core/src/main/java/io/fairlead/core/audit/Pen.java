package io.fairlead.core.audit;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where in the journal the projection stands, and the rows that it has written and that are not in the database yet. One thread. */
final class Pen {
    /** What news did to an order. */
    enum Effect {
        /** It changed. */
        CHANGED,
        /** Nothing new: a repetition, or old news that came late. */
        STALE,
        /** Impossible by what is known. */
        ILLEGAL
    }

    /** Who said it. */
    enum Source {
        /** The session decided it. */
        INTENT,
        /** An adapter answered. */
        ANSWER,
        /** The venue reported. */
        REPORT,
        /** The venue was read. */
        VENUE_READ,
        /** A person said it. */
        COMMAND,
        /** A session began while it was under way. */
        RESTART,
        /** A strategy was told. */
        TOLD
    }

    private final Map<Table, Set<Row>> rows = new LinkedHashMap<>();
    private long run;
    private long seq;
    private long timeNanos;
    private long events;
    private int size;

    long run() {
        return run;
    }

    long seq() {
        return seq;
    }

    long timeNanos() {
        return timeNanos;
    }

    /** Rows that wait. */
    int size() {
        return size;
    }

    void moveTo(long sequence, long nanos) {
        seq = sequence;
        timeNanos = nanos;
        events = 0;
    }

    void run(long current) {
        run = current;
    }

    /** A new row with run, sequence and time of the record. */
    Row row(Table table) {
        Row row = new Row(table).set("seq", seq).set("run", run).setTime("time", timeNanos);
        add(row);
        return row;
    }

    /** A row to be written as it will be when the batch ends. */
    void add(Row row) {
        if (rows.computeIfAbsent(row.table(), table -> new LinkedHashSet<>()).add(row)) {
            size++;
        }
    }

    /** The rows of a table that wait: the last one of each key. */
    Collection<Row> rows(Table table) {
        Map<List<Object>, Row> byKey = new LinkedHashMap<>();
        for (Row row : rows.getOrDefault(table, Collections.emptySet())) {
            byKey.put(row.key(), row);
        }
        return byKey.values();
    }

    /** They are written, or given up. */
    void clear() {
        rows.clear();
        size = 0;
    }

    /** The order's row is to be written; the record that is being read told of it. */
    void touch(OrderLine line) {
        Row row = line.row();
        if (!row.has("seq")) {
            row.set("seq", seq).setTime("time", timeNanos);
        }
        row.set("changed_seq", seq).setTime("changed", timeNanos).set("status", line.status());
        add(row);
    }

    /** What happened to an order, when the order is as it is afterwards. */
    void event(OrderLine line, Source source, String event, long atNanos, Effect effect, String detail) {
        touch(line);
        events++;
        OrderRef ref = line.ref();
        add(new Row(Schema.ORDER_EVENTS)
                .set("seq", seq)
                .set("n", events)
                .set("run", ref.run())
                .set("order_id", ref.id())
                .set("recorded_run", run)
                .setTime("time", timeNanos)
                .setTime("event", atNanos)
                .set("source", source)
                .set("event", event)
                .set("effect", effect)
                .set("status", line.status())
                .set("filled_quantity", line.filled())
                .set("detail", detail));
    }

    /** The same, at the time of the record. */
    void event(OrderLine line, Source source, String event, Effect effect, String detail) {
        event(line, source, event, timeNanos, effect, detail);
    }
}
