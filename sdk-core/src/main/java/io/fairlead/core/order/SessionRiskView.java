package io.fairlead.core.order;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.risk.InstrumentWeight;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.JournalRecord.GateNumbers;
import io.fairlead.core.ledger.Ledger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers that rules look at, worked out once per order from ledger, marks and working orders. On the session's thread. */
final class SessionRiskView implements RiskView {
    private final Ledger ledger;
    private final Marks marks;
    private final MarketHours hours;
    private final WorkingOrders working;
    private final OrderRate rate;
    private final Intents intents;
    private final Collection<ManagedOrder> open;
    private final Exposures exposures;
    private BigDecimal leverage;
    private RiskSources sources = RiskSources.NONE;

    private @Nullable Instrument instrument;
    private @Nullable OrderRequest request;
    private int owner;
    /** Whether the order is a new one of its own: neither a change nor a leg. */
    private boolean isNew;

    private boolean reckoned;
    private int index;
    private long nowNanos;
    private TradingState tradingState = TradingState.ACTIVE;
    private boolean flattening;
    private boolean reducing;
    private long orderPrice;
    private long orderQuantity;
    private long position;
    private long worstPosition;
    private long addedQuantity;
    private long riskToStop;
    private BigDecimal fxRate = BigDecimal.ONE;
    private long notional;
    private Contingency group = Contingency.NONE;
    private boolean buying;
    private boolean judgedLeg;
    private long takenBuys;
    private long takenSells;
    /** What working orders reserve of which the order in question gives back so much; negative for what a group adds. */
    private long releasedNotional;

    private long peakEquityE8 = Long.MIN_VALUE;

    /**
     * A view of one account's desk.
     *
     * @param open the desk's open orders, live
     */
    SessionRiskView(
            InstrumentTable instruments,
            Ledger ledger,
            Marks marks,
            MarketHours hours,
            WorkingOrders working,
            OrderRate rate,
            Intents intents,
            Collection<ManagedOrder> open) {
        this.ledger = ledger;
        this.marks = marks;
        this.hours = hours;
        this.working = working;
        this.rate = rate;
        this.intents = intents;
        this.open = open;
        this.exposures = new Exposures(instruments, ledger, marks, working);
        this.leverage = BigDecimal.ONE;
    }

    /** How many times equity may be exposed, from now on. */
    void leverage(BigDecimal factor) {
        leverage = factor.compareTo(BigDecimal.ONE) == 0 ? BigDecimal.ONE : factor;
    }

    /** Where the numbers come from that orders and books do not tell. */
    void sources(RiskSources past) {
        sources = past;
    }

    void noteEquity(long equityE8) {
        peakEquityE8 = Math.max(peakEquityE8, equityE8);
    }

    /** What an instrument's position is worth at worst at the last price, without any order that is being judged. */
    long worstPositionValueE8(int instrumentIndex) {
        return exposures.worstAloneE8(instrumentIndex);
    }

    /** Exposure of all positions, and what working orders may add to it. */
    long exposureE8() {
        return ExposureMath.add(ledger.grossExposureE8(), working.notionalE8());
    }

    /** Works the numbers out for an order. */
    void prepare(
            int orderOwner,
            int instrumentIndex,
            Instrument rules,
            OrderRequest order,
            Contingency contingency,
            List<OrderRequest> legs,
            long now,
            TradingState state,
            boolean isFlattening,
            BigDecimal rateToBase) {
        owner = orderOwner;
        request = order;
        isNew = true;
        index = instrumentIndex;
        instrument = rules;
        group = contingency;
        judgedLeg = false;
        nowNanos = now;
        tradingState = state;
        flattening = isFlattening;
        fxRate = rateToBase;
        releasedNotional = 0;
        takenBuys = 0;
        takenSells = 0;
        orderPrice = priceOf(order, rules);
        orderQuantity = quantityOf(order, rules);
        position = ledger.quantityScaled(instrumentIndex);
        weigh(order.side(), 0);
        riskToStop = riskOf(rules, legs);
    }

    /** Works the numbers out for a change of a working order: what it has reserved is given back, what has filled is not asked again. */
    void prepareChange(ManagedOrder order, OrderRequest changed, long now, TradingState state, BigDecimal rateToBase) {
        owner = order.owner();
        request = changed;
        isNew = false;
        index = order.instrumentIndex();
        instrument = order.instrument();
        group = Contingency.NONE;
        judgedLeg = false;
        nowNanos = now;
        tradingState = state;
        flattening = false;
        fxRate = rateToBase;
        releasedNotional = WorkingOrders.reservedNotionalE8(order);
        takenBuys = 0;
        takenSells = 0;
        orderPrice = priceOf(changed, order.instrument());
        orderQuantity = WorkingOrders.openAfter(order, changed);
        position = ledger.quantityScaled(index);
        weigh(changed.side(), WorkingOrders.reservedScaled(order));
        reducing |= orderQuantity == 0;
        riskToStop = riskOf(
                order.instrument(),
                order.managedLegs().stream().map(ManagedOrder::request).toList());
    }

