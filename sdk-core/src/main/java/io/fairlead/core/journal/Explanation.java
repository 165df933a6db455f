package io.fairlead.core.journal;

import io.fairlead.api.BadInputException;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a journal knows of one order, told from its fills back to the decision that it came from. Made of records alone: the same journal
 * gives the same explanation, whoever asks and whenever. Immutable; any thread.
 *
 * @param order our id
 * @param ids how else it was named, by us and by the venue, in the order in which the names came up
 * @param parts what is known, by topic, in the order of {@link Topic}; topics without a fact are left out
 */
public record Explanation(OrderId order, List<String> ids, List<Part> parts) {
    /** Copies the lists. */
    public Explanation {
        ids = List.copyOf(ids);
        parts = List.copyOf(parts);
    }

    /** What facts are about, from the end of an order back to its beginning. */
    public enum Topic {
        /** Executions, their prices, corrections and busts. */
        FILLS("fills"),
        /** What else the venue reported. */
        REPORTS("what the venue reported"),
        /** What the strategy was told. */
        TOLD("what the strategy was told"),
        /** What the venue said when it was asked for its state, and what came of it. */
        RECONCILIATION("reconciliation with the venue"),
        /** Who ended an unknown outcome, and why. */
        RESOLUTION("resolved by a person"),
        /** What people had to hear of. */
        ALARMS("alarms"),
        /** Changes, cancels, and legs sent and called back. */
        CHANGES("changes and cancels asked for"),
        /** How the venue answered. */
        ANSWERS("answers to what was sent"),
        /** Why it was refused here. */
        DENIAL("denied before anything was sent"),
        /** The orders that it lives with. */
        GROUP("the group"),
        /** What the gate judged it by. */
        GATE("what the gate saw"),
        /** What was asked for. */
        INTENT("the order"),
        /** Who decided, from which votes and numbers. */
        DECISION("the decision"),
        /** The last bars before the decision. */
        BARS("the last bars before it"),
        /** The run it belongs to. */
        RUN("the run");

        private final String title;

        Topic(String title) {
            this.title = title;
        }

        /** In words. */
        public String title() {
            return title;
        }
    }

    /**
     * What is known of one topic.
     *
     * @param topic which
     * @param facts as they were written down, oldest first
     */
    public record Part(Topic topic, List<Fact> facts) {
        /** Copies the facts. */
        public Part {
            facts = List.copyOf(facts);
        }
    }

    /**
     * One thing that was written down.
     *
     * @param sequence of the record that says it; 0 for what no record says
     * @param timeNanos of that record
     * @param text {@code key=value} words, in one line
     */
    public record Fact(long sequence, long timeNanos, String text) {}

    /**
     * Explains an order. Reads the journal twice, without a lock.
     *
     * @param journal where it lies
     * @param order our id ({@code O-7} or {@code 7}), a client order id or a venue order id
     * @throws BadInputException if the journal knows no such order, or several
     */
    public static Explanation of(JournalStorage journal, String order) {
        OrderSearch search = new OrderSearch();
        read(journal, search::see);
        OrderSearch.Found found = search.require(order, journal.description());
        OrderStory story = new OrderStory(found);
        read(journal, story::see);
        return story.told();
    }

    private static void read(JournalStorage journal, Consumer<JournalEntry> reader) {
        try (JournalReader records = JournalReader.over(journal)) {
            while (records.next()) {
                reader.accept(records.entry());
            }
        }
    }

    /** The whole explanation in lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("order " + order + (ids.isEmpty() ? "" : " (" + String.join(", ", ids) + ")"));
        for (Part part : parts) {
            lines.add("");
            lines.add(part.topic().title());
            for (Fact fact : part.facts()) {
                String place = fact.sequence() == 0
                        ? ""
                        : "#" + fact.sequence() + " " + EpochNanos.toInstant(fact.timeNanos()) + " ";
                lines.add("  " + place + fact.text());
            }
        }
        return lines;
    }
}
