package io.fairlead.core.journal;

import io.fairlead.api.FairleadException;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.RecordKind.Role;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of one account, open for a session. What cannot be written or forced ends it: the session is told once, nothing more is
 * taken, and every {@link #force} fails, so that nothing more is sent. On the session's thread.
 */
public final class SessionJournal implements RecordLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionJournal.class);

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

    /** Whether nothing has been deleted: the records fold to the state from the first one on. */
    public boolean isWhole() {
        return journal.firstSequence() == 1;
    }

    /** For how long records are kept that a checkpoint stands for; empty for ever. */
    public Optional<Duration> retention() {
        return journal.retention();
    }

    /**
     * Writes down what all records so far fold to, and then lets go of those that are older than the retention. What cannot be written or
     * forced ends the journal, as ever, and nothing is deleted then; what cannot be deleted is left for the next time.
     */
    public void checkpoint(List<CheckpointPart> parts) {
        Duration kept = journal.retention().orElse(null);
        if (kept == null) {
            return;
        }
        long first = journal.lastSequence() + 1;
        parts.forEach(part -> write(new JournalRecord.Checkpoint(part)));
        try {
            force();
        } catch (FairleadException e) {
            return; // the session has been told
        }
        try {
            journal.deleteOlder(first, kept);
        } catch (JournalException e) {
            LOG.atWarn().setMessage("old records stay for now").setCause(e).log();
        }
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
