package io.fairlead.examples.chaos;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.core.journal.JournalCursor;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.journal.RecordCodec;
import io.fairlead.core.journal.RecordKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The client order ids that a journal has intents for. */
final class JournalIds {
    private JournalIds() {}

    static Set<ClientOrderId> of(JournalStorage storage) {
        Set<ClientOrderId> ids = new HashSet<>();
        RecordCodec codec = new RecordCodec();
        try (JournalCursor cursor = JournalCursor.over(storage)) {
            while (cursor.next()) {
                RecordKind kind = RecordKind.of(cursor.kind());
                if (kind.role() == RecordKind.Role.OUTPUT && kind.isDurable()) {
                    add(codec.read(kind, cursor.payload()), ids);
                }
            }
        }
        return ids;
    }

    /** Whether the first records have been deleted. */
    static boolean isBeginningGone(JournalStorage storage) {
        try (JournalCursor cursor = JournalCursor.over(storage)) {
            return cursor.next() && cursor.sequence() > 1;
        }
    }

    /** Every record, a line each. */
    static List<String> lines(JournalStorage storage) {
        List<String> lines = new ArrayList<>();
        RecordCodec codec = new RecordCodec();
        try (JournalCursor cursor = JournalCursor.over(storage)) {
            while (cursor.next()) {
                lines.add(cursor.sequence() + " " + EpochNanos.toInstant(cursor.timeNanos()) + " "
                        + codec.read(RecordKind.of(cursor.kind()), cursor.payload()));
            }
        }
        return lines;
    }

    private static void add(JournalRecord record, Set<ClientOrderId> ids) {
        if (record instanceof JournalRecord.OrderIntended order) {
            ids.add(order.clientOrderId());
            order.legs().forEach(leg -> ids.add(leg.clientOrderId()));
        } else if (record instanceof JournalRecord.LegIntended leg) {
            ids.add(leg.clientOrderId());
        } else if (record instanceof JournalRecord.ReplaceIntended replace) {
            ids.add(replace.next());
        }
    }
}