    /**
     * The second order of a group. Of two orders of which one cancels the other each is judged alone, as only one of them fills; any
     * other comes on top of the first.
     */
    @Override
    public RiskView leg(OrderRequest leg) {
        judgedLeg = true;
        request = leg;
        isNew = false;
        if (group != Contingency.OCO) {
            takenBuys += buying ? orderQuantity : 0;
            takenSells += buying ? 0 : orderQuantity;
            releasedNotional = -requiredBuyingPowerE8();
        }
        orderPrice = priceOf(leg, instrument());
        orderQuantity = quantityOf(leg, instrument());
        weigh(leg.side(), 0);
        riskToStop = Long.MAX_VALUE;
        return this;
    }

    /** Whether the numbers are those of a group's second order. */
    boolean judgedLeg() {
        return judgedLeg;
    }

    private void weigh(Side side, long releasedScaled) {
        boolean buy = side == Side.BUY;
        buying = buy;
        reckoned = false;
        long sameSide = (buy ? working.buysScaled(index) + takenBuys : working.sellsScaled(index) + takenSells)
                - releasedScaled;
        long before = buy ? position + sameSide : position - sameSide;
        worstPosition = buy ? before + orderQuantity : before - orderQuantity;
        addedQuantity = Math.max(0, Math.abs(worstPosition) - Math.abs(before));
        boolean against = buy ? position < 0 : position > 0;
        // A strategy's explicit flattening is an exit, also where another strategy holds the other side of the account.
        reducing = flattening || (against && sameSide + orderQuantity <= Math.abs(position));
        notional = amount(orderPrice, orderQuantity);
    }

    private long priceOf(OrderRequest order, Instrument rules) {
        if (order.limitPrice().isPresent()) {
            return scaledUp(order.limitPrice().get(), rules.priceScale());
        }
        if (order.triggerPrice().isPresent()) {
            return scaledUp(order.triggerPrice().get(), rules.priceScale());
        }
        return marks.get(index);
    }

    private long quantityOf(OrderRequest order, Instrument rules) {
        if (order.quantity().isPresent()) {
            Quantity quantity = order.quantity().get();
            int scale = rules.quantityScale();
            return quantity.fitsScale(scale)
                    ? quantity.toScaled(scale)
                    : saturated(quantity.value().setScale(scale, RoundingMode.UP));
        }
        return orderPrice <= 0 ? 0 : estimate(order, rules, orderPrice);
    }

    /** What an order by notional buys at a price × 10^quantityScale, rounded up. */
    static long estimate(OrderRequest order, Instrument rules, long priceScaled) {
        BigDecimal price = BigDecimal.valueOf(priceScaled, rules.priceScale())
                .multiply(rules.multiplier().value());
        BigDecimal units = order.notional().orElseThrow().value().divide(price, rules.quantityScale(), RoundingMode.UP);
        return saturated(units);
    }

    private static long scaledUp(Price price, int scale) {
        return price.fitsScale(scale)
                ? price.toScaled(scale)
                : saturated(price.value().setScale(scale, RoundingMode.UP));
    }

    private static long saturated(BigDecimal scaled) {
        return scaled.unscaledValue().bitLength() <= 62
                ? scaled.unscaledValue().longValueExact()
                : Long.MAX_VALUE / 4 * scaled.signum();
    }

    private long riskOf(Instrument rules, List<OrderRequest> legs) {
        for (int i = 0; i < legs.size(); i++) {
            OrderRequest leg = legs.get(i);
            if (leg.triggerPrice().isPresent()) {
                return amount(scaledUp(leg.triggerPrice().get(), rules.priceScale()) - orderPrice, orderQuantity);
            }
        }
        return Long.MAX_VALUE;
    }

    private long amount(long priceScaled, long quantityScaled) {
        Instrument rules = instrument();
        if (quantityScaled == 0) {
            return 0;
        }
        return hasPrice()
                ? ExposureMath.notionalE8(
                        priceScaled,
                        rules.priceScale(),
                        quantityScaled,
                        rules.quantityScale(),
                        rules.multiplier(),
                        fxRate)
                : Long.MAX_VALUE;
    }

    private boolean hasPrice() {
        return orderPrice != 0 || marks.isKnown(index);
    }

    /** What explains the judgement later. */
    GateNumbers numbers() {
        boolean rates = ledger.hasRates();
        return new GateNumbers(
                marks.get(index), notional, worstPosition, rates ? equityE8() : 0, rates ? dayPnlE8() : 0);
    }

