package io.fairlead.api.order;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to change in a working order. What is not named stays as it is. Immutable; any thread.
 */
public final class OrderChange {
    private final @Nullable Quantity quantity;
    private final @Nullable Price limitPrice;
    private final @Nullable Price triggerPrice;

    private OrderChange(@Nullable Quantity quantity, @Nullable Price limitPrice, @Nullable Price triggerPrice) {
        this.quantity = quantity;
        this.limitPrice = limitPrice;
        this.triggerPrice = triggerPrice;
    }

    /** A new total quantity, what is already filled included. */
    public static OrderChange toQuantity(Quantity total) {
        return new OrderChange(Objects.requireNonNull(total, "total"), null, null);
    }

    /** A new limit price. */
    public static OrderChange toLimit(Price price) {
        return new OrderChange(null, Objects.requireNonNull(price, "price"), null);
    }

    /** A new trigger price. */
    public static OrderChange toTrigger(Price price) {
        return new OrderChange(null, null, Objects.requireNonNull(price, "price"));
    }

    /** And a new total quantity. */
    public OrderChange andQuantity(Quantity total) {
        return new OrderChange(Objects.requireNonNull(total, "total"), limitPrice, triggerPrice);
    }

    /** And a new limit price. */
    public OrderChange andLimit(Price price) {
        return new OrderChange(quantity, Objects.requireNonNull(price, "price"), triggerPrice);
    }

    /** The new total quantity, what is already filled included. */
    public Optional<Quantity> quantity() {
        return Optional.ofNullable(quantity);
    }

    /** The new limit price. */
    public Optional<Price> limitPrice() {
        return Optional.ofNullable(limitPrice);
    }

    /** The new trigger price. */
    public Optional<Price> triggerPrice() {
        return Optional.ofNullable(triggerPrice);
    }

    /**
     * The order as it will be: the same request with the change applied.
     *
     * @throws IllegalArgumentException if the order's type has no such price, or it is an order by notional
     */
    public OrderRequest applyTo(OrderRequest order) {
        if ((limitPrice != null && !order.type().hasLimitPrice())
                || (triggerPrice != null && !order.type().hasTriggerPrice())
                || (quantity != null && order.quantity().isEmpty())) {
            throw new IllegalArgumentException("cannot change " + this + " of " + order);
        }
        OrderRequest.Builder changed = order.toBuilder();
        if (quantity != null) {
            changed.quantity(quantity);
        }
        Price limit = limitPrice != null ? limitPrice : order.limitPrice().orElse(null);
        Price trigger =
                triggerPrice != null ? triggerPrice : order.triggerPrice().orElse(null);
        return changed.reprice(limit, trigger).build();
    }

    @Override
    public String toString() {
        return "quantity " + quantity + ", limit " + limitPrice + ", trigger " + triggerPrice;
    }
}
