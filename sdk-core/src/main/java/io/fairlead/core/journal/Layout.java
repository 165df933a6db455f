package io.fairlead.core.journal;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How the records of one kind are laid out.
 *
 * @param kind the kind
 * @param type its records
 * @param version of the layout that is written, from 1 on; {@code reader} knows all up to it by {@link PayloadReader#version()}
 * @param writer writes what follows the version
 * @param reader reads what follows the version
 */
record Layout<R extends JournalRecord>(
        RecordKind kind,
        Class<R> type,
        int version,
        BiConsumer<R, PayloadWriter> writer,
        Function<PayloadReader, R> reader) {
    void write(JournalRecord record, PayloadWriter out) {
        out.begin(kind, version);
        writer.accept(type.cast(record), out);
    }
}
