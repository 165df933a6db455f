package io.fairlead.core.audit;

import io.fairlead.api.order.Certainty;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.PendingAction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order's row and the rows of its fills, and the moves that the desk makes with its own record of it. One thread. */
final class OrderLine {
    static final String BOOKED = "BOOKED";
    static final String UNPRICED = "UNPRICED";
    static final String PRICE_ONLY = "PRICE_ONLY";
    static final String CORRECTED = "CORRECTED";
    static final String REVERSED = "REVERSED";
    static final String ADOPTED = "ADOPTED";
    static final String SEEN = "SEEN";
    static final String EXTERNAL = "EXTERNAL";

    private final Row row;
    private final List<Row> fills;
    private final List<OrderLine> legs = new ArrayList<>(2);
    private final boolean stored;

    private OrderLine(Row row, List<Row> fills, boolean stored) {
        this.row = row;
        this.fills = new ArrayList<>(fills);
        this.stored = stored;
    }

    /** An order that is told of for the first time. */
    static OrderLine begun(Row row) {
        return new OrderLine(row, List.of(), false);
    }

    /** An order as it stands in the database. */
    static OrderLine stored(Row row, List<Row> fills) {
        return new OrderLine(row, fills, true);
    }

    /** Whether it was read from the database: it may have ids there that nobody has in mind. */
    boolean isStored() {
        return stored;
    }

    /** An order that nothing has happened to. */
    static Row fresh(OrderRef ref, String origin, Lifecycle lifecycle) {
        return new Row(Schema.ORDERS)
                .set("run", ref.run())
                .set("order_id", ref.id())
                .set("origin", origin)
                .set("contingency", "NONE")
                .set("handling", "SINGLE")
                .set("post_only", false)
                .set("reduce_only", false)
                .set("extended_hours", false)
                .set("tag", "")
                .set("decision_id", "")
                .set("lifecycle", lifecycle)
                .set("filled_quantity", BigDecimal.ZERO)
                .set("pending", PendingAction.NONE)
                .set("submit_certainty", Certainty.CONFIRMED)
                .set("pending_certainty", Certainty.CONFIRMED)
                .set("filled_value", BigDecimal.ZERO)
                .set("price_scale", Instruments.UNKNOWN_PRICE_SCALE)
                .set("held", false)
                .set("recalled", false)
                .set("filled_before", BigDecimal.ZERO)
                .set("filled_elsewhere", BigDecimal.ZERO)
                .set("venue_text", "");
    }

    Row row() {
        return row;
    }

    OrderRef ref() {
        return new OrderRef(row.whole("run"), row.whole("order_id"));
    }

    List<OrderLine> legs() {
        return legs;
    }

    Lifecycle lifecycle() {
        return row.word("lifecycle", Lifecycle.class);
    }

    boolean isClosed() {
        return lifecycle().isEnd();
    }

    PendingAction pending() {
        return row.word("pending", PendingAction.class);
    }

    BigDecimal filled() {
        return row.amount("filled_quantity");
    }

    /** Whether it is not known that the venue has it, or has not. */
    boolean isUnknown() {
        return row.word("submit_certainty", Certainty.class) == Certainty.UNKNOWN;
    }

    boolean isPendingUnknown() {
        return row.word("pending_certainty", Certainty.class) == Certainty.UNKNOWN;
    }

    OrderStatus status() {
        return OrderStatus.of(
                lifecycle(),
                filled().signum() > 0,
                pending(),
                row.word("submit_certainty", Certainty.class),
                row.word("pending_certainty", Certainty.class));
    }

    void moveTo(Lifecycle next) {
        row.set("lifecycle", next);
        if (next != Lifecycle.PENDING_NEW) {
            row.set("submit_certainty", Certainty.CONFIRMED);
        }
        if (next.isEnd()) {
            setPending(PendingAction.NONE);
            awaitNoEnd();
        }
    }

    /** It leaves for the venue as a request of its own, for what has not filled. */
    void leave(String clientOrderId, BigDecimal quantity) {
        sentAnew();
        awaitNoEnd();
        row.set("held", false)
                .set("recalled", false)
                .set("client_order_id", clientOrderId)
                .set("venue_order_id", (String) null)
                .set("quantity", filled().add(quantity))
                .set("filled_before", filled());
    }

    /** It is sent, or sent again: an answer is on its way. */
    private void sentAnew() {
        row.set("lifecycle", Lifecycle.PENDING_NEW).set("submit_certainty", Certainty.CONFIRMED);
        setPending(PendingAction.NONE);
    }

    /** It waits here again. */
    void hold() {
        row.set("held", true)
                .set("recalled", false)
                .set("venue_order_id", (String) null)
                .set("lifecycle", Lifecycle.SUSPENDED)
                .set("submit_certainty", Certainty.CONFIRMED);
        setPending(PendingAction.NONE);
    }

    /** It ends without the venue. */
    void endHere(String reason) {
        row.set("held", false).set("venue_text", reason);
        moveTo(Lifecycle.CANCELLED);
    }

    boolean isHeld() {
        return row.flag("held");
    }

    boolean isRecalled() {
        return row.flag("recalled");
    }

    boolean isExternal() {
        return row.words("origin").equals(EXTERNAL);
    }

    /** A leg of a group that the session looks after. */
    boolean isEmulatedLeg() {
        return row.has("parent_order_id") && row.words("handling").equals("EMULATED");
    }

    /** It has ended, once so much of it as sent is told. */
    void awaitEnd(Lifecycle end, BigDecimal filledOfSent, long atNanos, String reason) {
        row.set("awaited_end", end)
                .set("awaited_filled", filledOfSent)
                .setNumber("awaited_nanos", atNanos)
                .set("awaited_reason", reason);
    }

