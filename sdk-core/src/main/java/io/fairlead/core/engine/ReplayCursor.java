package io.fairlead.core.engine;

import io.fairlead.core.journal.JournalEntry;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.SourceRefused;
import io.fairlead.core.journal.RecordCodec;
import io.fairlead.core.journal.RecordKind;
import io.fairlead.core.journal.RecordKind.Role;
import io.fairlead.core.journal.RecordLog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a recorded run in step with its replay: hands out each input where the session took it, and compares what the session
 * writes now with what it wrote then. On the session's thread.
 */
final class ReplayCursor implements RecordLog {
    private final RecordedRun run;
    private final EngineClock clock;
    private final ReplayTally tally;
    private final boolean goesOn;
    private @Nullable JournalEntry head;
    private long turnNanos;
    private long lastNanos;

    /**
     * Before the first record behind the run's frame.
     *
     * @param clock the session's
     * @param startNanos when it begins
     * @param goesOn whether to go on behind a difference
     */
    ReplayCursor(RecordedRun run, EngineClock clock, long startNanos, boolean goesOn) {
        this.run = run;
        this.clock = clock;
        this.goesOn = goesOn;
        this.tally = new ReplayTally();
        this.turnNanos = startNanos;
        this.lastNanos = startNanos;
        advance();
    }

    private void advance() {
        JournalEntry next = run.next();
        while (next != null && next.kind().role() == Role.FRAME) {
            next = run.next();
        }
        head = next;
        if (next != null) {
            lastNanos = next.timeNanos();
            if (next.kind().role() == Role.OUTPUT) {
                tally.recorded(next);
            }
        }
    }

    private JournalRecord take(JournalEntry taken) {
        advance();
        return taken.record();
    }

    private @Nullable JournalEntry head() {
        return isStopped() ? null : head;
    }

    private boolean isStopped() {
        return !goesOn && tally.hasDifference();
    }

    // ---- inputs

    /** When the last turn began, for a live session's clock. */
    long turnNanos() {
        return turnNanos;
    }

    /** Whether the next record begins a turn of a live session. */
    boolean isAtTurn() {
        JournalEntry next = head();
        return next != null && beginsTurn(next.kind());
    }

    /** As {@link #isAtTurn}, where the session can do nothing but take a turn: what was to come before it is missing. */
    boolean expectTurn() {
        JournalEntry next = head();
        while (next != null && !beginsTurn(next.kind())) {
            tally.missing(next);
            advance();
            next = head();
        }
        return next != null;
    }

    /** Takes the record that begins the next turn; null if there is none. */
    @Nullable
    JournalRecord turn() {
        JournalEntry next = head();
        if (next == null || !beginsTurn(next.kind())) {
            return null;
        }
        turnNanos = next.timeNanos();
        return take(next);
    }

    private static boolean beginsTurn(RecordKind kind) {
        return kind.role() == Role.INPUT && kind != RecordKind.SOURCE_REFUSED && !isConsequence(kind);
    }

    private static boolean isConsequence(RecordKind kind) {
        return switch (kind) {
            case SUBMIT_ANSWERED, ACTION_ANSWERED, REPORTED, CONNECTION_CHANGED -> true;
            default -> false;
        };
    }

    /** Takes the next input, if the session took it where it is now, as a consequence of what it handles; null if not. */
    @Nullable
    JournalRecord consequence() {
        JournalEntry next = reached();
        return next != null && isConsequence(next.kind()) ? take(next) : null;
    }

    /** Takes the next input of a backtest, if it was taken where the session is now; null if not. */
    @Nullable
    JournalRecord foreign() {
        JournalEntry next = reached();
        return next != null && next.kind().role() == Role.INPUT && !isClose(next) ? take(next) : null;
    }

    /** The next record if it is of this moment; outputs of an earlier one will not be made any more. */
    private @Nullable JournalEntry reached() {
        JournalEntry next = head();
        while (next != null && next.kind().role() == Role.OUTPUT && next.timeNanos() < clock.nowNanos()) {
            tally.missing(next);
            advance();
            next = head();
        }
        return next != null && next.timeNanos() == clock.nowNanos() ? next : null;
    }

    /** What a source said to the subscription that is being asked for, if it refused it. */
    Optional<SourceRefused> refusal() {
        JournalEntry next = head();
        return next != null && next.record() instanceof SourceRefused
                ? Optional.of((SourceRefused) take(next))
                : Optional.empty();
    }

    /** Whether a backtest ended before it came to a time. */
    boolean isOverBefore(long nanos) {
        JournalEntry next = head();
        return next == null ? isStopped() || lastNanos < nanos : isClose(next) && next.timeNanos() < nanos;
    }

    /** The end that a backtest was given; null if it was not, or not here. */
    @Nullable
    Commanded close() {
        JournalEntry next = head();
        return next != null && isClose(next) ? (Commanded) take(next) : null;
    }

    private static boolean isClose(JournalEntry entry) {
        return entry.record() instanceof Commanded commanded && commanded.command() instanceof Command.Close;
    }

    // ---- outputs

    @Override
    public boolean isOn() {
        return true;
    }

    /** Compares an output; inputs and frame are the journal's own. */
    @Override
    public void write(JournalRecord record) {
        RecordKind kind = RecordCodec.kindOf(record);
        if (kind.role() != Role.OUTPUT) {
            return;
        }
        JournalEntry made = new JournalEntry(0, clock.nowNanos(), kind, record);
        JournalEntry next = head();
        if (next != null && next.kind().role() == Role.OUTPUT) {
            tally.compared(next, made);
            advance();
        } else if (next != null || run.isClosed()) {
            tally.extra(made);
        } // else the run was cut off here, and what it would have written next nobody knows
    }

    @Override
    public void force() {}

    /** Reads what is left of the run. */
    ReplayReport finish() {
        while (head != null) {
            if (head.kind().role() == Role.OUTPUT || !isStopped()) {
                tally.missing(head);
            }
            advance();
        }
        return tally.report(run.isClosed());
    }
}
