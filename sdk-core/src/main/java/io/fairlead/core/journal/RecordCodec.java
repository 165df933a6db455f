package io.fairlead.core.journal;

import io.fairlead.api.FairleadException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into the payloads of a journal and back. A payload begins with a byte that says in which layout of its kind it is:
 * what an older version wrote is read for good, what a newer one wrote is refused. Numbers of orders are exact, of any width; equal
 * instruments, currencies, accounts and short texts are made once. One thread, with a codec of its own.
 */
public final class RecordCodec {
    private static final Map<Class<?>, Layout<?>> BY_TYPE;
    private static final Map<RecordKind, Layout<?>> BY_KIND;

    static {
        List<Layout<?>> all = new ArrayList<>(SessionLayouts.all());
        all.addAll(RunLayouts.all());
        all.addAll(MarketLayouts.all());
        all.addAll(OrderLayouts.all());
        all.addAll(VenueLayouts.all());
        all.addAll(CheckpointLayouts.all());
        Map<Class<?>, Layout<?>> byType = new HashMap<>();
        Map<RecordKind, Layout<?>> byKind = new EnumMap<>(RecordKind.class);
        for (Layout<?> layout : all) {
            byType.put(layout.type(), layout);
            byKind.put(layout.kind(), layout);
        }
        BY_TYPE = Map.copyOf(byType);
        BY_KIND = Map.copyOf(byKind);
    }

    private final PayloadWriter out = new PayloadWriter();
    /** Made when the first record is read: a codec that only writes needs none. */
    private @Nullable PayloadReader reader;

    /** With nothing known yet. */
    public RecordCodec() {}

    /** The kind of a record. */
    public static RecordKind kindOf(JournalRecord record) {
        return layoutOf(record).kind();
    }

    private static Layout<?> layoutOf(JournalRecord record) {
        Layout<?> layout = BY_TYPE.get(record.getClass());
        if (layout == null) {
            throw new IllegalStateException("record without a layout: " + record.getClass());
        }
        return layout;
    }

    /** The class of a kind's records. */
    static Class<? extends JournalRecord> typeOf(RecordKind kind) {
        return layoutOf(kind).type();
    }

    /** The newest layout of a kind: the one that is written. */
    static int versionOf(RecordKind kind) {
        return layoutOf(kind).version();
    }

    private static Layout<?> layoutOf(RecordKind kind) {
        Layout<?> layout = BY_KIND.get(kind);
        if (layout == null) {
            throw new IllegalStateException("kind without a layout: " + kind);
        }
        return layout;
    }

    /**
     * Writes a record's payload from the buffer's position on.
     *
     * @throws JournalFormatException if it takes more than the buffer has, or than any record may have; nothing was written then
     */
    public void write(JournalRecord record, ByteBuffer into) {
        prepare(record);
        putPrepared(into);
    }

    /**
     * Lays a record out, to be written by {@link #putPrepared}: for a buffer that is made to measure.
     *
     * @return how many bytes it takes, at most 16 MiB
     * @throws JournalFormatException if it takes more
     */
    public int prepare(JournalRecord record) {
        layoutOf(record).write(record, out);
        return out.size();
    }

    /**
     * Writes the payload that was laid out last, from the buffer's position on.
     *
     * @throws JournalFormatException if it takes more than the buffer has; nothing was written then
     */
    public void putPrepared(ByteBuffer into) {
        out.copyTo(into);
    }

    /**
     * Reads a payload.
     *
     * @param kind of the record
     * @param payload from its position to its limit; it is left as it is
     * @throws JournalFormatException if a newer version wrote it, or it makes no sense
     */
    public JournalRecord read(RecordKind kind, ByteBuffer payload) {
        Layout<?> layout = layoutOf(kind);
        PayloadReader in = reader == null ? new PayloadReader() : reader;
        reader = in;
        in.open(kind, payload, layout.version());
        JournalRecord record;
        try {
            record = layout.reader().apply(in);
        } catch (FairleadException unreadable) {
            throw unreadable;
        } catch (RuntimeException nonsense) { // the values' own checks, each with an exception to its taste
            throw new JournalFormatException(
                    "journal record of kind " + kind + " cannot be read: " + nonsense.getMessage(), nonsense);
        }
        in.requireEnd();
        return record;
    }
}
