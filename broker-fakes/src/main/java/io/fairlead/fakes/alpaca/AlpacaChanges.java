package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What {@code PATCH /v2/orders/{id}} makes of an order. */
final class AlpacaChanges {
    private AlpacaChanges() {}

    /** What the order is to become; a refusal if it cannot be changed, or nothing is. */
    static AlpacaOrderForm of(AlpacaOrder old, JsonNode body) {
        refuseReplace(old);
        BigDecimal qty = or(AlpacaOrderForm.amount(body, "qty"), old.qty);
        if (body.hasNonNull("qty") && !old.asset.isCrypto() && (isFraction(qty) || isFraction(old.qty))) {
            throw AlpacaRefusal.invalid("qty of fractional orders cannot be replaced");
        }
        String duration = AlpacaOrderForm.text(body, "time_in_force");
        AlpacaOrderForm form = old.form.changed(
                qty,
                duration == null ? old.form.timeInForce() : duration,
                or(AlpacaOrderForm.amount(body, "limit_price"), old.limit),
                or(AlpacaOrderForm.amount(body, "stop_price"), old.stop),
                or(AlpacaOrderForm.amount(body, "trail"), or(old.form.trailPrice(), old.form.trailPercent())),
                AlpacaOrderForm.clientId(body));
        boolean same = isSame(form.qty(), old.qty)
                && form.timeInForce().equals(old.form.timeInForce())
                && isSame(form.limit(), old.limit)
                && isSame(form.stop(), old.stop)
                && isSame(form.trailPrice(), old.form.trailPrice())
                && isSame(form.trailPercent(), old.form.trailPercent());
        if (same) {
            throw AlpacaRefusal.forbidden("order parameters are not changed");
        }
        return form;
    }

    private static void refuseReplace(AlpacaOrder old) {
        if (!old.isOpen()) {
            throw AlpacaRefusal.invalid("unable to replace order, order is not open");
        }
        if (!old.isWorking() && old.status != AlpacaStatus.HELD) {
            throw AlpacaRefusal.invalid("unable to replace order, order isn't sent to exchange yet");
        }
        if (old.form.orderClass().equals("oto")) {
            throw AlpacaRefusal.invalid("replacing oto orders is not supported");
        }
        if (old.form.notional() != null) {
            throw AlpacaRefusal.invalid("notional orders cannot be replaced");
        }
    }

    private static boolean isFraction(@Nullable BigDecimal value) {
        return value != null && value.stripTrailingZeros().scale() > 0;
    }

    private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    private static @Nullable BigDecimal or(@Nullable BigDecimal first, @Nullable BigDecimal second) {
        return first == null ? second : first;
    }
}
