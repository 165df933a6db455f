package io.fairlead.api.order;

import io.fairlead.api.AccountId;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy asks for. Built once and checked in {@link Builder#build()}: the parts fit together. Whether the venue has such
 * an order, and whether it lies on the instrument's grid, is the gate's to say. Immutable; any thread.
 *
 * <pre>{@code
 * OrderRequest.buy(AAPL).quantity(100).limit(Price.of("187.50")).timeInForce(TimeInForce.GTC).build()
 * }</pre>
 */
public final class OrderRequest {
    private final InstrumentId instrument;
    private final Side side;
    /** Kept as it is asked for: on its way an order is looked at by many. */
    private final Optional<Quantity> quantity;

    private final @Nullable Money notional;
    private final OrderType type;
    private final @Nullable Price limitPrice;
    private final @Nullable Price triggerPrice;
    private final @Nullable Trail trail;
    private final TimeInForce timeInForce;
    private final @Nullable Instant expireAt;
    private final boolean postOnly;
    private final boolean reduceOnly;
    private final boolean extendedHours;
    private final @Nullable Quantity displayQuantity;
    private final @Nullable AccountId account;
    private final @Nullable ClientOrderId clientOrderId;
    private final @Nullable Bracket bracket;
    private final String tag;
    private final String decisionId;

    private OrderRequest(Builder from) {
        instrument = from.instrument;
        side = from.side;
        quantity = Optional.ofNullable(from.quantity);
        notional = from.notional;
        type = from.type;
        limitPrice = from.limitPrice;
        triggerPrice = from.triggerPrice;
        trail = from.trail;
        timeInForce = from.timeInForce;
        expireAt = from.expireAt;
        postOnly = from.postOnly;
        reduceOnly = from.reduceOnly;
        extendedHours = from.extendedHours;
        displayQuantity = from.displayQuantity;
        account = from.account;
        clientOrderId = from.clientOrderId;
        bracket = from.bracket;
        tag = from.tag;
        decisionId = from.decisionId;
    }

    /** Starts a purchase. */
    public static Builder buy(InstrumentId instrument) {
        return new Builder(instrument, Side.BUY);
    }

    /** Starts a sale; without a position, a short sale. */
    public static Builder sell(InstrumentId instrument) {
        return new Builder(instrument, Side.SELL);
    }

    /** Starts an order of either side. */
    public static Builder of(InstrumentId instrument, Side side) {
        return new Builder(instrument, side);
    }

    /** What is traded. */
    public InstrumentId instrument() {
        return instrument;
    }

    /** In which direction. */
    public Side side() {
        return side;
    }

    /** How many units; empty for an order by notional. */
    public Optional<Quantity> quantity() {
        return quantity;
    }

    /** For how much money, in the quote currency; empty for an order by quantity. */
    public Optional<Money> notional() {
        return Optional.ofNullable(notional);
    }

    /** How its price is made. */
    public OrderType type() {
        return type;
    }

    /** The worst price it may fill at; of the types that have one. */
    public Optional<Price> limitPrice() {
        return Optional.ofNullable(limitPrice);
    }

    /** The price that sets it off; of stop and if-touched types. */
    public Optional<Price> triggerPrice() {
        return Optional.ofNullable(triggerPrice);
    }

    /** The distance of a trailing stop. */
    public Optional<Trail> trail() {
        return Optional.ofNullable(trail);
    }

    /** How long it works; DAY unless said. */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** When a GTD order ends. */
    public Optional<Instant> expireAt() {
        return Optional.ofNullable(expireAt);
    }

    /** Whether it is refused rather than take liquidity. */
    public boolean postOnly() {
        return postOnly;
    }

    /** Whether it may only make a position smaller. */
    public boolean reduceOnly() {
        return reduceOnly;
    }

    /** Whether it may fill outside the regular session. */
    public boolean extendedHours() {
        return extendedHours;
    }

    /** How much of it the book shows (iceberg). */
    public Optional<Quantity> displayQuantity() {
        return Optional.ofNullable(displayQuantity);
    }

    /** The account, where there are several. */
    public Optional<AccountId> account() {
        return Optional.ofNullable(account);
    }

    /** The client order id that the caller set; else the session makes one. */
    public Optional<ClientOrderId> clientOrderId() {
        return Optional.ofNullable(clientOrderId);
    }

    /** The exits it brings along. */
    public Optional<Bracket> bracket() {
        return Optional.ofNullable(bracket);
    }

    /** The caller's label, for reports; empty unless set. */
    public String tag() {
        return tag;
    }

    /** The decision that led to it, for explanations; empty unless set. */
    public String decisionId() {
        return decisionId;
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        Builder copy = new Builder(instrument, side);
        copy.quantity = quantity.orElse(null);
        copy.notional = notional;
        copy.type = type;
        copy.limitPrice = limitPrice;
        copy.triggerPrice = triggerPrice;
        copy.trail = trail;
        copy.timeInForce = timeInForce;
        copy.expireAt = expireAt;
        copy.postOnly = postOnly;
        copy.reduceOnly = reduceOnly;
        copy.extendedHours = extendedHours;
        copy.displayQuantity = displayQuantity;
        copy.account = account;
        copy.clientOrderId = clientOrderId;
        copy.bracket = bracket;
        copy.tag = tag;
        copy.decisionId = decisionId;
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderRequest that
                && instrument.equals(that.instrument)
                && side == that.side
                && type == that.type
                && timeInForce == that.timeInForce
                && postOnly == that.postOnly
                && reduceOnly == that.reduceOnly
                && extendedHours == that.extendedHours
                && quantity.equals(that.quantity)
                && Objects.equals(notional, that.notional)
                && Objects.equals(limitPrice, that.limitPrice)
                && Objects.equals(triggerPrice, that.triggerPrice)
                && Objects.equals(trail, that.trail)
                && Objects.equals(expireAt, that.expireAt)
                && Objects.equals(displayQuantity, that.displayQuantity)
                && Objects.equals(account, that.account)
                && Objects.equals(clientOrderId, that.clientOrderId)
                && Objects.equals(bracket, that.bracket)
                && tag.equals(that.tag)
                && decisionId.equals(that.decisionId);
    }

    @Override
    public int hashCode() {
        // the gate seals each approval with this: every field that a venue would act on, and nothing allocated
        int hash = instrument.hashCode();
        hash = 31 * hash + side.hashCode();
        hash = 31 * hash + type.hashCode();
        hash = 31 * hash + timeInForce.hashCode();
        hash = 31 * hash + (postOnly ? 4 : 0) + (reduceOnly ? 2 : 0) + (extendedHours ? 1 : 0);
        hash = 31 * hash + quantity.hashCode();
        hash = 31 * hash + Objects.hashCode(notional);
        hash = 31 * hash + Objects.hashCode(limitPrice);
        hash = 31 * hash + Objects.hashCode(triggerPrice);
        hash = 31 * hash + Objects.hashCode(trail);
        hash = 31 * hash + Objects.hashCode(expireAt);
        hash = 31 * hash + Objects.hashCode(displayQuantity);
        hash = 31 * hash + Objects.hashCode(account);
        return 31 * hash + Objects.hashCode(clientOrderId);
    }

    /** In one line, as a trader would say it: {@code BUY 100 AAPL.US LIMIT 187.5 GTC}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(64);
        text.append(side)
                .append(' ')
                .append(quantity.isPresent() ? quantity.get() : notional)
                .append(' ')
                .append(instrument);
        text.append(' ').append(type);
        if (triggerPrice != null) {
            text.append(" trigger ").append(triggerPrice);
        }
        if (limitPrice != null) {
            text.append(' ').append(limitPrice);
        }
        if (trail != null) {
            text.append(' ').append(trail);
        }
        text.append(' ').append(timeInForce);
        return flags(text).toString();
    }

    private StringBuilder flags(StringBuilder text) {
        if (postOnly) {
            text.append(" POST_ONLY");
        }
        if (reduceOnly) {
            text.append(" REDUCE_ONLY");
        }
        if (extendedHours) {
            text.append(" EXTENDED_HOURS");
        }
        if (displayQuantity != null) {
            text.append(" display ").append(displayQuantity);
        }
        if (bracket != null) {
            text.append(' ').append(bracket);
        }
        return text;
    }

    /** Collects an order; {@link #build()} checks that its parts fit together. One thread. */
    public static final class Builder {
        private final InstrumentId instrument;
        private final Side side;
        private @Nullable Quantity quantity;
        private @Nullable Money notional;
        private OrderType type = OrderType.MARKET;
        private @Nullable Price limitPrice;
        private @Nullable Price triggerPrice;
        private @Nullable Trail trail;
        private TimeInForce timeInForce = TimeInForce.DAY;
        private @Nullable Instant expireAt;
        private boolean postOnly;
        private boolean reduceOnly;
        private boolean extendedHours;
        private @Nullable Quantity displayQuantity;
        private @Nullable AccountId account;
        private @Nullable ClientOrderId clientOrderId;
        private @Nullable Bracket bracket;
        private String tag = "";
        private String decisionId = "";

        private Builder(InstrumentId instrument, Side side) {
            this.instrument = Objects.requireNonNull(instrument, "instrument");
            this.side = Objects.requireNonNull(side, "side");
        }

        /** So many units. */
        public Builder quantity(Quantity units) {
            quantity = Objects.requireNonNull(units, "units");
            return this;
        }

        /** So many whole units. */
        public Builder quantity(long units) {
            return quantity(Quantity.of(units));
        }

        /** For so much money in the quote currency, instead of a quantity; where the venue has it. */
        public Builder notional(Money amount) {
            notional = Objects.requireNonNull(amount, "amount");
            return this;
        }

        /** At the market. */
        public Builder market() {
            return type(OrderType.MARKET, null, null);
        }

        /** At a limit or better. */
        public Builder limit(Price price) {
            return type(OrderType.LIMIT, Objects.requireNonNull(price, "price"), null);
        }

        /** At the market once the trigger has traded. */
        public Builder stop(Price trigger) {
            return type(OrderType.STOP, null, Objects.requireNonNull(trigger, "trigger"));
        }

        /** At a limit once the trigger has traded. */
        public Builder stopLimit(Price trigger, Price limit) {
            return type(
                    OrderType.STOP_LIMIT,
                    Objects.requireNonNull(limit, "limit"),
                    Objects.requireNonNull(trigger, "trigger"));
        }

        /** A stop that follows the best price. */
        public Builder trailingStop(Trail distance) {
            type(OrderType.TRAILING_STOP, null, null);
            trail = Objects.requireNonNull(distance, "distance");
            return this;
        }

        /** In the opening auction. */
        public Builder marketOnOpen() {
            timeInForce = TimeInForce.OPG;
            return type(OrderType.MARKET_ON_OPEN, null, null);
        }

        /** In the opening auction, at a limit or better. */
        public Builder limitOnOpen(Price limit) {
            timeInForce = TimeInForce.OPG;
            return type(OrderType.LIMIT_ON_OPEN, Objects.requireNonNull(limit, "limit"), null);
        }

        /** In the closing auction. */
        public Builder marketOnClose() {
            timeInForce = TimeInForce.CLS;
            return type(OrderType.MARKET_ON_CLOSE, null, null);
        }

        /** In the closing auction, at a limit or better. */
        public Builder limitOnClose(Price limit) {
            timeInForce = TimeInForce.CLS;
            return type(OrderType.LIMIT_ON_CLOSE, Objects.requireNonNull(limit, "limit"), null);
        }

        /** At the market once a better price has traded. */
        public Builder marketIfTouched(Price trigger) {
            return type(OrderType.MARKET_IF_TOUCHED, null, Objects.requireNonNull(trigger, "trigger"));
        }

        /** At a limit once a better price has traded. */
        public Builder limitIfTouched(Price trigger, Price limit) {
            return type(
                    OrderType.LIMIT_IF_TOUCHED,
                    Objects.requireNonNull(limit, "limit"),
                    Objects.requireNonNull(trigger, "trigger"));
        }

        private Builder type(OrderType newType, @Nullable Price limit, @Nullable Price trigger) {
            type = newType;
            limitPrice = limit;
            triggerPrice = trigger;
            trail = null;
            return this;
        }

        Builder reprice(@Nullable Price limit, @Nullable Price trigger) {
            limitPrice = limit;
            triggerPrice = trigger;
            return this;
        }

        /** How long it works. */
        public Builder timeInForce(TimeInForce duration) {
            timeInForce = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /** Works until an instant (GTD). */
        public Builder goodTill(Instant end) {
            timeInForce = TimeInForce.GTD;
            expireAt = Objects.requireNonNull(end, "end");
            return this;
        }

        /** Refused rather than take liquidity. */
        public Builder postOnly() {
            postOnly = true;
            return this;
        }

        /** May only make the position smaller. */
        public Builder reduceOnly() {
            reduceOnly = true;
            return this;
        }

        /** May fill outside the regular session. */
        public Builder extendedHours() {
            extendedHours = true;
            return this;
        }

        /** Shows only so much of it in the book. */
        public Builder displayQuantity(Quantity shown) {
            displayQuantity = Objects.requireNonNull(shown, "shown");
            return this;
        }

        /** For one of several accounts. */
        public Builder account(AccountId id) {
            account = Objects.requireNonNull(id, "id");
            return this;
        }

        /** Under an id of the caller's, who sees to it that it is used once. */
        public Builder clientOrderId(ClientOrderId id) {
            clientOrderId = Objects.requireNonNull(id, "id");
            return this;
        }

        /** With exits. */
        public Builder bracket(Bracket exits) {
            bracket = Objects.requireNonNull(exits, "exits");
            return this;
        }

        /** A label for reports. */
        public Builder tag(String label) {
            tag = Objects.requireNonNull(label, "label");
            return this;
        }

        /** The decision that led to it. */
        public Builder decisionId(String id) {
            decisionId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * The order.
         *
         * @throws IllegalArgumentException if the parts do not fit together; the message names them and the rule
         */
        public OrderRequest build() {
            OrderRequest request = new OrderRequest(this);
            OrderShape.check(request);
            return request;
        }
    }
}
