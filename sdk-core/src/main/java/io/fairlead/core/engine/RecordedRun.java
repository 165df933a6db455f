package io.fairlead.core.engine;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.core.journal.JournalEntry;
import io.fairlead.core.journal.JournalReader;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.InstrumentKnown;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.journal.JournalRecord.RunTerms;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.journal.RecordKind;
import io.fairlead.core.journal.RecordKind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a journal: its frame, what was written before it, and then its records one by one. One thread. */
final class RecordedRun implements AutoCloseable {
    private final JournalStorage journal;
    private final JournalReader reader;
    private final List<Instrument> instruments = new ArrayList<>();
    private final JournalEntry opened;
    private @Nullable RunTerms terms;
    private @Nullable JournalEntry first;
    private boolean over;
    private boolean closed;

    /**
     * A run of a journal.
     *
     * @param number which of those that are kept, from 1; 0 for the last
     * @throws BadInputException if the journal has no such run
     */
    RecordedRun(JournalStorage journal, int number) {
        this.journal = journal;
        int wanted = number == 0 ? count() : number;
        reader = JournalReader.over(journal);
        try {
            opened = skipTo(wanted);
            readFrame();
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private int count() {
        int runs = 0;
        try (JournalReader all = JournalReader.over(journal)) {
            while (all.next()) {
                runs += all.kind() == RecordKind.RUN_OPENED ? 1 : 0;
            }
        }
        return runs;
    }

    private JournalEntry skipTo(int wanted) {
        int runs = 0;
        while (reader.next()) {
            if (reader.kind() == RecordKind.RUN_OPENED && ++runs == wanted) {
                return reader.entry();
            }
        }
        throw new BadInputException("journal " + journal.description() + " has " + runs + " runs, asked for "
                + (wanted == 0 ? "the last" : "run " + wanted));
    }

    private void readFrame() {
        boolean more = reader.next();
        while (more && reader.kind().role() == Role.FRAME && reader.kind() != RecordKind.RUN_CLOSED) {
            JournalRecord frame = reader.entry().record();
            if (frame instanceof RunTerms found) {
                terms = found;
            } else if (frame instanceof InstrumentKnown known) {
                instruments.add(known.rules());
            }
            more = reader.next();
        }
        first = more ? reader.entry() : null;
        over = !more;
    }

    RunOpened opened() {
        return (RunOpened) opened.record();
    }

    /** The session's time when it began. */
    long startNanos() {
        return opened.timeNanos();
    }

    RunTerms terms() {
        RunTerms known = terms;
        if (known == null) {
            throw new BadInputException(
                    "journal " + journal.description() + ": the run ends within its frame, there is nothing to replay");
        }
        return known;
    }

    List<Instrument> instruments() {
        return instruments;
    }

    /** Whether nothing before the run has been deleted. */
    boolean isWhole() {
        try (JournalReader before = JournalReader.over(journal)) {
            return !before.next() || before.entry().sequence() == 1;
        }
    }

    /** Reads what the journal held when the run began. */
    void readBefore(Consumer<JournalEntry> each) {
        try (JournalReader before = JournalReader.over(journal)) {
            while (before.next()) {
                JournalEntry entry = before.entry();
                if (entry.sequence() >= opened.sequence()) {
                    return;
                }
                each.accept(entry);
            }
        }
    }

    /** The next record behind the frame; null at the run's end. */
    @Nullable
    JournalEntry next() {
        JournalEntry next = first;
        first = null;
        if (next == null && !over) {
            next = reader.next() ? reader.entry() : null;
        }
        boolean ends = next != null && next.kind() == RecordKind.RUN_CLOSED;
        over |= next == null || ends || next.kind() == RecordKind.RUN_OPENED || next.kind() == RecordKind.CHECKPOINT;
        closed |= ends;
        return over ? null : next;
    }

    /** Whether its end was reached, and was an orderly one. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        reader.close();
    }
}
