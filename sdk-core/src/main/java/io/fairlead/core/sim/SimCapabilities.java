package io.fairlead.core.sim;

import static io.fairlead.api.order.TimeInForce.CLS;
import static io.fairlead.api.order.TimeInForce.DAY;
import static io.fairlead.api.order.TimeInForce.FOK;
import static io.fairlead.api.order.TimeInForce.GTC;
import static io.fairlead.api.order.TimeInForce.GTD;
import static io.fairlead.api.order.TimeInForce.IOC;
import static io.fairlead.api.order.TimeInForce.OPG;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderType;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.NativeGroups;
import io.fairlead.spi.ReplaceSupport;
import java.time.Duration;

/** What the simulated venue can do: what is not declared here is not there. */
final class SimCapabilities {
    private SimCapabilities() {}

    static Capabilities of(boolean shortSelling) {
        Capabilities.Builder builder = Capabilities.builder()
                .assetClasses(AssetClass.values())
                .order(OrderType.MARKET, DAY, GTC, GTD, IOC, FOK)
                .order(OrderType.LIMIT, DAY, GTC, GTD, IOC, FOK)
                .order(OrderType.STOP, DAY, GTC, GTD)
                .order(OrderType.STOP_LIMIT, DAY, GTC, GTD)
                .order(OrderType.TRAILING_STOP, DAY, GTC, GTD)
                .order(OrderType.MARKET_IF_TOUCHED, DAY, GTC, GTD)
                .order(OrderType.LIMIT_IF_TOUCHED, DAY, GTC, GTD)
                .order(OrderType.MARKET_ON_OPEN, OPG)
                .order(OrderType.LIMIT_ON_OPEN, OPG)
                .order(OrderType.MARKET_ON_CLOSE, CLS)
                .order(OrderType.LIMIT_ON_CLOSE, CLS)
                .nativeGroups(NativeGroups.of(Contingency.OCO, Contingency.OTO, Contingency.BRACKET))
                .replace(ReplaceSupport.SAME_VENUE_ID)
                .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
                .absenceProof(Duration.ZERO)
                .features(
                        Feature.NOTIONAL,
                        Feature.FRACTIONAL,
                        Feature.EXTENDED_HOURS,
                        Feature.POST_ONLY,
                        Feature.REDUCE_ONLY,
                        Feature.ORDER_STREAM);
        return (shortSelling ? builder.features(Feature.SHORT_SELLING) : builder).build();
    }
}
