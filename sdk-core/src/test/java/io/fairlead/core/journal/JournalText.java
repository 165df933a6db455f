package io.fairlead.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Journals of text records, for tests. */
final class JournalText {
    static final JournalOptions SMALL = JournalOptions.standard().withSegmentBytes(4096);

    private JournalText() {}

    static Journal open(JournalStorage storage) {
        return Journal.open(storage, SMALL, new SplittableRandom(7));
    }

    static long append(Journal journal, String text) {
        journal.begin(3, 42).put(text.getBytes(UTF_8));
        return journal.commit();
    }

    /** What is left to read, as {@code sequence:text}. */
    static List<String> rest(JournalCursor cursor) {
        List<String> texts = new ArrayList<>();
        while (cursor.next()) {
            ByteBuffer payload = cursor.payload();
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            texts.add(cursor.sequence() + ":" + new String(bytes, UTF_8));
        }
        return texts;
    }

    static List<String> all(JournalStorage storage) {
        try (JournalCursor cursor = JournalCursor.over(storage)) {
            return rest(cursor);
        }
    }
}
