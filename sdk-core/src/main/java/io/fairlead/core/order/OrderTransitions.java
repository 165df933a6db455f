package io.fairlead.core.order;

import io.fairlead.api.order.Lifecycle;
import java.util.EnumMap;
import java.util.Map;

/**
 * The one table of an order's life: what each kind of news leads to in each place. Fills are facts and are booked whatever the table
 * says; the table decides where the order stands afterwards, and whether the news was possible at all. The desk moves by it, and so
 * does who reads the journal later. Any thread.
 */
public final class OrderTransitions {
    /** Kinds of news. */
    public enum News {
        /** The venue has it and it works. */
        WORKING,
        /** The venue holds it back. */
        SUSPENDED,
        /** Its trigger has traded. */
        TRIGGERED,
        /** A fill that leaves a rest. */
        PARTIAL_FILL,
        /** The fill that leaves none. */
        LAST_FILL,
        /** The venue refused it. */
        REJECTED,
        /** It was cancelled. */
        CANCELLED,
        /** Its time ran out. */
        EXPIRED,
        /** It never left. */
        DENIED
    }

    /** What the table says of one piece of news. */
    public enum Verdict {
        /** The order moves on. */
        MOVE,
        /** Nothing new: a repetition, or old news that came late. */
        STALE,
        /** Impossible by what is known: an alarm; facts are kept. */
        ILLEGAL
    }

    /**
     * One cell: where to, or why not.
     *
     * @param verdict what it says
     * @param next where the order stands afterwards
     */
    public record Cell(Verdict verdict, Lifecycle next) {}

    private static final Map<Lifecycle, Map<News, Cell>> TABLE = new EnumMap<>(Lifecycle.class);

    static {
        //                             WORKING      SUSPENDED    TRIGGERED    PARTIAL_FILL LAST_FILL REJECTED CANCELLED
        // EXPIRED DENIED
        row(
                Lifecycle.PENDING_NEW,
                "NEW",
                "SUSPENDED",
                "TRIGGERED",
                "NEW",
                "FILLED",
                "REJECTED",
                "CANCELLED",
                "EXPIRED",
                "DENIED");
        row(
                Lifecycle.NEW,
                "stale",
                "SUSPENDED",
                "TRIGGERED",
                "NEW",
                "FILLED",
                "REJECTED",
                "CANCELLED",
                "EXPIRED",
                "illegal");
        row(
                Lifecycle.SUSPENDED,
                "NEW",
                "stale",
                "TRIGGERED",
                "NEW",
                "FILLED",
                "REJECTED",
                "CANCELLED",
                "EXPIRED",
                "illegal");
        row(
                Lifecycle.TRIGGERED,
                "stale",
                "stale",
                "stale",
                "TRIGGERED",
                "FILLED",
                "REJECTED",
                "CANCELLED",
                "EXPIRED",
                "illegal");
        row(
                Lifecycle.DENIED,
                "illegal",
                "illegal",
                "illegal",
                "illegal",
                "illegal",
                "illegal",
                "illegal",
                "illegal",
                "stale");
        row(
                Lifecycle.REJECTED,
                "illegal",
                "illegal",
                "illegal",
                "illegal",
                "illegal",
                "stale",
                "stale",
                "stale",
                "illegal");
        // A further fill is a correction, or one that the venue's word of completion overtook; too much of it is
        // another alarm.
        row(Lifecycle.FILLED, "stale", "stale", "stale", "stale", "stale", "illegal", "stale", "stale", "illegal");
        row(
                Lifecycle.CANCELLED,
                "stale",
                "stale",
                "stale",
                "CANCELLED",
                "FILLED",
                "stale",
                "stale",
                "stale",
                "illegal");
        row(Lifecycle.EXPIRED, "stale", "stale", "stale", "EXPIRED", "FILLED", "stale", "stale", "stale", "illegal");
    }

    private OrderTransitions() {}

    private static void row(Lifecycle from, String... cells) {
        Map<News, Cell> row = new EnumMap<>(News.class);
        News[] news = News.values();
        for (int i = 0; i < news.length; i++) {
            row.put(
                    news[i],
                    switch (cells[i]) {
                        case "stale" -> new Cell(Verdict.STALE, from);
                        case "illegal" -> new Cell(Verdict.ILLEGAL, from);
                        default -> new Cell(Verdict.MOVE, Lifecycle.valueOf(cells[i]));
                    });
        }
        TABLE.put(from, row);
    }

    /** The cell for a place and a piece of news. */
    public static Cell of(Lifecycle from, News news) {
        Map<News, Cell> row = TABLE.get(from);
        Cell cell = row == null ? null : row.get(news);
        if (cell == null) {
            throw new IllegalStateException("no transition from " + from + " on " + news);
        }
        return cell;
    }
}
