package io.fairlead.core.sim;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.VenueOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One order at the venue: what is left of it, where its prices lie and what it waits for, in longs at its book's scales. On the
 * venue's thread.
 */
final class SimOrder {
    /** The quantity of an order whose size something else decides: its notional, or the fills of its entry. */
    static final long OPEN_ENDED = Long.MAX_VALUE;

    /** The end of an order that time does not end. */
    static final long NEVER = Long.MAX_VALUE;

    private final OrderKey key;
    private final Book book;
    private final Side side;
    private final int sign;
    private final long createdNanos;
    private final long arrivalNanos;
    private OrderRequest request;
    private Lifecycle lifecycle = Lifecycle.NEW;
    private Role role;
    private long quantity;
    private long filled;
    private long limit;
    private long trigger;
    private long expiryNanos = NEVER;
    private long auctionNanos;
    private boolean rested;
    private @Nullable Trailing trailing;
    private @Nullable OrderLinks links;
    private @Nullable Fill firstFill;
    private @Nullable List<Fill> moreFills;
    private long reachBar;
    private long reachHigh;
    private long reachLow;
    private boolean fresh;
    private long freshPrice;

    SimOrder(OrderKey key, Book book, OrderRequest request, long createdNanos, long arrivalNanos) {
        this.key = key;
        this.book = book;
        this.request = request;
        this.side = request.side();
        this.sign = side.sign();
        this.createdNanos = createdNanos;
        this.arrivalNanos = arrivalNanos;
        this.role = Role.of(request.type());
        takePrices();
        quantity =
                request.quantity().isPresent() ? request.quantity().get().toScaled(book.quantityScale()) : OPEN_ENDED;
    }

    private void takePrices() {
        limit = scaled(request.limitPrice());
        trigger = trailing == null ? scaled(request.triggerPrice()) : trailing.stop();
    }

    private long scaled(Optional<Price> price) {
        return price.isPresent() ? price.get().toScaled(book.priceScale()) : 0;
    }

    // --- What it is -----------------------------------------------------------------------------------------------

    OrderKey key() {
        return key;
    }

    Book book() {
        return book;
    }

    OrderRequest request() {
        return request;
    }

    Side side() {
        return side;
    }

    /** +1 for a purchase, -1 for a sale. */
    int sign() {
        return sign;
    }

    Role role() {
        return role;
    }

    long limit() {
        return limit;
    }

    long trigger() {
        return trigger;
    }

    /** From when on it is in the book, in epoch nanoseconds. */
    long arrivalNanos() {
        return arrivalNanos;
    }

    boolean isImmediate() {
        return request.timeInForce() == TimeInForce.IOC || request.timeInForce() == TimeInForce.FOK;
    }

    @Nullable
    Trailing trailing() {
        return trailing;
    }

    void trail(Trailing distance) {
        trailing = distance;
    }

    @Nullable
    OrderLinks links() {
        return links;
    }

    void link(OrderLinks group) {
        links = group;
    }

    // --- Its life -------------------------------------------------------------------------------------------------

    Lifecycle lifecycle() {
        return lifecycle;
    }

    /** Whether it is in the book and may fill: neither waiting for its entry nor ended. */
    boolean isActive() {
        return lifecycle == Lifecycle.NEW || lifecycle == Lifecycle.TRIGGERED;
    }

    boolean isWaiting() {
        return lifecycle == Lifecycle.SUSPENDED;
    }

    boolean isEnded() {
        return lifecycle.isEnd();
    }

    void suspend() {
        lifecycle = Lifecycle.SUSPENDED;
    }

    /** Puts a waiting leg into the book at a price that has just traded. */
    void activate(long price) {
        lifecycle = Lifecycle.NEW;
        fresh = true;
        freshPrice = price;
        startTrailing(price);
    }

    /** Gives a trailing stop the price that it starts from. */
    void startTrailing(long price) {
        if (trailing != null) {
            trailing.startAt(price);
            trigger = trailing.stop();
        }
    }

    /** Whether it came into the book within the running datum and has not yet met the price that brought it in. */
    boolean takeFresh() {
        boolean was = fresh;
        fresh = false;
        return was;
    }

    long freshPrice() {
        return freshPrice;
    }

    void triggered() {
        lifecycle = Lifecycle.TRIGGERED;
        role = request.type().hasLimitPrice() ? Role.LIMIT : Role.MARKET;
    }

    void end(Lifecycle how) {
        lifecycle = how;
    }

    /** Whether a price has passed it by: from then on it makes liquidity. */
    boolean hasRested() {
        return rested;
    }

    void rest() {
        rested = true;
    }

    /** Units × 10^quantityScale that a change would lead to: what the group has taken from the order stays taken. */
    long quantityAfter(OrderRequest changed) {
        if (quantity == OPEN_ENDED || changed.quantity().isEmpty()) {
            return quantity;
        }
        return quantity + units(changed) - units(request);
    }

    private long units(OrderRequest of) {
        return of.quantity().isPresent() ? of.quantity().get().toScaled(book.quantityScale()) : OPEN_ENDED;
    }

    void replace(OrderRequest changed) {
        quantity = quantityAfter(changed);
        request = changed;
        takePrices();
        rested = false;
    }

