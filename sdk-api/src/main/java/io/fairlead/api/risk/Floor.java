package io.fairlead.api.risk;

import io.fairlead.api.AccountId;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What no policy can switch off: identity, the venue's grids, and what a session that is halted or reducing lets through. */
final class Floor {
    private static final Quantity ONE = Quantity.of(1);

    private Floor() {}

    static @Nullable Denial check(ApprovalVerifier connection, Instrument instrument, OrderRequest order) {
        if (!order.instrument().equals(instrument.id())) {
            return new Denial(
                    "INSTRUMENT_MISMATCH",
                    "order=" + order.instrument() + " rules=" + instrument.id(),
                    "hand in the rules of the order's instrument");
        }
        Optional<AccountId> account = order.account();
        if (account.isPresent() && !account.get().equals(connection.account())) {
            return new Denial(
                    "ACCOUNT_UNKNOWN",
                    "order=" + account.get() + " connection=" + connection.account(),
                    "leave the account out, or name the one that is connected");
        }
        Denial denial = checkUnits(instrument, order);
        if (denial == null) {
            denial = checkPrices(instrument, order);
        }
        return denial == null ? checkNotional(instrument, order) : denial;
    }

    /** Asked per order, with the view that it is judged by. */
    static @Nullable Denial checkState(RiskView view) {
        TradingState state = view.tradingState();
        if (state == TradingState.ACTIVE || view.isFlattening()) {
            return null;
        }
        if (state == TradingState.HALTED) {
            return new Denial("STATE_HALTED", "state=HALTED", "cancel, flatten, or have trading resumed");
        }
        return view.isReducing()
                ? null
                : new Denial(
                        "STATE_REDUCE_ONLY",
                        "state=REDUCE_ONLY reducing=false",
                        "ask for an order that can only make the position smaller");
    }

    private static @Nullable Denial checkUnits(Instrument instrument, OrderRequest order) {
        Optional<Quantity> quantity = order.quantity();
        Denial denial = quantity.isPresent() ? checkQuantity(instrument, quantity.get()) : null;
        if (denial != null) {
            return denial;
        }
        Optional<Quantity> display = order.displayQuantity();
        return display.isPresent() && !instrument.isOnLot(display.get())
                ? offLot(instrument, "display", display.get())
                : null;
    }

    private static @Nullable Denial checkQuantity(Instrument instrument, Quantity quantity) {
        if (!instrument.isOnLot(quantity)) {
            return offLot(instrument, "quantity", quantity);
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
        return null;
    }

    private static Denial offLot(Instrument instrument, String which, Quantity quantity) {
        return new Denial(
                "GRID_QUANTITY_OFF_LOT",
                which + "=" + quantity + " lotStep=" + instrument.lotStep(),
                "use instrument.roundDownToLot: " + instrument.roundDownToLot(quantity));
    }

    private static @Nullable Denial checkNotional(Instrument instrument, OrderRequest order) {
        Optional<Money> notional = order.notional();
        Optional<Money> minimum = instrument.minNotional();
        if (notional.isPresent() && !notional.get().currency().equals(instrument.quoteCurrency())) {
            return new Denial(
                    "GRID_NOTIONAL_CURRENCY",
                    "notional=" + notional.get() + " quote=" + instrument.quoteCurrency(),
                    "state the notional in " + instrument.quoteCurrency());
        }
        if (minimum.isEmpty()) {
            return null;
        }
        if (notional.isPresent()) {
            return checkMinimum(notional.get(), minimum.get());
        }
        Optional<Price> limit = order.limitPrice();
        if (limit.isEmpty()) {
            return null;
        }
        Quantity quantity = order.quantity().orElseThrow();
        return reaches(minimum.get(), instrument, limit.get(), quantity)
                ? null
                : checkMinimum(instrument.notional(limit.get(), quantity), minimum.get());
    }

    /** Whether price × quantity is surely enough, reckoned in longs: what costs nothing on the way of most orders. */
    private static boolean reaches(Money minimum, Instrument instrument, Price price, Quantity quantity) {
        if (!price.isCompact()
                || !quantity.isCompact()
                || !instrument.multiplier().equals(ONE)) {
            return false;
        }
        long product = price.unscaled() * quantity.unscaled();
        int scale = price.scale() + quantity.scale();
        return Math.multiplyHigh(price.unscaled(), quantity.unscaled()) == 0
                && product >= 0
                && scale <= 18
                && minimum.fitsScale(scale)
                && product >= minimum.toScaled(scale);
    }

    private static @Nullable Denial checkMinimum(Money notional, Money minimum) {
        return notional.compareTo(minimum) >= 0
                ? null
                : new Denial(
                        "GRID_NOTIONAL_TOO_SMALL",
                        "notional=" + notional + " min=" + minimum,
                        "ask for a notional of at least " + minimum);
    }

    private static @Nullable Denial checkPrices(Instrument instrument, OrderRequest order) {
        Optional<Price> limit = order.limitPrice();
        Denial denial = limit.isPresent() ? checkPrice(instrument, "limit", limit.get()) : null;
        if (denial != null) {
            return denial;
        }
        Optional<Price> trigger = order.triggerPrice();
        return trigger.isPresent() ? checkPrice(instrument, "trigger", trigger.get()) : null;
    }

    private static @Nullable Denial checkPrice(Instrument instrument, String which, Price price) {
        if (!instrument.isOnTick(price)) {
            return new Denial(
                    "GRID_PRICE_OFF_TICK",
                    which + "=" + price + " tick=" + instrument.ticks().tickAt(price),
                    "use instrument.roundToTick(price, mode)");
        }
        return price.signum() > 0 || mayBeNegative(instrument.assetClass())
                ? null
                : new Denial(
                        "GRID_PRICE_NOT_POSITIVE",
                        which + "=" + price + " assetClass=" + instrument.assetClass(),
                        "ask for a price above 0");
    }

    private static boolean mayBeNegative(AssetClass kind) {
        return kind == AssetClass.FUTURE || kind == AssetClass.OPTION || kind == AssetClass.CFD;
    }
}
