package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the account forbids: wash trades, selling what other orders hold, spending what is not there. Guarded by the venue's lock. */
final class AlpacaGuard {
    private static final BigDecimal SHORT_EQUITY = new BigDecimal("2000");
    private static final BigDecimal SHORT_COLLAR = new BigDecimal("1.03");
    private static final BigDecimal LEAST_CRYPTO_COST = BigDecimal.TEN;

    private final AlpacaOrders orders;
    private final AlpacaLedger ledger;
    private final AlpacaMarket market;
    private final BigDecimal multiplier;

    AlpacaGuard(AlpacaOrders orders, AlpacaLedger ledger, AlpacaMarket market, BigDecimal multiplier) {
        this.orders = orders;
        this.ledger = ledger;
        this.market = market;
        this.multiplier = multiplier;
    }

    /** Throws a refusal if the account forbids the order; gives the position intent that it has. */
    String check(AlpacaOrderForm form, AlpacaAsset asset, @Nullable AlpacaOrder replaced) {
        washTrade(form, asset, replaced);
        BigDecimal cost = cost(form, asset);
        if (cost.compareTo(asset.isCrypto() ? LEAST_CRYPTO_COST : BigDecimal.ONE) < 0 && form.isFractional()) {
            throw AlpacaRefusal.forbidden(
                    "cost basis must be >= minimal amount of order " + (asset.isCrypto() ? "10" : "1"));
        }
        BigDecimal position = ledger.position(asset);
        boolean closes = form.isBuy() ? position.signum() < 0 : position.signum() > 0;
        if (closes) {
            available(form, asset, position, replaced);
            return form.isBuy() ? "buy_to_close" : "sell_to_close";
        }
        if (form.orderClass().equals("oco")) {
            throw AlpacaRefusal.forbidden("oco orders must be exit orders");
        }
        if (form.isBuy()) {
            buyingPower(asset, cost, replaced);
            return "buy_to_open";
        }
        shortSale(form, asset, cost, replaced);
        return "sell_to_open";
    }

    /** Units of a position that no open order holds. */
    BigDecimal available(AlpacaAsset asset, @Nullable AlpacaOrder except) {
        BigDecimal position = ledger.position(asset);
        return position.abs()
                .subtract(held(asset, position.signum() < 0, except))
                .max(BigDecimal.ZERO);
    }

    /** What may still be spent. */
    BigDecimal buyingPower(boolean crypto, @Nullable AlpacaOrder except) {
        BigDecimal power = ledger.cash();
        if (!crypto && multiplier.compareTo(BigDecimal.ONE) > 0) {
            BigDecimal exposure = ledger.marketValue(market, true)
                    .add(ledger.marketValue(market, false).abs());
            BigDecimal margin = exposure.divide(BigDecimal.valueOf(2));
            power = ledger.equity(market).subtract(margin).multiply(multiplier);
        }
        return power.subtract(reserved(except)).max(BigDecimal.ZERO);
    }

    /** What an order costs if it is filled at the worst price that is reckoned with. */
    private BigDecimal cost(AlpacaOrderForm form, AlpacaAsset asset) {
        BigDecimal notional = form.notional();
        if (notional != null) {
            reference(form, asset);
            return notional;
        }
        BigDecimal qty = form.qty();
        return qty == null
                ? BigDecimal.ZERO
                : qty.multiply(reference(form, asset)).multiply(asset.multiplier());
    }

    private BigDecimal reference(AlpacaOrderForm form, AlpacaAsset asset) {
        AlpacaLine line = market.line(asset.symbol());
        BigDecimal far = line.farSide(form.isBuy());
        BigDecimal limit = form.limit();
        if (limit != null) {
            return form.isBuy() || far == null ? limit : limit.max(far);
        }
        BigDecimal stop = form.stop();
        if (stop != null) {
            return form.isBuy() ? AlpacaExchange.stopCap(stop) : stop;
        }
        BigDecimal price = far == null ? line.mark() : far;
        if (price == null) {
            throw AlpacaRefusal.forbidden(
                    "order has been rejected due to no available quote for symbol." + " please reenter with a limit");
        }
        return price;
    }

    private void washTrade(AlpacaOrderForm form, AlpacaAsset asset, @Nullable AlpacaOrder replaced) {
        boolean exempt = form.type().equals("trailing_stop")
                || form.orderClass().equals("bracket")
                || form.orderClass().equals("oco");
        if (exempt) {
            return;
        }
        for (AlpacaOrder other : orders.open(asset)) {
            if (other == replaced || other.isBuy() == form.isBuy() || other.isExemptFromWashTrades()) {
                continue;
            }
            boolean free = isUnlimited(form.type()) || isUnlimited(other.form.type());
            if (free || couldMeet(form, other)) {
                throw AlpacaRefusal.forbidden("potential wash trade detected. use complex orders")
                        .with("existing_order_id", other.id.toString())
                        .with("reject_reason", "opposite side " + (free ? "market/stop" : "limit") + " order exists");
            }
        }
    }

    private static boolean isUnlimited(String type) {
        return type.equals("market") || type.equals("stop");
    }

