package io.fairlead.api.risk;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/** What no policy can switch off: identity and the venue's grids. */
final class Floor {
    private Floor() {}

    static @Nullable Denial check(ApprovalVerifier connection, Instrument instrument, OrderRequest order) {
        if (!order.instrument().equals(instrument.id())) {
            return new Denial(
                    "INSTRUMENT_MISMATCH",
                    "order=" + order.instrument() + " rules=" + instrument.id(),
                    "hand in the rules of the order's instrument");
        }
        if (order.account().isPresent() && !order.account().get().equals(connection.account())) {
            return new Denial(
                    "ACCOUNT_UNKNOWN",
                    "order=" + order.account().get() + " connection=" + connection.account(),
                    "leave the account out, or name the one that is connected");
        }
        Denial size = order.quantity().isPresent()
                ? checkQuantity(instrument, order, order.quantity().get())
                : null;
        if (size != null) {
            return size;
        }
        Denial limit = order.limitPrice().isPresent()
                ? checkTick(instrument, "limit", order.limitPrice().get())
                : null;
        if (limit != null) {
            return limit;
        }
        return order.triggerPrice().isPresent()
                ? checkTick(instrument, "trigger", order.triggerPrice().get())
                : null;
    }

    private static @Nullable Denial checkQuantity(Instrument instrument, OrderRequest order, Quantity quantity) {
        if (!instrument.isOnLot(quantity)) {
            return new Denial(
                    "GRID_QUANTITY_OFF_LOT",
                    "quantity=" + quantity + " lotStep=" + instrument.lotStep(),
                    "use instrument.roundDownToLot: " + instrument.roundDownToLot(quantity));
        }
        if (quantity.isZero() || quantity.compareTo(instrument.minQuantity()) < 0) {
            return new Denial(
                    "GRID_QUANTITY_TOO_SMALL",
                    "quantity=" + quantity + " min=" + instrument.minQuantity(),
                    "ask for at least " + instrument.minQuantity());
        }
        if (instrument.maxQuantity().isPresent()
                && quantity.compareTo(instrument.maxQuantity().get()) > 0) {
            return new Denial(
                    "GRID_QUANTITY_TOO_LARGE",
                    "quantity=" + quantity + " max=" + instrument.maxQuantity().get(),
                    "split the order");
        }
        return instrument.minNotional().isPresent() && order.limitPrice().isPresent()
                ? checkNotional(
                        instrument,
                        quantity,
                        order.limitPrice().get(),
                        instrument.minNotional().get())
                : null;
    }

    private static @Nullable Denial checkNotional(
            Instrument instrument, Quantity quantity, Price limit, Money minimum) {
        Money notional = instrument.notional(limit, quantity);
        return notional.compareTo(minimum) >= 0
                ? null
                : new Denial(
                        "GRID_NOTIONAL_TOO_SMALL",
                        "notional=" + notional + " min=" + minimum,
                        "ask for a notional of at least " + minimum);
    }

    private static @Nullable Denial checkTick(Instrument instrument, String which, Price price) {
        return instrument.isOnTick(price)
                ? null
                : new Denial(
                        "GRID_PRICE_OFF_TICK",
                        which + "=" + price + " tick=" + instrument.ticks().tickAt(price),
                        "use instrument.roundToTick(price, mode)");
    }
}
