package io.fairlead.core.audit;

import io.fairlead.api.BadInputException;
import io.fairlead.core.journal.JournalCursor;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.journal.RecordCodec;
import io.fairlead.core.journal.RecordKind;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A journal as it lies in its place, read without a lock, also while a session writes to it. A reading that begins where the one before
 * ended goes on with the same cursor. One thread at a time, but for {@link #lastSequence}.
 */
public final class JournalSource implements AuditSource, AutoCloseable {
    private final JournalStorage storage;
    private final String nonce;
    private volatile long last;
    private @Nullable JournalCursor cursor;
    private long position;

    private JournalSource(JournalStorage storage, String nonce) {
        this.storage = storage;
        this.nonce = nonce;
    }

    /**
     * Over a journal that is there.
     *
     * @param storage {@link JournalStorage#readOnly} for a folder
     * @throws BadInputException if there is none
     */
    public static JournalSource over(JournalStorage storage) {
        try (JournalCursor first = JournalCursor.over(Objects.requireNonNull(storage, "storage"))) {
            byte[] nonce = first.nonce()
                    .orElseThrow(() -> new BadInputException("there is no journal in " + storage.description()));
            return new JournalSource(storage, HexFormat.of().formatHex(nonce));
        }
    }

    @Override
    public String journal() {
        return nonce;
    }

    @Override
    public long firstSequence() {
        try (JournalCursor first = JournalCursor.over(storage)) {
            return first.next() ? first.sequence() : 1;
        }
    }

    /** As far as it has been read: what lies beyond is not known. */
    @Override
    public long lastSequence() {
        return last;
    }

    @Override
    public Reading from(long sequence) {
        if (cursor == null || position != sequence - 1) {
            close();
            cursor = JournalCursor.over(storage);
            position = 0;
        }
        return new Following(sequence);
    }

    /** Ends the reading for good. */
    @Override
    public void close() {
        JournalCursor open = cursor;
        cursor = null;
        if (open != null) {
            open.close();
        }
    }

    /** Records from a sequence on. */
    private final class Following implements Reading {
        private final RecordCodec codec = new RecordCodec();
        private final long from;
        private boolean broken = true;

        Following(long from) {
            this.from = from;
        }

        private JournalCursor open() {
            return Objects.requireNonNull(cursor, "closed");
        }

        @Override
        public boolean next() {
            broken = true;
            boolean found;
            do {
                found = open().next();
                position = found ? open().sequence() : position;
            } while (found && position < from);
            last = Math.max(last, position);
            broken = false;
            return found;
        }

        @Override
        public long sequence() {
            return open().sequence();
        }

        @Override
        public long timeNanos() {
            return open().timeNanos();
        }

        @Override
        public boolean leavesRows() {
            return switch (RecordKind.of(open().kind())) {
                case BAR_ARRIVED, QUOTE_ARRIVED, TRADE_ARRIVED, DATA_ENDED, TIME_PASSED -> false;
                default -> true;
            };
        }

        @Override
        public JournalRecord record() {
            return codec.read(RecordKind.of(open().kind()), open().payload());
        }

        /** The cursor stays for who goes on from here, unless it failed. */
        @Override
        public void close() {
            if (broken) {
                JournalSource.this.close();
            }
        }
    }
}
