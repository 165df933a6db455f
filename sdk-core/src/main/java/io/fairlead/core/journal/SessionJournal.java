package io.fairlead.core.journal;

import io.fairlead.api.FairleadException;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.RecordKind.Role;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one account, open for a session. What cannot be written or forced ends it: the session is told once, nothing more is
 * taken, and every {@link #force} fails, so that nothing more is sent. On the session's thread.
 */
public final class SessionJournal implements RecordLog, AutoCloseable {
    private final Journal journal;
    private final Recording recording;
    private final RecordCodec codec = new RecordCodec();
    private LongSupplier sessionNanos = () -> 0;
    private Consumer<String> onFailure = failure -> {};
    private @Nullable FairleadException failure;

    private SessionJournal(Journal journal, Recording recording) {
        this.journal = journal;
        this.recording = recording;
    }

    /**
     * Opens the journal, or begins it.
     *
     * @param nonceSource asked once, when it is begun
     * @throws io.fairlead.api.BadInputException if the place cannot be used
     */
    public static SessionJournal open(
            JournalStorage storage, JournalOptions options, Recording recording, RandomGenerator nonceSource) {
        return new SessionJournal(Journal.open(storage, options, nonceSource), recording);
    }

    /** Names the session's clock, and who is told, in words, when the journal fails. Before the first record. */
    public void serve(LongSupplier clockNanos, Consumer<String> failed) {
        sessionNanos = clockNanos;
        onFailure = failed;
    }

    /** The 10 bytes that were drawn when the journal was begun. */
    public byte[] nonce() {
        return journal.nonce();
    }

    /** How much is written down. */
    public Recording recording() {
        return recording;
    }

    /**
     * Reads back what was written before this session, oldest first.
     *
     * @throws FairleadException if a record is damaged, or of a newer version
     */
    public void fold(Consumer<JournalEntry> each) {
        if (journal.lastSequence() == 0) {
            return;
        }
        try (JournalReader reader = JournalReader.over(journal)) {
            while (reader.next()) {
                each.accept(reader.entry());
            }
        }
    }

    @Override
    public boolean isOn() {
        return failure == null;
    }

    /** Takes a record down, unless the journal has failed. What the frame and commands say is forced at once. */
    @Override
    public void write(JournalRecord record) {
        RecordKind kind = RecordCodec.kindOf(record);
        if (failure != null || (recording == Recording.ORDERS_ONLY && kind.isData())) {
            return;
        }
        try {
            ByteBuffer room = journal.begin(kind.code(), sessionNanos.getAsLong(), codec.prepare(record));
            codec.putPrepared(room);
            journal.commit();
            if (kind.isDurable() && kind.role() != Role.OUTPUT) {
                journal.force();
            }
        } catch (FairleadException e) {
            failed(e);
        }
    }

    @Override
    public void force() {
        if (failure != null) {
            throw failure;
        }
        try {
            journal.force();
        } catch (FairleadException e) {
            failed(e);
            throw e;
        }
    }

    private void failed(FairleadException e) {
        failure = e;
        onFailure.accept(String.valueOf(e.getMessage()));
    }

    /** Does what can wait until nothing else does. */
    public void catchUp() {
        if (failure == null) {
            try {
                journal.catchUp();
            } catch (FairleadException e) {
                failed(e);
            }
        }
    }

    /** Lets go of the place without writing a byte, as the end of the process would. */
    public void abandon() {
        journal.abandon();
    }

    /** Forces what is written and gives the place free. */
    @Override
    public void close() {
        journal.close();
    }
}
