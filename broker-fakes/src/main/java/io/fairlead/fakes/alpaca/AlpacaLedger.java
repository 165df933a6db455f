package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Cash, positions and activities of the one account. Guarded by the venue's lock. */
final class AlpacaLedger {
    private static final DateTimeFormatter ACTIVITY_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(AlpacaSessions.NEW_YORK);
    private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL64;
    private static final int UNIT_DECIMALS = 9;

    /** What is held of an asset; sold short if the quantity is below 0. */
    static final class Holding {
        final AlpacaAsset asset;
        BigDecimal qty = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;

        Holding(AlpacaAsset asset) {
            this.asset = asset;
        }

        BigDecimal averageEntry() {
            return cost.divide(qty.multiply(asset.multiplier()), EXACT_ENOUGH);
        }
    }

    private record Fee(LocalDate day, AlpacaAsset asset, BigDecimal units, BigDecimal money, BigDecimal price) {}

    private final SortedMap<String, Holding> holdings = new TreeMap<>();
    private final List<ObjectNode> activities = new ArrayList<>();
    private final List<Fee> feesToPost = new ArrayList<>();
    private final AlpacaJson style;
    private final Supplier<UUID> ids;
    private final BigDecimal cryptoFee;
    private BigDecimal cash;

    /**
     * An account that holds cash alone.
     *
     * @param cryptoFee part of what a crypto trade credits, taken from it
     */
    AlpacaLedger(BigDecimal cash, BigDecimal cryptoFee, AlpacaJson style, Supplier<UUID> ids) {
        this.cash = cash;
        this.cryptoFee = cryptoFee;
        this.style = style;
        this.ids = ids;
    }

    BigDecimal cash() {
        return cash;
    }

    /** Oldest first. */
    List<ObjectNode> activities() {
        return activities;
    }

    /** Positions that are not flat, by symbol. */
    List<Holding> holdings() {
        return List.copyOf(holdings.values());
    }

    @Nullable
    Holding holding(AlpacaAsset asset) {
        return holdings.get(asset.symbol());
    }

    /** Units held, below 0 for a short position. */
    BigDecimal position(AlpacaAsset asset) {
        Holding holding = holding(asset);
        return holding == null ? BigDecimal.ZERO : holding.qty;
    }

    /** Gives the account a position from before. */
    void grant(AlpacaAsset asset, BigDecimal qty, BigDecimal price) {
        move(asset, qty, price);
    }

    /** Books an execution that the order already counts, and lists it as an activity. */
    void book(AlpacaOrder order, BigDecimal qty, BigDecimal price, Instant at) {
        BigDecimal money = qty.multiply(price).multiply(order.asset.multiplier());
        BigDecimal rate = order.asset.isCrypto() ? cryptoFee : BigDecimal.ZERO;
        if (order.isBuy()) {
            BigDecimal units = qty.multiply(rate).setScale(UNIT_DECIMALS, RoundingMode.UP);
            cash = cash.subtract(money);
            move(order.asset, qty.subtract(units), price);
            charge(order.asset, units, BigDecimal.ZERO, price, at);
        } else {
            BigDecimal fee = money.multiply(rate);
            cash = cash.add(money).subtract(fee);
            move(order.asset, qty.negate(), price);
            charge(order.asset, BigDecimal.ZERO, fee, price, at);
        }
        activities.add(fillRow(order, qty, price, at));
    }

    /** Takes an execution back, fees excepted, and marks its row. */
    void reverse(AlpacaOrder order, BigDecimal qty, BigDecimal price) {
        BigDecimal signed = order.isBuy() ? qty : qty.negate();
        cash = cash.add(signed.multiply(price).multiply(order.asset.multiplier()));
        move(order.asset, signed.negate(), price);
        lastRow(order).put("status", "canceled");
    }

    /** Books an execution anew at another price, and marks its row. */
    void rebook(AlpacaOrder order, BigDecimal qty, BigDecimal price) {
        BigDecimal signed = order.isBuy() ? qty : qty.negate();
        cash = cash.subtract(signed.multiply(price).multiply(order.asset.multiplier()));
        move(order.asset, signed, price);
        lastRow(order).put("status", "correct").put("price", AlpacaJson.plain(price));
    }

    private ObjectNode lastRow(AlpacaOrder order) {
        ObjectNode last = AlpacaJson.object();
        for (ObjectNode row : activities) {
            last = row.path("order_id").asText().equals(order.id.toString()) ? row : last;
        }
        return last;
    }

    private void charge(AlpacaAsset asset, BigDecimal units, BigDecimal money, BigDecimal price, Instant at) {
        if (units.signum() != 0 || money.signum() != 0) {
            feesToPost.add(new Fee(LocalDate.ofInstant(at, ZoneOffset.UTC), asset, units, money, price));
        }
    }

