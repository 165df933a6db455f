package io.fairlead.api.risk;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ExitPrice;
import io.fairlead.api.order.OrderRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account that holds nothing but cash and has no orders: what a plain {@code main} or a test shows a
 * {@linkplain RiskGate#standalone standalone gate}. One view judges one order. Immutable; any thread.
 *
 * <pre>{@code
 * RiskView view = FlatView.of(account, Money.of("10000", USD), aapl, order, now).withReferencePrice(Price.of("187.50"));
 * }</pre>
 */
public final class FlatView implements RiskView {
    private final AccountId account;
    private final Money equity;
    private final Instrument instrument;
    private final OrderRequest order;
    private final Instant now;
    private final @Nullable Price reference;
    /** Units that earlier orders of the group add, with their sign. */
    private final BigDecimal before;

    private FlatView(
            AccountId account,
            Money equity,
            Instrument instrument,
            OrderRequest order,
            Instant now,
            @Nullable Price reference,
            BigDecimal before) {
        this.account = Objects.requireNonNull(account, "account");
        this.equity = Objects.requireNonNull(equity, "equity");
        this.instrument = Objects.requireNonNull(instrument, "instrument");
        this.order = Objects.requireNonNull(order, "order");
        this.now = Objects.requireNonNull(now, "now");
        this.reference = reference;
        this.before = before;
        if (!equity.currency().equals(instrument.quoteCurrency())) {
            throw new IllegalArgumentException("a flat view knows no rate from " + instrument.quoteCurrency() + " to "
                    + equity.currency() + "; give the equity in " + instrument.quoteCurrency());
        }
    }

    /**
     * A flat account that is to take one order; without a reference price.
     *
     * @param account which account
     * @param equity its cash, in the instrument's quote currency
     * @param instrument the rules of the order's instrument
     * @param order the order to be judged
     * @param now the time that trading hours are judged by
     * @throws IllegalArgumentException if the equity is in another currency
     */
    public static FlatView of(AccountId account, Money equity, Instrument instrument, OrderRequest order, Instant now) {
        return new FlatView(account, equity, instrument, order, now, null, BigDecimal.ZERO);
    }

    /** The same with a last price of the instrument. */
    public FlatView withReferencePrice(Price price) {
        return new FlatView(account, equity, instrument, order, now, Objects.requireNonNull(price, "price"), before);
    }

    /** The view for another order of the group, as if this one had been taken; even where one cancels the other. */
    @Override
    public FlatView leg(OrderRequest leg) {
        return new FlatView(account, equity, instrument, leg, now, reference, worstPosition());
    }

    @Override
    public AccountId account() {
        return account;
    }

    @Override
    public Currency baseCurrency() {
        return equity.currency();
    }

    @Override
    public Instrument instrument() {
        return instrument;
    }

    @Override
    public long nowNanos() {
        return EpochNanos.of(now);
    }

    @Override
    public boolean isMarketOpen() {
        return instrument.calendar().sessionAt(now).isPresent();
    }

    @Override
    public TradingState tradingState() {
        return TradingState.ACTIVE;
    }

    @Override
    public boolean isFlattening() {
        return false;
    }

    @Override
    public boolean isReducing() {
        return false;
    }

    @Override
    public boolean hasReferencePrice() {
        return reference != null;
    }

    @Override
    public long referencePriceScaled() {
        Price price = reference;
        return price == null ? 0 : scaled(price.value(), instrument.priceScale());
    }

    @Override
    public long orderPriceScaled() {
        return orderPrice()
                .map(price -> scaled(price.value(), instrument.priceScale()))
                .orElse(0L);
    }

    private Optional<Price> orderPrice() {
        return order.limitPrice().or(order::triggerPrice).or(() -> Optional.ofNullable(reference));
    }

    @Override
    public long orderQuantityScaled() {
        return scaled(units(), instrument.quantityScale());
    }

    private BigDecimal units() {
        if (order.quantity().isPresent()) {
            return order.quantity().get().value();
        }
        Price price = orderPrice().orElse(Price.of(0));
        BigDecimal unit = instrument.notional(price, Quantity.of(1)).value();
        return unit.signum() <= 0
                ? BigDecimal.ZERO
                : order.notional().orElseThrow().value().divide(unit, instrument.quantityScale(), RoundingMode.UP);
    }

    private BigDecimal worstPosition() {
        return before.add(units().multiply(BigDecimal.valueOf(order.side().sign())));
    }

    @Override
    public long positionScaled() {
        return 0;
    }

    @Override
    public long worstPositionScaled() {
        return scaled(worstPosition(), instrument.quantityScale());
    }

    @Override
    public long availableToReduceScaled() {
        return 0;
    }

    @Override
    public long notionalE8() {
        return order.notional().isPresent() ? e8(order.notional().get().value()) : worthE8(units());
    }

    @Override
    public long worstPositionValueE8() {
        return worthE8(worstPosition());
    }

    @Override
    public long worstGrossExposureE8() {
        return worstPositionValueE8();
    }

    @Override
    public long weightedExposureE8(InstrumentWeight weight) {
        long value = worstPositionValueE8();
        return value == Long.MAX_VALUE
                ? value
                : BigDecimal.valueOf(value)
                        .multiply(BigDecimal.valueOf(weight.millionths(instrument), 6))
                        .setScale(0, RoundingMode.UP)
                        .longValueExact();
    }

    /** The price was handed in as the last one: it is as old as this view. */
    @Override
    public long dataAgeNanos() {
        return reference == null ? Long.MAX_VALUE : 0;
    }

    @Override
    public long equityE8() {
        return scaled(equity.value(), 8);
    }

    @Override
    public long buyingPowerE8() {
        return equityE8();
    }

    @Override
    public long requiredBuyingPowerE8() {
        return worstPositionValueE8();
    }

    @Override
    public long dayPnlE8() {
        return 0;
    }

    @Override
    public long drawdownE8() {
        return 0;
    }

    @Override
    public long riskToStopE8() {
        Optional<ExitPrice> stop = order.bracket().flatMap(Bracket::stop);
        Optional<Price> entry = orderPrice();
        if (stop.isEmpty() || entry.isEmpty()) {
            return Long.MAX_VALUE;
        }
        Price exit = stop.get().from(entry.get(), -order.side().sign());
        return e8(instrument
                .notional(exit.minus(entry.get()), Quantity.of(units()))
                .value()
                .abs());
    }

    @Override
    public int openOrders() {
        return 0;
    }

    @Override
    public int ordersWithin(long windowNanos) {
        return 0;
    }

    private long worthE8(BigDecimal quantity) {
        return orderPrice()
                .map(price -> e8(instrument
                        .notional(price, Quantity.of(quantity.abs()))
                        .value()
                        .abs()))
                .orElse(Long.MAX_VALUE);
    }

    /** An amount of zero or more, rounded up and capped. */
    private static long e8(BigDecimal amount) {
        BigDecimal up = amount.setScale(8, RoundingMode.UP);
        return up.unscaledValue().bitLength() > 63
                ? Long.MAX_VALUE
                : up.unscaledValue().longValue();
    }

    private static long scaled(BigDecimal value, int scale) {
        BigDecimal down = value.setScale(scale, RoundingMode.DOWN);
        if (down.unscaledValue().bitLength() > 63) {
            return down.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return down.unscaledValue().longValue();
    }
}
