package io.fairlead.fakes.book;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order on a {@link MatchingBook}, or on its way there or from there. Its state is changed by the book alone, under
 * whatever lock guards the book.
 */
public final class BookOrder {
    /** Owner of the liquidity that a test places; never subject to self-trade rules. */
    public static final String HOUSE = "";

    private final long id;
    private final String owner;
    private final Side side;
    private final @Nullable BigDecimal price;
    private final @Nullable BigDecimal quoteQuantity;
    private final BigDecimal step;
    private final Life life;
    private final boolean postOnly;
    private final SelfTrade selfTrade;
    private final @Nullable Trigger trigger;
    private final @Nullable BigDecimal display;

    private BigDecimal quantity;
    private BigDecimal filled = BigDecimal.ZERO;
    private BigDecimal filledQuote = BigDecimal.ZERO;
    private BigDecimal prevented = BigDecimal.ZERO;
    private boolean triggered;
    private boolean resting;
    private boolean ended;
    private @Nullable BigDecimal best;

    private BookOrder(Builder builder) {
        this.id = builder.id;
        this.owner = builder.owner;
        this.side = builder.side;
        this.price = builder.price;
        this.quantity = builder.quantity;
        this.quoteQuantity = builder.quoteQuantity;
        this.step = builder.step;
        this.life = builder.life;
        this.postOnly = builder.postOnly;
        this.selfTrade = builder.selfTrade;
        this.trigger = builder.trigger;
        this.display = builder.display;
        this.triggered = builder.trigger == null;
    }

    /** An order of this owner, on this side; market until it is given a price. */
    public static Builder of(long id, String owner, Side side) {
        return new Builder(id, owner, side);
    }

    /** The venue's number for it. */
    public long id() {
        return id;
    }

    /** Whose it is; {@link #HOUSE} for liquidity that a test placed. */
    public String owner() {
        return owner;
    }

    /** Its side. */
    public Side side() {
        return side;
    }

    /** Its limit; empty for a market order. */
    public Optional<BigDecimal> price() {
        return Optional.ofNullable(price);
    }

    /** Its quantity; for a market order by value what has been traded so far. */
    public BigDecimal quantity() {
        return quoteQuantity == null ? quantity : filled;
    }

    /** What has been traded. */
    public BigDecimal filled() {
        return filled;
    }

    /** The value of what has been traded: the sum of price times quantity. */
    public BigDecimal filledQuote() {
        return filledQuote;
    }

    /** What was taken away by a self-trade rule. */
    public BigDecimal prevented() {
        return prevented;
    }

    /** What is still to be traded; for a market order by value zero. */
    public BigDecimal remaining() {
        return quoteQuantity == null ? quantity.subtract(filled).subtract(prevented) : BigDecimal.ZERO;
    }

    /** What the book shows of it. */
    public BigDecimal shown() {
        return display == null ? remaining() : display.min(remaining());
    }

    /** What becomes of the rest. */
    public Life life() {
        return life;
    }

    /** Whether it waits on the book for a counterpart. */
    public boolean isResting() {
        return resting;
    }

    /** Whether its trigger has been met; true for an order without one. */
    public boolean isTriggered() {
        return triggered;
    }

    /** Whether it is filled or has ended otherwise. */
    public boolean isDone() {
        return ended;
    }

    /** The price at which it triggers: fixed, or as far as it has trailed; empty when it does not follow yet. */
    public Optional<BigDecimal> stopPrice() {
        if (trigger instanceof Trigger.At at) {
            return Optional.of(at.price());
        }
        return trigger instanceof Trigger.Trailing trailing && best != null
                ? Optional.of(trailingStop(trailing, best))
                : Optional.empty();
    }

    /** The best price since it began to follow; empty for other orders and before. */
    public Optional<BigDecimal> best() {
        return Optional.ofNullable(best);
    }

    boolean isPostOnly() {
        return postOnly;
    }

    SelfTrade selfTrade() {
        return selfTrade;
    }

    boolean wantsMore() {
        return !ended
                && (quoteQuantity != null
                        ? quoteLeft().signum() > 0
                        : remaining().signum() > 0);
    }

    /** How much this order can take at that price. */
    BigDecimal wantedAt(BigDecimal at) {
        if (quoteQuantity == null) {
            return remaining();
        }
        return quoteLeft().divideToIntegralValue(at.multiply(step)).multiply(step);
    }

