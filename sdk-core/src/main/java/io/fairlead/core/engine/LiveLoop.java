package io.fairlead.core.engine;

import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.TimePassed;
import io.fairlead.core.journal.SessionJournal;
import io.fairlead.core.order.VenueSync;
import io.fairlead.spi.SimulationFacet;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a live session turn by turn, on the session's own thread. A turn takes one input, handles all that it leads to, and then what is
 * due by time: timers, late slices. In the journal every turn begins with a datum, history or a command; where it was begun by a report,
 * an answer, or by time alone, with {@link TimePassed}. A turn in which nothing happens leaves no trace.
 */
final class LiveLoop {
    private static final long SHORT_WAIT = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONG_WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final TimePassed TIME_PASSED = new TimePassed();

    private final SessionCore core;
    private final LiveData data;
    private final LongSupplier clock;
    private final @Nullable SimulationFacet simulation;
    private final @Nullable SessionJournal journal;
    private final ClosePolicy closePolicy;
    private final long sliceTimeoutNanos;
    private boolean dueSoon;

    LiveLoop(
            SessionCore core,
            LiveData data,
            LongSupplier clock,
            @Nullable SimulationFacet simulation,
            @Nullable SessionJournal journal,
            ClosePolicy closePolicy,
            Duration sliceTimeout) {
        this.core = core;
        this.data = data;
        this.clock = clock;
        this.simulation = simulation;
        this.journal = journal;
        this.closePolicy = closePolicy;
        this.sliceTimeoutNanos = sliceTimeout.toNanos();
    }

    /** Takes turns until the session is told to end, or its data has ended; with what policy. */
    ClosePolicy run() throws InterruptedException {
        ClosePolicy ending = core.intake().ending();
        while (ending == null) {
            turn();
            ending = core.intake().ending();
        }
        core.slices().fireAll();
        return ending;
    }

    /** Takes the turns of a recorded run; with what policy it ended, or null if it was cut off. */
    @Nullable
    ClosePolicy replay(ReplayCursor recorded) {
        while (core.intake().ending() == null && recorded.expectTurn()) {
            turnNow();
        }
        if (core.intake().ending() != null) {
            core.slices().fireAll();
        }
        return core.intake().ending();
    }

    /** Whether anything can still come of what was sent: a simulated venue without data fills nothing. */
    boolean canGoOn() {
        return simulation == null || !data.isExhausted() || !core.inbox().isEmpty();
    }

    /** Waits a while for an input, and takes a turn. */
    void turn() throws InterruptedException {
        announce();
        take(data.hasBacklog() ? core.inbox().pollNone() : core.inbox().poll(dueSoon ? SHORT_WAIT : LONG_WAIT));
    }

    /** Takes a turn without waiting; whether anything happened in it. */
    boolean turnNow() {
        announce();
        return take(data.hasBacklog() ? core.inbox().pollNone() : core.inbox().poll());
    }

    /** Has a simulated venue tell all that it holds back, and handles it. */
    void drain() {
        tellVenue();
        while (!core.inbox().isEmpty()) {
            turnNow();
        }
    }

    /** Puts in what nobody else will: that the kill switch was moved, that there is nothing more to wait for. */
    private void announce() {
        Commanded switched = core.trading().news();
        if (switched != null) {
            core.inbox().putLast(switched);
        }
        if (core.intake().ending() == null && data.isExhausted() && core.inbox().isEmpty()) {
            Command.Close end = new Command.Close(closePolicy.name());
            core.inbox().putLast(new Commanded(end, "session", "the data has ended"));
        }
    }

    private boolean take(@Nullable Object next) {
        core.timeIs(clock.getAsLong());
        Object input = next;
        if (next instanceof VenueSync.Part) {
            core.handle(next); // no input yet, and nothing can be seen of it: only the whole is one
            input = null;
        }
        boolean happens = input != null || data.hasBacklog() || isDue();
        if (happens) {
            handle(input);
            doWhatIsDue();
        } else if (journal != null) {
            journal.catchUp();
        }
        tellVenue();
        return next != null || happens;
    }

    private void tellVenue() {
        if (simulation != null) {
            simulation.onTime(core.clock().nowNanos());
        }
    }

    private void handle(@Nullable Object input) {
        if (input instanceof JournalRecord && !(input instanceof TimePassed)) {
            core.handle(input);
        } else {
            core.handle(TIME_PASSED);
            if (data.hasBacklog()) {
                data.takeBacklog();
            } else if (input != null && !(input instanceof TimePassed)) {
                core.handle(input);
            }
        }
        core.settle();
        core.startIfReady();
    }

    private boolean isDue() {
        long now = core.clock().nowNanos();
        return core.timers().nextDueNanos() <= now
                || core.desk().nextDueNanos() <= now
                || core.watch().nextDueNanos() <= now
                || core.slices().isLate(now, sliceTimeoutNanos);
    }

    private void doWhatIsDue() {
        core.fireTimers(core.clock().nowNanos());
        if (core.desk().nextDueNanos() <= core.clock().nowNanos()) {
            core.desk().passTime();
            core.settle();
        }
        if (core.hasWarmUps()) {
            core.warmUp();
        }
        boolean late = core.slices().fireLate(core.clock().nowNanos(), sliceTimeoutNanos);
        dueSoon = late || core.timers().nextDueNanos() != Long.MAX_VALUE;
    }
}