    private static boolean couldMeet(AlpacaOrderForm form, AlpacaOrder other) {
        BigDecimal mine = form.limit();
        BigDecimal theirs = other.limit;
        if (mine == null || theirs == null) {
            return false;
        }
        return form.isBuy() ? mine.compareTo(theirs) >= 0 : theirs.compareTo(mine) >= 0;
    }

    private void available(
            AlpacaOrderForm form, AlpacaAsset asset, BigDecimal position, @Nullable AlpacaOrder replaced) {
        BigDecimal available = available(asset, replaced);
        BigDecimal wanted = form.qty();
        if (wanted == null) {
            wanted = form.notionalOrZero().divide(reference(form, asset), MathContext.DECIMAL64);
        }
        if (wanted.compareTo(available) <= 0) {
            return;
        }
        if (asset.isCrypto()) {
            throw AlpacaRefusal.forbidden("insufficient balance for "
                            + asset.symbol().substring(0, asset.symbol().indexOf('/')) + " (requested: "
                            + AlpacaJson.plain(wanted) + ", available: " + AlpacaJson.plain(available) + ")")
                    .with("available", AlpacaJson.plain(available))
                    .with("balance", AlpacaJson.plain(position.abs()))
                    .with("symbol", asset.symbol());
        }
        AlpacaRefusal refusal = AlpacaRefusal.forbidden("insufficient qty available for order (requested: "
                        + AlpacaJson.plain(wanted) + ", available: " + AlpacaJson.plain(available) + ")")
                .with("symbol", asset.symbol())
                .with("existing_qty", AlpacaJson.plain(position.abs()))
                .with("held_for_orders", AlpacaJson.plain(position.abs().subtract(available)))
                .with("available", AlpacaJson.plain(available));
        ArrayNode related = refusal.body().putArray("related_orders");
        holding(asset, position.signum() < 0, replaced).forEach(order -> related.add(order.id.toString()));
        throw refusal;
    }

    private BigDecimal held(AlpacaAsset asset, boolean buySide, @Nullable AlpacaOrder except) {
        BigDecimal sum = BigDecimal.ZERO;
        for (AlpacaOrder order : holding(asset, buySide, except)) {
            sum = sum.add(order.remaining(order.asset.isCrypto() ? mark(order) : BigDecimal.ONE));
        }
        return sum;
    }

    private List<AlpacaOrder> holding(AlpacaAsset asset, boolean buySide, @Nullable AlpacaOrder except) {
        return orders.open(asset).stream()
                .filter(order -> order.isBuy() == buySide
                        && order != except
                        && order.status != AlpacaStatus.HELD
                        && isExit(order))
                .toList();
    }

    private static boolean isExit(AlpacaOrder order) {
        String intent = order.form.positionIntent();
        return intent != null && intent.endsWith("_to_close");
    }

    private BigDecimal mark(AlpacaOrder order) {
        return market.line(order.asset.symbol()).markOr(BigDecimal.ONE);
    }

    private BigDecimal reserved(@Nullable AlpacaOrder except) {
        BigDecimal sum = BigDecimal.ZERO;
        for (AlpacaOrder order : orders.open()) {
            if (order != except && order.parent == null && !isExit(order)) {
                BigDecimal price = order.limit != null
                        ? order.limit
                        : order.stop != null ? AlpacaExchange.stopCap(order.stop) : mark(order);
                BigDecimal rest = order.qty == null
                        ? order.form.notionalOrZero().subtract(order.cost)
                        : order.remaining(price).multiply(price).multiply(order.asset.multiplier());
                sum = sum.add(rest);
            }
        }
        return sum;
    }

    private void buyingPower(AlpacaAsset asset, BigDecimal cost, @Nullable AlpacaOrder replaced) {
        BigDecimal power = buyingPower(asset.isCrypto() || asset.isOption(), replaced);
        if (cost.compareTo(power) > 0) {
            throw AlpacaRefusal.forbidden("insufficient buying power")
                    .with("buying_power", AlpacaJson.plain(power))
                    .with("cost_basis", AlpacaJson.plain(cost));
        }
    }

    private void shortSale(AlpacaOrderForm form, AlpacaAsset asset, BigDecimal cost, @Nullable AlpacaOrder replaced) {
        if (asset.isCrypto()) {
            throw AlpacaRefusal.forbidden("insufficient balance for "
                            + asset.symbol().substring(0, asset.symbol().indexOf('/')) + " (requested: "
                            + (form.qty() == null ? "0" : AlpacaJson.plain(form.qty())) + ", available: 0)")
                    .with("available", "0")
                    .with("balance", "0")
                    .with("symbol", asset.symbol());
        }
        if (asset.isOption()) {
            throw AlpacaRefusal.forbidden("account not eligible to trade uncovered option contracts");
        }
        if (form.isFractional()) {
            throw AlpacaRefusal.invalid("fractional orders cannot be sold short");
        }
        if (!asset.shortable()) {
            throw AlpacaRefusal.invalid("asset \"" + asset.symbol() + "\" cannot be sold short");
        }
        if (ledger.equity(market).compareTo(SHORT_EQUITY) < 0) {
            throw AlpacaRefusal.forbidden("account is not allowed to short");
        }
        buyingPower(asset, cost.multiply(SHORT_COLLAR), replaced);
    }
}