    private BigDecimal quoteLeft() {
        return quoteQuantity == null ? BigDecimal.ZERO : quoteQuantity.subtract(filledQuote);
    }

    boolean crosses(BigDecimal opposite) {
        if (price == null) {
            return true;
        }
        return side == Side.BUY ? opposite.compareTo(price) <= 0 : opposite.compareTo(price) >= 0;
    }

    void fill(BigDecimal at, BigDecimal traded) {
        filled = filled.add(traded);
        filledQuote = filledQuote.add(at.multiply(traded));
    }

    void prevent(BigDecimal lost) {
        prevented = prevented.add(lost);
    }

    void reduceTo(BigDecimal less) {
        quantity = less;
    }

    void markResting(boolean now) {
        resting = now;
    }

    void markDone() {
        resting = false;
        ended = true;
    }

    void markTriggered() {
        triggered = true;
    }

    /** Tells a waiting order the last price; true when that sets it off. */
    boolean triggersAt(BigDecimal last) {
        if (trigger instanceof Trigger.At at) {
            return at.direction().reached(last, at.price());
        }
        if (trigger instanceof Trigger.Trailing trailing) {
            return trail(trailing, last);
        }
        return false;
    }

    private boolean trail(Trigger.Trailing trailing, BigDecimal last) {
        BigDecimal before = best;
        if (before == null) {
            Trigger.At activation = trailing.activation();
            if (activation == null || activation.direction().reached(last, activation.price())) {
                best = last;
            }
            return false;
        }
        BigDecimal now = side == Side.SELL ? before.max(last) : before.min(last);
        best = now;
        BigDecimal stop = trailingStop(trailing, now);
        return side == Side.SELL ? last.compareTo(stop) <= 0 : last.compareTo(stop) >= 0;
    }

    private BigDecimal trailingStop(Trigger.Trailing trailing, BigDecimal from) {
        BigDecimal distance = trailing.distance().from(from);
        return side == Side.SELL ? from.subtract(distance) : from.add(distance);
    }

    @Override
    public String toString() {
        return side + " " + quantity.toPlainString() + (price == null ? " market" : " @ " + price.toPlainString());
    }

    /** Puts an order together. */
    public static final class Builder {
        private final long id;
        private final String owner;
        private final Side side;
        private @Nullable BigDecimal price;
        private BigDecimal quantity = BigDecimal.ZERO;
        private @Nullable BigDecimal quoteQuantity;
        private BigDecimal step = BigDecimal.ONE;
        private Life life = Life.RESTS;
        private boolean postOnly;
        private SelfTrade selfTrade = SelfTrade.ALLOW;
        private @Nullable Trigger trigger;
        private @Nullable BigDecimal display;

        private Builder(long id, String owner, Side side) {
            this.id = id;
            this.owner = owner;
            this.side = side;
        }

        /** How much. */
        public Builder quantity(BigDecimal amount) {
            this.quantity = amount;
            return this;
        }

        /** How much in money, for a market order: as many whole steps as that pays for. */
        public Builder value(BigDecimal amount, BigDecimal lotStep) {
            this.quoteQuantity = amount;
            this.step = lotStep;
            return this;
        }

        /** At this price or better. */
        public Builder limit(BigDecimal limit) {
            this.price = limit;
            return this;
        }

        /** What becomes of the rest; it rests unless said otherwise. */
        public Builder life(Life lifeOfRest) {
            this.life = lifeOfRest;
            return this;
        }

        /** Never takes. */
        public Builder postOnly() {
            this.postOnly = true;
            return this;
        }

        /** What to do on meeting an order of the same owner; they trade unless said otherwise. */
        public Builder selfTrade(SelfTrade rule) {
            this.selfTrade = rule;
            return this;
        }

        /** Waits for this first. */
        public Builder trigger(Trigger condition) {
            this.trigger = condition;
            return this;
        }

        /** How much of it the book shows at a time. */
        public Builder display(BigDecimal shown) {
            this.display = shown;
            return this;
        }

        /** The order. */
        public BookOrder build() {
            if (quantity.signum() <= 0 && quoteQuantity == null) {
                throw new IllegalArgumentException("quantity must be positive, was " + quantity.toPlainString());
            }
            return new BookOrder(this);
        }
    }
}
