package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One order at the venue, and how it is shown. Guarded by the venue's lock. */
final class AlpacaOrder {
    private static final MathContext AVERAGE = MathContext.DECIMAL64;

    final UUID id;
    final String clientId;
    final AlpacaAsset asset;
    final AlpacaOrderForm form;
    final Instant submittedAt;
    final List<AlpacaOrder> legs = new ArrayList<>();

    @Nullable
    AlpacaOrder parent;

    AlpacaStatus status = AlpacaStatus.PENDING_NEW;

    @Nullable
    BigDecimal qty;

    @Nullable
    BigDecimal limit;

    @Nullable
    BigDecimal stop;

    @Nullable
    BigDecimal hwm;

    boolean triggered;
    boolean rested;
    BigDecimal filled = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    Instant updatedAt;

    @Nullable
    Instant expiresAt;

    @Nullable
    Instant endedAt;

    @Nullable
    UUID replaces;

    @Nullable
    UUID replacedBy;

    AlpacaExchange.@Nullable Execution lastExecution;

    AlpacaOrder(UUID id, String clientId, AlpacaAsset asset, AlpacaOrderForm form, Instant now) {
        this.id = id;
        this.clientId = clientId;
        this.asset = asset;
        this.form = form;
        qty = form.qty();
        limit = form.limit();
        stop = form.stop();
        submittedAt = now;
        updatedAt = now;
    }

    boolean isBuy() {
        return form.isBuy();
    }

    /** Whether the venue still looks after it. */
    boolean isOpen() {
        return !status.isTerminal();
    }

    /** Whether it could be filled now: working, and no leg that waits. */
    boolean isWorking() {
        return status == AlpacaStatus.NEW || status == AlpacaStatus.PARTIALLY_FILLED;
    }

    /** Bracket, OCO and trailing-stop orders are exempt from the wash-trade rule. */
    boolean isExemptFromWashTrades() {
        return form.type().equals("trailing_stop")
                || form.orderClass().equals("bracket")
                || form.orderClass().equals("oco");
    }

    /** Whether it waits for a price: it has a stop that was not reached. */
    boolean waitsForStop() {
        return !triggered
                && switch (form.type()) {
                    case "stop", "stop_limit", "trailing_stop" -> true;
                    default -> false;
                };
    }

    /** Units still to be filled at a price; whole steps of the asset for an order by notional. */
    BigDecimal remaining(BigDecimal price) {
        if (qty != null) {
            return qty.subtract(filled);
        }
        BigDecimal left = form.notionalOrZero().subtract(cost);
        BigDecimal step = asset.tradeIncrement();
        return left.divideToIntegralValue(price.multiply(step)).multiply(step);
    }

    /** The other end of an OCO or a bracket, while both are there; empty for everything else. */
    List<AlpacaOrder> siblings() {
        AlpacaOrder head = parent == null ? this : parent;
        boolean oco = head.form.orderClass().equals("oco");
        if (head == this && !oco) {
            return List.of();
        }
        List<AlpacaOrder> all = new ArrayList<>(head.legs);
        if (oco) {
            all.add(head);
        }
        all.remove(this);
        return all;
    }

    /** Every order of its group, itself first. */
    List<AlpacaOrder> group() {
        AlpacaOrder head = parent == null ? this : parent;
        List<AlpacaOrder> all = new ArrayList<>();
        all.add(head);
        all.addAll(head.legs);
        all.remove(this);
        all.add(0, this);
        return all;
    }

    void move(AlpacaStatus to, Instant now) {
        status = to;
        updatedAt = now;
        if (to.isTerminal()) {
            endedAt = now;
        }
    }

    /** The order as REST and stream show it. */
    ObjectNode toJson(AlpacaJson style, boolean nested) {
        ObjectNode node = AlpacaJson.object().put("id", id.toString()).put("client_order_id", clientId);
        node.put("created_at", style.time(submittedAt));
        node.put("updated_at", style.time(updatedAt));
        node.put("submitted_at", style.time(submittedAt));
        style.put(node, "filled_at", endedAs(AlpacaStatus.FILLED));
        style.put(node, "expired_at", endedAs(AlpacaStatus.EXPIRED));
        style.put(node, "canceled_at", endedAs(AlpacaStatus.CANCELED));
        style.put(node, "failed_at", endedAs(AlpacaStatus.REJECTED));
        style.put(node, "replaced_at", endedAs(AlpacaStatus.REPLACED));
        style.put(node, "replaced_by", replacedBy == null ? null : replacedBy.toString());
        style.put(node, "replaces", replaces == null ? null : replaces.toString());
        style.put(node, "expires_at", expiresAt);
        node.put("asset_id", asset.id()).put("symbol", asset.symbol()).put("asset_class", asset.assetClass());
        style.put(node, "notional", form.notional());
        style.put(node, "qty", qty);
        node.put("filled_qty", AlpacaJson.plain(filled));
        style.put(node, "filled_avg_price", filled.signum() == 0 ? null : cost.divide(filled, AVERAGE));
        node.put("order_class", form.orderClass())
                .put("order_type", form.type())
                .put("type", form.type())
                .put("side", form.side())
                .put("time_in_force", form.timeInForce());
        style.put(node, "limit_price", limit);
        style.put(node, "stop_price", stop);
        node.put("status", status.wire()).put("extended_hours", form.extendedHours());
        putLegs(node, style, nested);
        style.put(node, "trail_percent", form.trailPercent());
        style.put(node, "trail_price", form.trailPrice());
        style.put(node, "hwm", hwm);
        style.put(node, "position_intent", form.positionIntent());
        style.put(node, "ratio_qty", (String) null);
        style.put(node, "subtag", (String) null);
        style.put(node, "source", (String) null);
        return node;
    }

    private void putLegs(ObjectNode node, AlpacaJson style, boolean nested) {
        if (nested && !legs.isEmpty()) {
            ArrayNode array = node.putArray("legs");
            legs.forEach(leg -> array.add(leg.toJson(style, false)));
        } else {
            style.put(node, "legs", (String) null);
        }
    }

    private @Nullable Instant endedAs(AlpacaStatus how) {
        return status == how ? endedAt : null;
    }
}