    long orderPriceForReserve() {
        return addedQuantity == 0 ? 0 : orderPrice;
    }

    @Override
    public AccountId account() {
        return ledger.account();
    }

    @Override
    public Currency baseCurrency() {
        return ledger.baseCurrency();
    }

    @Override
    public Instrument instrument() {
        Instrument rules = instrument;
        if (rules == null) {
            throw new IllegalStateException("a risk view is valid during a check only");
        }
        return rules;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public boolean isMarketOpen() {
        return hours.isOpen(instrument().calendar(), nowNanos);
    }

    @Override
    public TradingState tradingState() {
        return tradingState;
    }

    @Override
    public boolean isFlattening() {
        return flattening;
    }

    @Override
    public boolean isReducing() {
        return reducing;
    }

    @Override
    public boolean hasReferencePrice() {
        return marks.isKnown(index);
    }

    @Override
    public long referencePriceScaled() {
        return marks.get(index);
    }

    @Override
    public long orderPriceScaled() {
        return orderPrice;
    }

    @Override
    public long orderQuantityScaled() {
        return orderQuantity;
    }

    @Override
    public long positionScaled() {
        return position;
    }

    @Override
    public long worstPositionScaled() {
        return worstPosition;
    }

    @Override
    public long availableToReduceScaled() {
        long claimed = position > 0 ? working.sellsScaled(index) : working.buysScaled(index);
        return Math.max(0, Math.abs(position) - claimed);
    }

    @Override
    public long notionalE8() {
        return notional;
    }

    @Override
    public long worstPositionValueE8() {
        return amount(orderPrice, worstPosition);
    }

    @Override
    public long worstGrossExposureE8() {
        return ExposureMath.add(usedE8(), requiredBuyingPowerE8());
    }

    @Override
    public long worstNetExposureE8() {
        return exposures().net(buying);
    }

    @Override
    public long weightedExposureE8(InstrumentWeight weight) {
        return exposures().weighted(weight);
    }

    @Override
    public long correlatedExposureE8(int minCorrelationMillionths) {
        return exposures().correlated(buying, index, minCorrelationMillionths, sources);
    }

    private Exposures exposures() {
        if (!reckoned) {
            long up = buying ? worstPosition : position + working.buysScaled(index) + takenBuys;
            long down = buying ? position - working.sellsScaled(index) - takenSells : worstPosition;
            exposures.reckon(index, up, down, orderPrice);
            reckoned = true;
        }
        return exposures;
    }

    @Override
    public long equityE8() {
        return ledger.equityE8();
    }

    @Override
    public long buyingPowerE8() {
        return ExposureMath.add(ExposureMath.times(equityE8(), leverage), -usedE8());
    }

    private long usedE8() {
        return ExposureMath.add(ledger.grossExposureE8(), ExposureMath.add(working.notionalE8(), -releasedNotional));
    }

    @Override
    public boolean hasRates() {
        return fxRate.signum() > 0 && ledger.hasRates();
    }

    @Override
    public long requiredBuyingPowerE8() {
        return addedQuantity == orderQuantity ? notional : amount(orderPrice, addedQuantity);
    }

    @Override
    public long dayPnlE8() {
        return ledger.dayPnlE8();
    }

    @Override
    public long drawdownE8() {
        return peakEquityE8 == Long.MIN_VALUE ? 0 : Math.min(0, equityE8() - peakEquityE8);
    }

    @Override
    public long riskToStopE8() {
        return riskToStop;
    }

    @Override
    public int openOrders() {
        return working.groups();
    }

    @Override
    public int ordersWithin(long windowNanos) {
        return rate.within(nowNanos, windowNanos);
    }

    @Override
    public long dataAgeNanos() {
        if (!marks.isKnown(index)) {
            return Long.MAX_VALUE;
        }
        long opened = hours.sessionOpenNanos(instrument().calendar(), nowNanos);
        return Math.max(0, nowNanos - Math.max(opened, marks.timeNanos(index)));
    }

    @Override
    public int consecutiveLosses() {
        return sources.consecutiveLosses();
    }

    @Override
    public int sameIntents(long windowNanos) {
        OrderRequest asked = request;
        return isNew && asked != null ? intents.same(owner, asked, nowNanos, windowNanos) : 0;
    }

    @Override
    public boolean crossesOwnOrder() {
        boolean none = (buying ? working.sellsScaled(index) : working.buysScaled(index)) == 0;
        OrderRequest asked = request;
        return !none && asked != null && OwnBook.crosses(open, index, asked, marks.get(index), marks.isKnown(index));
    }

    @Override
    public int dayTrades(int sessions) {
        return sources.dayTrades(index, sessions);
    }

    @Override
    public int openedToday() {
        return sources.openedToday(index);
    }

    @Override
    public long unsettledE8(int days) {
        return sources.unsettledE8(index, days);
    }
}
