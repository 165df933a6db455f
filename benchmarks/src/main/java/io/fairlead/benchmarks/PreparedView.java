package io.fairlead.benchmarks;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.TradingState;

/** A view whose numbers have been worked out, as a session's are before the gate is asked: what is left to measure is the gate. */
final class PreparedView implements RiskView {
    private final AccountId account;
    private final Currency baseCurrency;
    private final Instrument instrument;
    private final long nowNanos;
    private final boolean isMarketOpen;
    private final TradingState tradingState;
    private final boolean isFlattening;
    private final boolean isReducing;
    private final boolean hasReferencePrice;
    private final long referencePriceScaled;
    private final long orderPriceScaled;
    private final long orderQuantityScaled;
    private final long positionScaled;
    private final long worstPositionScaled;
    private final long availableToReduceScaled;
    private final long notionalE8;
    private final long worstPositionValueE8;
    private final long worstGrossExposureE8;
    private final long equityE8;
    private final long buyingPowerE8;
    private final long requiredBuyingPowerE8;
    private final long dayPnlE8;
    private final long drawdownE8;
    private final long riskToStopE8;
    private final int openOrders;

    PreparedView(RiskView from) {
        account = from.account();
        baseCurrency = from.baseCurrency();
        instrument = from.instrument();
        nowNanos = from.nowNanos();
        isMarketOpen = from.isMarketOpen();
        tradingState = from.tradingState();
        isFlattening = from.isFlattening();
        isReducing = from.isReducing();
        hasReferencePrice = from.hasReferencePrice();
        referencePriceScaled = from.referencePriceScaled();
        orderPriceScaled = from.orderPriceScaled();
        orderQuantityScaled = from.orderQuantityScaled();
        positionScaled = from.positionScaled();
        worstPositionScaled = from.worstPositionScaled();
        availableToReduceScaled = from.availableToReduceScaled();
        notionalE8 = from.notionalE8();
        worstPositionValueE8 = from.worstPositionValueE8();
        worstGrossExposureE8 = from.worstGrossExposureE8();
        equityE8 = from.equityE8();
        buyingPowerE8 = from.buyingPowerE8();
        requiredBuyingPowerE8 = from.requiredBuyingPowerE8();
        dayPnlE8 = from.dayPnlE8();
        drawdownE8 = from.drawdownE8();
        riskToStopE8 = from.riskToStopE8();
        openOrders = from.openOrders();
    }

    @Override
    public AccountId account() {
        return account;
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
        return nowNanos;
    }

    @Override
    public boolean isMarketOpen() {
        return isMarketOpen;
    }

    @Override
    public TradingState tradingState() {
        return tradingState;
    }

    @Override
    public boolean isFlattening() {
        return isFlattening;
    }

    @Override
    public boolean isReducing() {
        return isReducing;
    }

    @Override
    public boolean hasReferencePrice() {
        return hasReferencePrice;
    }

    @Override
    public long referencePriceScaled() {
        return referencePriceScaled;
    }

    @Override
    public long orderPriceScaled() {
        return orderPriceScaled;
    }

    @Override
    public long orderQuantityScaled() {
        return orderQuantityScaled;
    }

    @Override
    public long positionScaled() {
        return positionScaled;
    }

    @Override
    public long worstPositionScaled() {
        return worstPositionScaled;
    }

    @Override
    public long availableToReduceScaled() {
        return availableToReduceScaled;
    }

    @Override
    public long notionalE8() {
        return notionalE8;
    }

    @Override
    public long worstPositionValueE8() {
        return worstPositionValueE8;
    }

    @Override
    public long worstGrossExposureE8() {
        return worstGrossExposureE8;
    }

    @Override
    public long worstNetExposureE8() {
        return worstGrossExposureE8;
    }

    @Override
    public long correlatedExposureE8(int minCorrelationMillionths) {
        return worstPositionValueE8;
    }

    @Override
    public long dataAgeNanos() {
        return 0;
    }

    @Override
    public long equityE8() {
        return equityE8;
    }

    @Override
    public long buyingPowerE8() {
        return buyingPowerE8;
    }

    @Override
    public long requiredBuyingPowerE8() {
        return requiredBuyingPowerE8;
    }

    @Override
    public long dayPnlE8() {
        return dayPnlE8;
    }

    @Override
    public long drawdownE8() {
        return drawdownE8;
    }

    @Override
    public long riskToStopE8() {
        return riskToStopE8;
    }

    @Override
    public int openOrders() {
        return openOrders;
    }

    @Override
    public int ordersWithin(long windowNanos) {
        return 3;
    }
}
