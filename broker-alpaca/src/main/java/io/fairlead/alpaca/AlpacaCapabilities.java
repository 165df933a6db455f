package io.fairlead.alpaca;

import static io.fairlead.api.order.TimeInForce.CLS;
import static io.fairlead.api.order.TimeInForce.DAY;
import static io.fairlead.api.order.TimeInForce.FOK;
import static io.fairlead.api.order.TimeInForce.GTC;
import static io.fairlead.api.order.TimeInForce.IOC;
import static io.fairlead.api.order.TimeInForce.OPG;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderType;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.NativeGroups;
import io.fairlead.spi.NativeGroups.Term;
import io.fairlead.spi.ReplaceSupport;
import java.time.Duration;

/** What Alpaca can do; paper and live can do the same. What differs by asset class {@link AlpacaOrderForm} refuses. */
final class AlpacaCapabilities {
    private AlpacaCapabilities() {}

    static Capabilities all() {
        return Capabilities.builder()
                .assetClasses(AssetClass.EQUITY, AssetClass.ETF, AssetClass.CRYPTO_SPOT, AssetClass.OPTION)
                .order(OrderType.MARKET, DAY, GTC, IOC, FOK)
                .order(OrderType.LIMIT, DAY, GTC, IOC, FOK)
                .order(OrderType.STOP, DAY, GTC)
                .order(OrderType.STOP_LIMIT, DAY, GTC)
                .order(OrderType.TRAILING_STOP, DAY, GTC)
                .order(OrderType.MARKET_ON_OPEN, OPG)
                .order(OrderType.LIMIT_ON_OPEN, OPG)
                .order(OrderType.MARKET_ON_CLOSE, CLS)
                .order(OrderType.LIMIT_ON_CLOSE, CLS)
                .nativeGroups(NativeGroups.of(Contingency.OCO, Contingency.OTO, Contingency.BRACKET)
                        .assetClasses(AssetClass.EQUITY, AssetClass.ETF)
                        .entries(OrderType.MARKET, OrderType.LIMIT)
                        .durations(DAY, GTC)
                        .terms(Term.WHOLE_UNITS, Term.ONE_TIME_IN_FORCE, Term.REGULAR_SESSION))
                .replace(ReplaceSupport.NEW_VENUE_ID)
                .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
                .absenceProof(Duration.ofSeconds(30))
                .historyIntervals(
                        BarInterval.ofMinutes(1),
                        BarInterval.ofMinutes(5),
                        BarInterval.ofMinutes(15),
                        BarInterval.ofMinutes(30),
                        BarInterval.ofHours(1),
                        BarInterval.DAY,
                        BarInterval.WEEK)
                .features(
                        Feature.NOTIONAL,
                        Feature.FRACTIONAL,
                        Feature.SHORT_SELLING,
                        Feature.EXTENDED_HOURS,
                        Feature.ORDER_STREAM,
                        Feature.BAR_STREAM,
                        Feature.QUOTE_STREAM,
                        Feature.TRADE_STREAM,
                        Feature.DEPTH_STREAM)
                .build();
    }
}
