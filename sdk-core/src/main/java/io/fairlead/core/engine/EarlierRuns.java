package io.fairlead.core.engine;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.core.journal.JournalEntry;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import java.util.function.Consumer;

/**
 * Passes the records of earlier runs on to a session's recovery: those of live sessions, for a backtest leaves nothing behind. Refuses
 * those of another account.
 */
final class EarlierRuns implements Consumer<JournalEntry> {
    private final AccountId account;
    private final SessionRecovery recovery;
    private boolean counts;

    EarlierRuns(AccountId account, SessionRecovery recovery) {
        this.account = account;
        this.recovery = recovery;
    }

    @Override
    public void accept(JournalEntry entry) {
        if (entry.record() instanceof RunOpened run) {
            counts = !run.mode().equals(Mode.BACKTEST.name());
            if (counts && !run.account().equals(account)) {
                throw new BadInputException("the journal is that of account " + run.account() + ", the session trades "
                        + account + ": give each account a journal of its own");
            }
        }
        if (counts) {
            recovery.take(entry.timeNanos(), entry.record());
        }
    }
}
