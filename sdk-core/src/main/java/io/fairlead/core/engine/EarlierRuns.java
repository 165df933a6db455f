package io.fairlead.core.engine;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.core.journal.JournalEntry;
import io.fairlead.core.journal.JournalFormatException;
import io.fairlead.core.journal.JournalRecord.Checkpoint;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Passes the records of earlier runs on to a session's recovery: those of live sessions, for a backtest leaves nothing behind. Refuses
 * those of another account. Of a journal whose beginning is gone it waits for a complete checkpoint; where the records fold to the state
 * anyway, checkpoints are passed over.
 */
final class EarlierRuns implements Consumer<JournalEntry> {
    private final AccountId account;
    private final SessionRecovery recovery;
    private final List<CheckpointPart> parts = new ArrayList<>();
    /** Whether what has been passed on is all that there was. */
    private boolean whole;

    private boolean counts;
    private long first;

    /**
     * For a journal.
     *
     * @param whole whether it is there from its first record on
     */
    EarlierRuns(AccountId account, SessionRecovery recovery, boolean whole) {
        this.account = account;
        this.recovery = recovery;
        this.whole = whole;
    }

    @Override
    public void accept(JournalEntry entry) {
        first = first == 0 ? entry.sequence() : first;
        if (entry.record() instanceof Checkpoint checkpoint) {
            if (!whole) {
                collect(entry.timeNanos(), checkpoint.part());
            }
            return;
        }
        parts.clear();
        if (!whole) {
            return;
        }
        if (entry.record() instanceof RunOpened run) {
            counts = !run.mode().equals(Mode.BACKTEST.name());
            if (counts) {
                requireOwn(run.account());
            }
        }
        if (counts) {
            recovery.take(entry.timeNanos(), entry.record());
        }
    }

    private void requireOwn(AccountId recorded) {
        if (!recorded.equals(account)) {
            throw new BadInputException("the journal is that of account " + recorded + ", the session trades " + account
                    + ": give each account a journal of its own");
        }
    }

    private void collect(long timeNanos, CheckpointPart part) {
        if (part instanceof CheckpointPart.Begun begun) {
            requireOwn(begun.account());
            parts.clear();
        }
        if (part instanceof CheckpointPart.Ended ended && ended.parts() == parts.size()) {
            recovery.restore(timeNanos, parts);
            parts.clear();
            whole = true;
        } else {
            parts.add(part);
        }
    }

    /**
     * The journal has ended.
     *
     * @throws JournalFormatException if its beginning is gone, and no checkpoint stands for it
     */
    void finish() {
        if (!whole && first != 0) {
            throw new JournalFormatException(
                    "the journal begins with record " + first
                            + " and holds no complete checkpoint: what came before is not known. Put the missing segments back");
        }
    }
}
