package io.fairlead.binance;

import static io.fairlead.api.order.TimeInForce.DAY;
import static io.fairlead.api.order.TimeInForce.FOK;
import static io.fairlead.api.order.TimeInForce.GTC;
import static io.fairlead.api.order.TimeInForce.IOC;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderType;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.NativeGroups;
import io.fairlead.spi.ReplaceSupport;
import java.time.Duration;

/** What Binance spot can do; the same in every environment. */
final class BinanceCapabilities {
    /**
     * The venue's lists may lag behind what its engine has done, and its engine gives up after 10 s: an order that was sent half a minute ago
     * and that neither a healthy stream nor the lists show is not there.
     */
    static final Duration ABSENCE_PROOF = Duration.ofSeconds(30);

    private static final BarInterval[] INTERVALS = {
        BarInterval.ofSeconds(1),
        BarInterval.ofMinutes(1),
        BarInterval.ofMinutes(3),
        BarInterval.ofMinutes(5),
        BarInterval.ofMinutes(15),
        BarInterval.ofMinutes(30),
        BarInterval.ofHours(1),
        BarInterval.ofHours(2),
        BarInterval.ofHours(4),
        BarInterval.ofHours(6),
        BarInterval.ofHours(8),
        BarInterval.ofHours(12),
        BarInterval.DAY,
        BarInterval.WEEK
    };

    private BinanceCapabilities() {}

    static Capabilities spot() {
        return Capabilities.builder()
                .assetClasses(AssetClass.CRYPTO_SPOT)
                // whatever it is called, a market order ends at once
                .order(OrderType.MARKET, DAY, GTC, IOC)
                .order(OrderType.LIMIT, GTC, IOC, FOK)
                .order(OrderType.STOP, GTC)
                .order(OrderType.STOP_LIMIT, GTC)
                .order(OrderType.TRAILING_STOP, GTC)
                .order(OrderType.MARKET_IF_TOUCHED, GTC)
                .order(OrderType.LIMIT_IF_TOUCHED, GTC)
                .nativeGroups(NativeGroups.of(Contingency.OCO, Contingency.OTO, Contingency.BRACKET)
                        .entries(OrderType.LIMIT))
                .replace(ReplaceSupport.NEW_VENUE_ID)
                .clientIds(IdempotencyClass.DEDUP_WHILE_OPEN, ClientIdRule.text(36))
                .absenceProof(ABSENCE_PROOF)
                .features(
                        Feature.NOTIONAL,
                        Feature.FRACTIONAL,
                        Feature.POST_ONLY,
                        Feature.DISPLAY_QUANTITY,
                        Feature.ORDER_STREAM,
                        Feature.BAR_STREAM,
                        Feature.QUOTE_STREAM,
                        Feature.TRADE_STREAM,
                        Feature.DEPTH_STREAM)
                .historyIntervals(INTERVALS)
                .build();
    }
}
