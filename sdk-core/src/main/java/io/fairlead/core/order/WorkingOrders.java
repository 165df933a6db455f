package io.fairlead.core.order;

import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What orders that have not ended may still do to positions, summed per instrument and side. An order whose outcome is unknown counts
 * like a working one. The exits of a bracket count once, for what its entry has filled; the orders of an OCO count once.
 */
final class WorkingOrders {
    private long[] buys = new long[8];
    private long[] sells = new long[8];
    private int[] orders = new int[8];
    private long[] lastPrices = new long[8];
    private long notionalE8;
    private int groups;

    /** Purchases that may still fill × 10^quantityScale. */
    long buysScaled(int index) {
        return index < buys.length ? buys[index] : 0;
    }

    /** Sales that may still fill × 10^quantityScale. */
    long sellsScaled(int index) {
        return index < sells.length ? sells[index] : 0;
    }

    /** The price × 10^priceScale that the last order of an instrument was reckoned at; 0 if there was none with one. */
    long lastPriceScaled(int index) {
        return index < lastPrices.length ? lastPrices[index] : 0;
    }

    /** Orders of an instrument that reserve something. */
    int reserving(int index) {
        return index < orders.length ? orders[index] : 0;
    }

    /** What working orders may still add to exposure. */
    long notionalE8() {
        return notionalE8;
    }

    /** How many orders are open, a group counting as one. */
    int groups() {
        return groups;
    }

    void opened() {
        groups++;
    }

    void closed() {
        groups--;
    }

    /** Takes in that an order, or one that it hangs together with, has changed. */
    void update(ManagedOrder order, BigDecimal rate) {
        ManagedOrder root = order.managedParent() == null ? order : order.managedParent();
        reserve(root, openOf(root), rate);
        List<ManagedOrder> legs = root.managedLegs();
        for (int i = 0; i < legs.size(); i++) {
            reserve(legs.get(i), openOf(legs.get(i)), rate);
        }
    }

    private static long openOf(ManagedOrder order) {
        if (order.isClosed()) {
            return order.openScaled();
        }
        ManagedOrder parent = order.managedParent();
        if (parent == null) {
            return order.openScaled();
        }
        return switch (parent.contingency()) {
            case BRACKET -> isLastOpen(order, parent) ? exitRest(parent) : 0;
            case OCO -> Math.max(0, order.openScaled() - parent.openScaled());
            case OTO, NONE -> order.openScaled();
        };
    }

    private static boolean isExit(ManagedOrder order) {
        ManagedOrder parent = order.managedParent();
        return parent != null && parent.contingency() == Contingency.BRACKET;
    }

    /** The order that fills instead of this one, if one of both does; null if there is none. */
    private static @Nullable ManagedOrder sister(ManagedOrder order) {
        ManagedOrder parent = order.managedParent();
        if (parent != null) {
            return parent.contingency() == Contingency.OCO ? parent : null;
        }
        return order.contingency() == Contingency.OCO ? order.managedLegs().get(0) : null;
    }

    /** What an order, and those that fill instead of it, have reserved together × 10^quantityScale: what a change gives back. */
    static long reservedScaled(ManagedOrder order) {
        ManagedOrder parent = order.managedParent();
        if (parent != null && isExit(order)) {
            long reserved = 0;
            for (ManagedOrder exit : parent.managedLegs()) {
                reserved += exit.reservedBuyScaled + exit.reservedSellScaled;
            }
            return reserved;
        }
        ManagedOrder sister = sister(order);
        return order.reservedBuyScaled
                + order.reservedSellScaled
                + (sister == null ? 0 : sister.reservedBuyScaled + sister.reservedSellScaled);
    }

    /** The same in working notional. */
    static long reservedNotionalE8(ManagedOrder order) {
        ManagedOrder sister = sister(order);
        return order.reservedNotionalE8 + (sister == null ? 0 : sister.reservedNotionalE8);
    }

    /** What an order, or the one that fills instead of it, may still fill once it is changed × 10^quantityScale. */
    static long openAfter(ManagedOrder order, OrderRequest changed) {
        ManagedOrder parent = order.managedParent();
        if (parent != null && isExit(order)) {
            return exitRest(parent);
        }
        long rest = changed.quantity().isPresent()
                ? order.restScaled(changed.quantity().get())
                : order.openScaled();
        ManagedOrder sister = sister(order);
        return sister == null ? rest : Math.max(rest, sister.openScaled());
    }

    private static boolean isLastOpen(ManagedOrder leg, ManagedOrder parent) {
        List<ManagedOrder> legs = parent.managedLegs();
        for (int i = legs.size() - 1; i >= 0; i--) {
            if (!legs.get(i).isClosed()) {
                return legs.get(i) == leg;
            }
        }
        return false;
    }

    /** What the exits of a bracket may still fill: what the entry filled less what exits filled. */
    private static long exitRest(ManagedOrder entry) {
        BigDecimal rest = entry.executed().value();
        for (ManagedOrder leg : entry.managedLegs()) {
            rest = rest.subtract(leg.filledQuantity().value());
        }
        return rest.signum() <= 0
                ? 0
                : rest.setScale(entry.instrument().quantityScale(), RoundingMode.UP)
                        .unscaledValue()
                        .longValueExact();
    }

    private void reserve(ManagedOrder order, long openScaled, BigDecimal rate) {
        int index = order.instrumentIndex();
        ensure(index);
        boolean buy = order.request().side() == Side.BUY;
        long reservedBefore = order.reservedBuyScaled + order.reservedSellScaled;
        long price = order.riskPrice();
        lastPrices[index] = price == 0 ? lastPrices[index] : price;
        if (reservedBefore == openScaled && price == order.reservedPriceScaled) {
            return;
        }
        orders[index] += (openScaled == 0 ? 0 : 1) - (reservedBefore == 0 ? 0 : 1);
        buys[index] += (buy ? openScaled : 0) - order.reservedBuyScaled;
        sells[index] += (buy ? 0 : openScaled) - order.reservedSellScaled;
        order.reservedBuyScaled = buy ? openScaled : 0;
        order.reservedSellScaled = buy ? 0 : openScaled;
        order.reservedPriceScaled = price;
        long notional = price == 0 || openScaled == 0
                ? 0
                : ExposureMath.notionalE8(
                        price,
                        order.instrument().priceScale(),
                        openScaled,
                        order.instrument().quantityScale(),
                        order.instrument().multiplier(),
                        rate);
        notionalE8 = ExposureMath.add(notionalE8, notional - order.reservedNotionalE8);
        order.reservedNotionalE8 = notional;
    }

    private void ensure(int index) {
        if (index >= buys.length) {
            int size = Math.max(index + 1, buys.length * 2);
            buys = Arrays.copyOf(buys, size);
            sells = Arrays.copyOf(sells, size);
            orders = Arrays.copyOf(orders, size);
            lastPrices = Arrays.copyOf(lastPrices, size);
        }
    }
}