    // --- Its time -------------------------------------------------------------------------------------------------

    long expiryNanos() {
        return expiryNanos;
    }

    void expireAt(long nanos) {
        expiryNanos = nanos;
    }

    /** The auction that it is for, in epoch nanoseconds; of on-open and on-close orders. */
    long auctionNanos() {
        return auctionNanos;
    }

    void auctionAt(long nanos) {
        auctionNanos = nanos;
    }

    // --- Its prices -----------------------------------------------------------------------------------------------

    /** Whether a price is at the limit or better. */
    boolean isWithinLimit(long price) {
        return sign > 0 ? price <= limit : price >= limit;
    }

    /** Whether a price is at the trigger of a stop, or beyond it. */
    boolean stopsAt(long price) {
        return sign > 0 ? price >= trigger : price <= trigger;
    }

    /** Whether a price is at the trigger of an if-touched order, or better. */
    boolean isTouchedBy(long price) {
        return sign > 0 ? price <= trigger : price >= trigger;
    }

    /** Lets a trailing stop follow a price. */
    void follow(long price) {
        if (trailing != null && trailing.follow(price)) {
            trigger = trailing.stop();
        }
    }

    /** Lets a trailing stop follow a price; whether the price is then at the stop or beyond it. */
    boolean stopsAfterFollowing(long price) {
        follow(price);
        return stopsAt(price);
    }

    /** Limits, for one bar, what this order is sure to have seen after it came in or was triggered. */
    void confine(long bar, long high, long low) {
        reachBar = bar;
        reachHigh = high;
        reachLow = low;
    }

    /** The most favourable price that the bar is sure to have shown to this order: a purchase looks down, a sale up. */
    long bestOf(BarRange bar) {
        boolean confined = reachBar == bar.number();
        if (sign > 0) {
            return confined ? reachLow : bar.low();
        }
        return confined ? reachHigh : bar.high();
    }

    // --- Its quantity ---------------------------------------------------------------------------------------------

    /** Units × 10^quantityScale; {@link #OPEN_ENDED} while something else decides. */
    long quantity() {
        return quantity;
    }

    void resize(long units) {
        quantity = units;
    }

    long filled() {
        return filled;
    }

    /** Units × 10^quantityScale that may fill now. */
    long remaining() {
        long own = quantity - filled;
        return links == null ? own : Math.min(own, links.allowance(this));
    }

    /** Fixes the units of an order by notional at the price that it first meets: whole lots, none at a price of zero or less. */
    void sizeAt(long price) {
        Optional<Money> notional = request.notional();
        if (quantity != OPEN_ENDED || notional.isEmpty() || (links != null && links.isExit(this))) {
            return;
        }
        if (price <= 0) {
            quantity = 0;
            return;
        }
        BigDecimal perUnit = Price.ofScaled(price, book.priceScale())
                .value()
                .multiply(book.instrument().multiplier().value());
        BigDecimal units = notional.get().value().divide(perUnit, book.quantityScale(), RoundingMode.DOWN);
        quantity = book.instrument().roundDownToLot(Quantity.of(units)).toScaled(book.quantityScale());
    }

    boolean isFull() {
        return filled == quantity;
    }

    /** Whether its group has taken units from it that it was asked for. */
    boolean isShrunk() {
        return request.quantity().isPresent() && quantity < units(request);
    }

    void add(Fill fill, long units) {
        filled += units;
        if (firstFill == null) {
            firstFill = fill;
        } else {
            moreFills = moreFills == null ? new ArrayList<>() : moreFills;
            moreFills.add(fill);
        }
    }

    /** Its fills so far, oldest first. */
    List<Fill> fills() {
        List<Fill> all = new ArrayList<>();
        if (firstFill != null) {
            all.add(firstFill);
        }
        if (moreFills != null) {
            all.addAll(moreFills);
        }
        return all;
    }

    Quantity filledQuantity() {
        return Quantity.ofScaled(filled, book.quantityScale());
    }

    /** Follows its book to finer scales. */
    void rescale(long priceFactor, long quantityFactor) {
        limit = Math.multiplyExact(limit, priceFactor);
        trigger = Math.multiplyExact(trigger, priceFactor);
        filled = Math.multiplyExact(filled, quantityFactor);
        if (quantity != OPEN_ENDED) {
            quantity = Math.multiplyExact(quantity, quantityFactor);
        }
        if (trailing != null) {
            trailing.rescale(priceFactor);
        }
    }

    /** The order as the venue shows it. */
    VenueOrder view() {
        boolean openEnded = request.quantity().isEmpty() || quantity == OPEN_ENDED;
        return new VenueOrder(
                key,
                request.instrument(),
                side,
                openEnded ? Optional.empty() : Optional.of(Quantity.ofScaled(quantity, book.quantityScale())),
                filledQuantity(),
                request.type(),
                request.limitPrice(),
                trailing == null ? request.triggerPrice() : Optional.of(Price.ofScaled(trigger, book.priceScale())),
                request.timeInForce(),
                lifecycle,
                createdNanos);
    }

    @Override
    public String toString() {
        return key + " " + request + " " + lifecycle;
    }
}
