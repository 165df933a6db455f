package io.fairlead.core.order;

import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import org.jspecify.annotations.Nullable;

/** Denies what a broker does not declare, before anything is sent. */
final class CapabilityCheck {
    private CapabilityCheck() {}

    static @Nullable Denial check(OrderRequest order, Instrument instrument, Capabilities can) {
        if (!can.supports(order.type(), order.timeInForce())) {
            return can.durations(order.type()).isEmpty()
                    ? new Denial(
                            "UNSUPPORTED_ORDER_TYPE", "type=" + order.type(), "use a type that the broker declares")
                    : new Denial(
                            "UNSUPPORTED_TIME_IN_FORCE",
                            "type=" + order.type() + " timeInForce=" + order.timeInForce(),
                            "use one of " + can.durations(order.type()));
        }
        if (!can.assetClasses().contains(instrument.assetClass())) {
            return new Denial(
                    "UNSUPPORTED_ASSET_CLASS",
                    "assetClass=" + instrument.assetClass(),
                    "trade one of " + can.assetClasses());
        }
        return checkFeatures(order, can);
    }

    private static @Nullable Denial checkFeatures(OrderRequest order, Capabilities can) {
        if (order.notional().isPresent()) {
            return missing(can, Feature.NOTIONAL, "give a quantity instead");
        }
        if (order.postOnly() && !can.has(Feature.POST_ONLY)) {
            return missing(can, Feature.POST_ONLY, "leave post-only out");
        }
        if (order.reduceOnly() && !can.has(Feature.REDUCE_ONLY)) {
            return missing(can, Feature.REDUCE_ONLY, "leave reduce-only out");
        }
        if (order.extendedHours() && !can.has(Feature.EXTENDED_HOURS)) {
            return missing(can, Feature.EXTENDED_HOURS, "trade in the regular session");
        }
        if (order.displayQuantity().isPresent() && !can.has(Feature.DISPLAY_QUANTITY)) {
            return missing(can, Feature.DISPLAY_QUANTITY, "leave the display quantity out");
        }
        Quantity quantity = order.quantity().orElse(Quantity.ZERO);
        return quantity.scale() > 0 && !can.has(Feature.FRACTIONAL)
                ? missing(can, Feature.FRACTIONAL, "ask for whole units")
                : null;
    }

    private static @Nullable Denial missing(Capabilities can, Feature feature, String remedy) {
        return can.has(feature) ? null : new Denial("UNSUPPORTED_" + feature, "feature=" + feature, remedy);
    }
}
