package io.fairlead.core.sim;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.Capabilities;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the venue checks before it takes an order; the answers are in the venue's own words. On the venue's thread. */
final class Admission {
    private final Capabilities capabilities;
    private final OrderIndex orders;
    private final VenueAccount account;
    private final boolean fundsChecked;

    Admission(SimConfig config, OrderIndex orders, VenueAccount account) {
        this.capabilities = SimCapabilities.of(config.shortSelling());
        this.orders = orders;
        this.account = account;
        this.fundsChecked = config.fundsChecked();
    }

    /** Why the venue does not take an order with its legs; null if it does. */
    @Nullable
    String refusal(ApprovedOrder order, @Nullable Book book, long nowNanos) {
        if (book == null) {
            return "unknown instrument " + order.request().instrument();
        }
        if (order.legs().isEmpty() != (order.contingency() == Contingency.NONE)) {
            return order.legs().size() + " legs do not make a group of kind " + order.contingency();
        }
        String refusal = order.legs().isEmpty() ? null : duplicate(order);
        if (refusal == null) {
            refusal = shape(order.request(), book, nowNanos);
        }
        if (refusal == null) {
            refusal = position(order.request(), book);
        }
        if (refusal == null && fundsChecked) {
            refusal = funds(order.request(), book);
        }
        List<ApprovedLeg> legs = order.legs();
        for (int i = 0; refusal == null && i < legs.size(); i++) {
            OrderRequest leg = legs.get(i).request();
            refusal = shape(leg, book, nowNanos);
            if (refusal == null && order.contingency() == Contingency.OCO) {
                refusal = position(leg, book);
            }
        }
        return refusal;
    }

    /** What the venue says of a client id that was used before. */
    static String duplicate(ClientOrderId id) {
        return "duplicate client order id " + id;
    }

    /** Looks at the ids of a whole group; a single order's is looked at when it is taken in. */
    private @Nullable String duplicate(ApprovedOrder group) {
        Set<ClientOrderId> seen = new HashSet<>(Set.of(group.clientOrderId()));
        for (ApprovedLeg leg : group.legs()) {
            if (orders.knows(leg.clientOrderId()) || !seen.add(leg.clientOrderId())) {
                return duplicate(leg.clientOrderId());
            }
        }
        return null;
    }

    private @Nullable String shape(OrderRequest order, Book book, long nowNanos) {
        if (!capabilities.supports(order.type(), order.timeInForce())) {
            return "unsupported order " + order.type() + " " + order.timeInForce();
        }
        if (order.quantity().isPresent() && !order.quantity().get().fitsScale(book.quantityScale())) {
            return "quantity " + order.quantity().get() + " is out of range";
        }
        if (order.limitPrice().isPresent() && !order.limitPrice().get().fitsScale(book.priceScale())) {
            return "limit price " + order.limitPrice().get() + " is out of range";
        }
        if (order.triggerPrice().isPresent() && !order.triggerPrice().get().fitsScale(book.priceScale())) {
            return "trigger price " + order.triggerPrice().get() + " is out of range";
        }
        if (order.expireAt().isPresent() && EpochNanos.of(order.expireAt().get()) <= nowNanos) {
            return "expires at " + order.expireAt().get() + ", which is past";
        }
        return null;
    }

    private @Nullable String position(OrderRequest order, Book book) {
        long position = book.position();
        if (order.reduceOnly() && position * order.side().sign() >= 0) {
            return "reduce-only, and there is nothing to reduce";
        }
        if (order.side() == Side.SELL && !book.isShortable() && order.quantity().isPresent()) {
            Quantity held = Quantity.ofScaled(Math.max(0, position), book.quantityScale());
            if (order.quantity().get().compareTo(held) > 0) {
                return "insufficient position: selling " + order.quantity().get() + ", held " + held;
            }
        }
        return null;
    }

    private @Nullable String funds(OrderRequest order, Book book) {
        if (order.side() == Side.SELL) {
            return null;
        }
        BigDecimal open = BigDecimal.ZERO;
        for (int i = 0; i < book.size(); i++) {
            SimOrder working = book.order(i);
            if (working.side() == Side.BUY && working.isActive()) {
                open = open.add(cost(working.request(), left(working), book));
            }
        }
        BigDecimal cost =
                cost(order, order.quantity().orElse(Quantity.ZERO), book).add(open);
        BigDecimal cash = account.cash(book.instrument().quoteCurrency());
        return cost.compareTo(cash) > 0
                ? "insufficient funds: " + cost.toPlainString() + " needed, " + cash.toPlainString() + " available"
                : null;
    }

    private static Quantity left(SimOrder order) {
        return order.quantity() == SimOrder.OPEN_ENDED
                ? Quantity.ZERO
                : Quantity.ofScaled(order.remaining(), order.book().quantityScale());
    }

    private static BigDecimal cost(OrderRequest order, Quantity quantity, Book book) {
        if (order.notional().isPresent()) {
            return order.notional().get().value();
        }
        Price price = order.limitPrice()
                .or(order::triggerPrice)
                .orElseGet(() -> book.hasPrice() ? Price.ofScaled(book.lastPrice(), book.priceScale()) : Price.of(0));
        return book.instrument().notional(price, quantity).value();
    }
}