    private void move(AlpacaAsset asset, BigDecimal signed, BigDecimal unitPrice) {
        BigDecimal price = unitPrice.multiply(asset.multiplier());
        Holding holding = holdings.computeIfAbsent(asset.symbol(), any -> new Holding(asset));
        boolean reduces = holding.qty.signum() * signed.signum() < 0;
        if (reduces) {
            BigDecimal closed = signed.abs().min(holding.qty.abs());
            BigDecimal part = holding.cost.multiply(closed).divide(holding.qty.abs(), EXACT_ENOUGH);
            holding.cost = holding.cost.subtract(part);
            BigDecimal opened = signed.abs().subtract(closed);
            holding.cost = holding.cost.add(opened.multiply(price).multiply(BigDecimal.valueOf(signed.signum())));
        } else {
            holding.cost = holding.cost.add(signed.multiply(price));
        }
        holding.qty = holding.qty.add(signed);
        if (holding.qty.signum() == 0) {
            holdings.remove(asset.symbol());
        }
    }

    /** Posts the fees of days that have ended (UTC). */
    void tick(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (Iterator<Fee> each = feesToPost.iterator(); each.hasNext(); ) {
            Fee fee = each.next();
            if (fee.day().isBefore(today)) {
                each.remove();
                activities.add(feeRow(fee, now));
            }
        }
    }

    BigDecimal marketValue(AlpacaMarket market, boolean isLong) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Holding holding : holdings.values()) {
            if ((holding.qty.signum() > 0) == isLong) {
                sum = sum.add(value(holding, market));
            }
        }
        return sum;
    }

    BigDecimal equity(AlpacaMarket market) {
        return cash.add(marketValue(market, true)).add(marketValue(market, false));
    }

    private static BigDecimal value(Holding holding, AlpacaMarket market) {
        return holding.qty.multiply(price(holding, market)).multiply(holding.asset.multiplier());
    }

    private static BigDecimal price(Holding holding, AlpacaMarket market) {
        return market.line(holding.asset.symbol()).markOr(holding.averageEntry());
    }

    /**
     * A position as REST shows it.
     *
     * @param available units that no open order holds
     */
    ObjectNode positionJson(Holding holding, AlpacaMarket market, BigDecimal available) {
        BigDecimal value = value(holding, market);
        BigDecimal gain = value.subtract(holding.cost);
        String ratio = AlpacaJson.plain(gain.divide(holding.cost.abs(), 6, RoundingMode.HALF_EVEN));
        BigDecimal price = price(holding, market);
        ObjectNode node = AlpacaJson.object()
                .put("asset_id", holding.asset.positionAssetId())
                .put("symbol", holding.asset.symbolWithoutSlash())
                .put("exchange", holding.asset.exchange())
                .put("asset_class", holding.asset.assetClass())
                .put("asset_marginable", !holding.asset.isCrypto())
                .put("qty", AlpacaJson.plain(holding.qty))
                .put("qty_available", AlpacaJson.plain(available))
                .put("avg_entry_price", AlpacaJson.plain(holding.averageEntry()))
                .put("side", holding.qty.signum() > 0 ? "long" : "short")
                .put("market_value", AlpacaJson.plain(value))
                .put("cost_basis", AlpacaJson.plain(holding.cost))
                .put("unrealized_pl", AlpacaJson.plain(gain))
                .put("unrealized_plpc", ratio)
                .put("unrealized_intraday_pl", AlpacaJson.plain(gain))
                .put("unrealized_intraday_plpc", ratio)
                .put("current_price", AlpacaJson.plain(price));
        style.put(node, "lastday_price", price);
        style.put(node, "change_today", BigDecimal.ZERO);
        return node;
    }

    private ObjectNode fillRow(AlpacaOrder order, BigDecimal qty, BigDecimal price, Instant at) {
        boolean done = order.status == AlpacaStatus.FILLED;
        BigDecimal total = order.qty == null ? order.filled : order.qty;
        return AlpacaJson.object()
                .put("activity_type", "FILL")
                .put("id", activityId(at))
                .put("transaction_time", style.time(at))
                .put("type", done ? "fill" : "partial_fill")
                .put("price", AlpacaJson.plain(price))
                .put("qty", AlpacaJson.plain(qty))
                .put("side", order.form.side())
                .put("symbol", order.asset.symbol())
                .put("leaves_qty", AlpacaJson.plain(done ? BigDecimal.ZERO : total.subtract(order.filled)))
                .put("order_id", order.id.toString())
                .put("cum_qty", AlpacaJson.plain(order.filled))
                .put("order_status", order.status.wire());
    }

    private ObjectNode feeRow(Fee fee, Instant now) {
        return AlpacaJson.object()
                .put("activity_type", "CFEE")
                .put("id", activityId(now))
                .put("date", fee.day().toString())
                .put("net_amount", AlpacaJson.plain(fee.money().negate()))
                .put("symbol", fee.asset().symbolWithoutSlash())
                .put("qty", AlpacaJson.plain(fee.units().negate()))
                .put("price", AlpacaJson.plain(fee.price()))
                .put("description", "Coin Pair Transaction Fee")
                .put("status", "executed")
                .put("created_at", now.toString());
    }

    /** Ids sort by time, and two of one millisecond by the order in which they came. */
    private String activityId(Instant at) {
        String random = ids.get().toString();
        return ACTIVITY_TIME.format(at) + "::" + String.format("%08x", activities.size()) + random.substring(8);
    }
}
