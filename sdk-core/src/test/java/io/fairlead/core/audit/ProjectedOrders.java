package io.fairlead.core.audit;

import io.fairlead.core.journal.JournalRecord;
import java.util.List;

/** Where orders stand after records, by the projection, for tests of other rooms. */
public final class ProjectedOrders {
    private final Projection projection = new Projection(OrderSource.NONE);
    private long seq;

    public ProjectedOrders() {
        take(List.of(Records.opened("bench"), Records.known()), RecordedJournal.START);
    }

    /** Takes records that were written at one time. */
    public void take(List<JournalRecord> records, long timeNanos) {
        for (JournalRecord record : records) {
            seq++;
            projection.apply(seq, timeNanos, record);
        }
    }

    /** {@code STATUS lifecycle filled@average client venue quantity}. */
    public String standing(long orderId) {
        OrderLine line = projection.book().order(orderId).orElseThrow();
        Row row = line.row();
        return line.status() + " " + line.lifecycle() + " " + line.filled().toPlainString() + "@"
                + (row.has("average_price")
                        ? Row.natural(row.amount("average_price")).toPlainString()
                        : "-") + " "
                + row.text("client_order_id") + " " + row.text("venue_order_id") + " "
                + (row.has("quantity") ? row.amount("quantity").toPlainString() : "-");
    }

    /** What happened to an order, a line each. */
    public List<String> story(long orderId) {
        return projection.pen().rows(Schema.ORDER_EVENTS).stream()
                .filter(row -> row.whole("order_id") == orderId)
                .map(row -> row.whole("seq") + " " + row.text("source") + " " + row.text("event") + " "
                        + row.text("effect") + " " + row.text("status") + " " + row.text("detail"))
                .toList();
    }
}
