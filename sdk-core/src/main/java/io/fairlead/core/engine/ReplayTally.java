package io.fairlead.core.engine;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.core.engine.ReplayReport.Difference;
import io.fairlead.core.journal.JournalEntry;
import io.fairlead.core.journal.RecordCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts and digests the outputs of a run and of its replay, and keeps the first difference. One thread. */
final class ReplayTally {
    private final RecordCodec codec = new RecordCodec();
    private final MessageDigest recorded = sha256();
    private final MessageDigest replayed = sha256();
    private long recordedCount;
    private long replayedCount;
    private long equal;
    private @Nullable Difference first;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    boolean hasDifference() {
        return first != null;
    }

    /** The run wrote this. */
    void recorded(JournalEntry entry) {
        recordedCount++;
        recorded.update(bytes(entry));
    }

    private byte[] replayed(JournalEntry made) {
        byte[] bytes = bytes(made);
        replayedCount++;
        replayed.update(bytes);
        return bytes;
    }

    /** In this place the run wrote the one, and the replay the other. */
    void compared(JournalEntry then, JournalEntry now) {
        if (Arrays.equals(bytes(then), replayed(now))) {
            equal++;
        } else {
            note(new Difference(then.sequence(), then.timeNanos(), words(then), words(now)));
        }
    }

    /** The run wrote or took this, and the replay does not. */
    void missing(JournalEntry then) {
        note(new Difference(then.sequence(), then.timeNanos(), words(then), ""));
    }

    /** The replay wrote this, and the run did not. */
    void extra(JournalEntry now) {
        replayed(now);
        note(new Difference(0, now.timeNanos(), "", words(now)));
    }

    private void note(Difference difference) {
        if (first == null) {
            first = difference;
        }
    }

    private static String words(JournalEntry entry) {
        return EpochNanos.toInstant(entry.timeNanos()) + " " + entry.record();
    }

    /** Kind, time and content: all of an output but its number, which counts inputs too. */
    private byte[] bytes(JournalEntry entry) {
        int size = codec.prepare(entry.record());
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES + size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) entry.kind().code()).putLong(entry.timeNanos());
        codec.putPrepared(bytes);
        return bytes.array();
    }

    ReplayReport report(boolean complete) {
        return new ReplayReport(
                recordedCount,
                replayedCount,
                equal,
                HexFormat.of().formatHex(recorded.digest()),
                HexFormat.of().formatHex(replayed.digest()),
                complete,
                Optional.ofNullable(first));
    }
}
