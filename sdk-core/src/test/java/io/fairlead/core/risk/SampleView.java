package io.fairlead.core.risk;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.InstrumentWeight;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.TradingState;

/** A view whose every number a test sets; as made, it lets a purchase of 10 shares at 100 dollars pass every standard rule. */
class SampleView implements RiskView {
    static final Instrument AAPL =
            Instrument.equity(InstrumentId.of("AAPL", "US"), Currency.USD).build();

    Instrument instrument = AAPL;
    Currency baseCurrency = Currency.USD;
    boolean marketOpen = true;
    boolean hasRates = true;
    TradingState state = TradingState.ACTIVE;
    boolean flattening;
    boolean reducing;
    boolean hasReference = true;
    long reference = 100_000_000;
    long orderPrice = 100_000_000;
    long orderQuantity = 10;
    long position;
    long worstPosition = 10;
    long available;
    long notional = e8(1_000);
    long worstValue = e8(1_000);
    long gross = e8(1_000);
    long equity = e8(1_000_000);
    long buyingPower = e8(1_000_000);
    long required = e8(1_000);
    long dayPnl;
    long drawdown;
    long riskToStop = e8(30);
    int openOrders;
    int recentOrders;
    long net = e8(1_000);
    long weighted = e8(1_000);
    long correlated = e8(1_000);
    long dataAge;
    int losses;
    int sameIntents;
    boolean crosses;
    int dayTrades;
    int openedToday;
    long unsettled;
    long now = 1_700_000_000_000_000_000L;
    SampleView leg = this;

    static long e8(long units) {
        return units * E8;
    }

    @Override
    public AccountId account() {
        return AccountId.of("sim", "1");
    }

    @Override
    public Currency baseCurrency() {
        return baseCurrency;
    }

    @Override
    public Instrument instrument() {
        return instrument;
    }

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public boolean isMarketOpen() {
        return marketOpen;
    }

    @Override
    public boolean hasRates() {
        return hasRates;
    }

    @Override
    public TradingState tradingState() {
        return state;
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
        return hasReference;
    }

    @Override
    public long referencePriceScaled() {
        return hasReference ? reference : 0;
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
        return available;
    }

    @Override
    public long notionalE8() {
        return notional;
    }

    @Override
    public long worstPositionValueE8() {
        return worstValue;
    }

    @Override
    public long worstGrossExposureE8() {
        return gross;
    }

    @Override
    public long equityE8() {
        return equity;
    }

    @Override
    public long buyingPowerE8() {
        return buyingPower;
    }

    @Override
    public long requiredBuyingPowerE8() {
        return required;
    }

    @Override
    public long dayPnlE8() {
        return dayPnl;
    }

    @Override
    public long drawdownE8() {
        return drawdown;
    }

    @Override
    public long riskToStopE8() {
        return riskToStop;
    }

    @Override
    public int openOrders() {
        return openOrders;
    }

    @Override
    public int ordersWithin(long windowNanos) {
        return recentOrders;
    }

    @Override
    public long worstNetExposureE8() {
        return net;
    }

    /** The whole of what a test says, where the instrument counts in full; else its share. */
    @Override
    public long weightedExposureE8(InstrumentWeight weight) {
        return weighted / InstrumentWeight.ALL * weight.millionths(instrument)
                + weighted % InstrumentWeight.ALL * weight.millionths(instrument) / InstrumentWeight.ALL;
    }

    @Override
    public long correlatedExposureE8(int minCorrelationMillionths) {
        return correlated;
    }

    @Override
    public long dataAgeNanos() {
        return dataAge;
    }

    @Override
    public int consecutiveLosses() {
        return losses;
    }

    @Override
    public int sameIntents(long windowNanos) {
        return sameIntents;
    }

    @Override
    public boolean crossesOwnOrder() {
        return crosses;
    }

    @Override
    public int dayTrades(int sessions) {
        return dayTrades;
    }

    @Override
    public int openedToday() {
        return openedToday;
    }

    @Override
    public long unsettledE8(int days) {
        return unsettled;
    }

    @Override
    public RiskView leg(OrderRequest leg) {
        return this.leg;
    }
}
