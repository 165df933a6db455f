package io.fairlead.core.engine;

import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.RecordLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps records in a list. */
final class ListLog implements RecordLog {
    final List<JournalRecord> records = new CopyOnWriteArrayList<>();

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public void write(JournalRecord record) {
        records.add(record);
    }

    @Override
    public void force() {}

    /** The kinds of all records, in order. */
    List<String> kinds() {
        return records.stream().map(record -> record.getClass().getSimpleName()).toList();
    }

    <T extends JournalRecord> List<T> all(Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