    void awaitNoEnd() {
        row.set("awaited_end", (String) null)
                .set("awaited_filled", (BigDecimal) null)
                .setNumber("awaited_nanos", null)
                .set("awaited_reason", (String) null);
    }

    /** Whether everything that the venue says has filled of it as sent has been told, priced or not. */
    boolean hasFilledOfSent(BigDecimal total) {
        BigDecimal told = filled().subtract(row.amount("filled_before")).add(row.amount("filled_elsewhere"));
        for (Row fill : fills) {
            told = fill.words("state").equals(UNPRICED) ? told.add(fill.amount("quantity")) : told;
        }
        return told.compareTo(total) >= 0;
    }

    void setPending(PendingAction action) {
        row.set("pending", action).set("pending_certainty", Certainty.CONFIRMED);
    }

    boolean hasPendingChange() {
        return row.has("pending_client_order_id");
    }

    void expectChange(
            String clientOrderId,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal limitPrice,
            @Nullable BigDecimal triggerPrice) {
        setPending(PendingAction.REPLACE);
        row.set("pending_client_order_id", clientOrderId)
                .set("pending_quantity", quantity)
                .set("pending_limit_price", limitPrice)
                .set("pending_trigger_price", triggerPrice);
    }

    void clearPending() {
        setPending(PendingAction.NONE);
        row.set("pending_client_order_id", (String) null)
                .set("pending_quantity", (BigDecimal) null)
                .set("pending_limit_price", (BigDecimal) null)
                .set("pending_trigger_price", (BigDecimal) null);
    }

    /** A cancel came to nothing: a change that was on its way before it still is. */
    void cancelRefused() {
        if (hasPendingChange()) {
            setPending(PendingAction.REPLACE);
        } else {
            clearPending();
        }
    }

    /** A change came to nothing; a cancel that was asked for meanwhile is still on its way. */
    void changeRefused() {
        PendingAction before = pending();
        Certainty certainty = row.word("pending_certainty", Certainty.class);
        clearPending();
        if (before == PendingAction.CANCEL) {
            row.set("pending", before).set("pending_certainty", certainty);
        }
    }

    /** The venue made the change. */
    void changed(String clientOrderId, long atNanos) {
        boolean cancelling = pending() == PendingAction.CANCEL;
        revise(
                row.decimal("pending_quantity"),
                row.decimal("pending_limit_price"),
                row.decimal("pending_trigger_price"));
        row.set("client_order_id", clientOrderId).setNumber("replaced_nanos", atNanos);
        clearPending();
        if (cancelling && !isClosed()) {
            setPending(PendingAction.CANCEL);
        }
    }

    /** What waits here is asked for otherwise. */
    void revise(@Nullable BigDecimal quantity, @Nullable BigDecimal limitPrice, @Nullable BigDecimal triggerPrice) {
        put("quantity", quantity);
        put("limit_price", limitPrice);
        put("trigger_price", triggerPrice);
    }

    private void put(String into, @Nullable BigDecimal wanted) {
        if (wanted != null) {
            row.set(into, wanted);
        }
    }

    /** The outcome of its submit is not known; whether that can be. */
    boolean submitUnknown() {
        boolean waits = lifecycle() == Lifecycle.PENDING_NEW && !isHeld();
        if (waits) {
            row.set("submit_certainty", Certainty.UNKNOWN);
        }
        return waits;
    }

    void pendingUnknown() {
        if (pending() != PendingAction.NONE) {
            row.set("pending_certainty", Certainty.UNKNOWN);
        }
    }

    /** Whether nothing is left to fill, of the larger of both versions while a change is on its way. */
    boolean isComplete() {
        BigDecimal total = row.decimal("quantity");
        if (total == null) {
            return false;
        }
        BigDecimal wanted = row.decimal("pending_quantity");
        return filled().add(row.amount("filled_elsewhere")).compareTo(wanted == null ? total : total.max(wanted)) >= 0;
    }

    // ---- fills

    List<Row> fills() {
        return fills;
    }

    /** The fill of an execution that is in a state, if there is one. */
    @Nullable
    Row fill(String executionId, String state) {
        for (Row fill : fills) {
            if (fill.words("execution_id").equals(executionId)
                    && fill.words("state").equals(state)) {
                return fill;
            }
        }
        return null;
    }

    /** Whether an execution is booked, or was and must not be again. */
    boolean hasFill(String executionId) {
        return fill(executionId, BOOKED) != null || isBuried(executionId);
    }

    boolean isBuried(String executionId) {
        return fill(executionId, REVERSED) != null;
    }

    /** A new row for an execution. */
    Row newFill(String executionId, String state) {
        long revision = 1;
        for (Row fill : fills) {
            revision += fill.words("execution_id").equals(executionId) ? 1 : 0;
        }
        Row fill = new Row(Schema.FILLS)
                .set("run", row.whole("run"))
                .set("order_id", row.whole("order_id"))
                .set("execution_id", executionId)
                .set("revision", revision)
                .set("state", state);
        fills.add(fill);
        return fill;
    }

    /** Counts a fill in, or out again where {@code sign} is -1. */
    void count(Row fill, int sign) {
        BigDecimal quantity = fill.amount("quantity").multiply(BigDecimal.valueOf(sign));
        BigDecimal units = filled().add(quantity);
        BigDecimal value = row.amount("filled_value").add(fill.amount("price").multiply(quantity));
        row.set("filled_quantity", units).set("filled_value", value);
        row.set(
                "average_price",
                units.signum() == 0
                        ? null
                        : value.divide(units, (int) row.whole("price_scale"), RoundingMode.HALF_EVEN));
    }
}
