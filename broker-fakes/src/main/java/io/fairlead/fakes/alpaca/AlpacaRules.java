package io.fairlead.fakes.alpaca;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Alpaca refuses before it looks at the account: which type goes with which time in force, steps of prices and quantities,
 * complex orders, auction hours. Messages are the venue's own where they are known; see {@code SOURCES.md}.
 */
final class AlpacaRules {
    private static final Set<String> WHOLE_MARKET_LIMIT = Set.of("day", "gtc", "opg", "cls", "ioc", "fok");
    private static final Set<String> DAY_GTC = Set.of("day", "gtc");
    private static final Set<String> CRYPTO = Set.of("gtc", "ioc");
    private static final Set<String> CRYPTO_TYPES = Set.of("market", "limit", "stop_limit");
    private static final int MOST_DECIMALS = 9;
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final LocalTime OPG_FROM = LocalTime.of(9, 28);
    private static final LocalTime CLS_FROM = LocalTime.of(15, 50);
    private static final LocalTime AUCTIONS_AGAIN = LocalTime.of(19, 0);

    private AlpacaRules() {}

    /**
     * Throws a refusal if the order is not possible.
     *
     * @param reference the last price, where there is one
     */
    static void check(AlpacaOrderForm form, AlpacaAsset asset, @Nullable BigDecimal reference, Instant now) {
        if (!asset.tradable()) {
            throw AlpacaRefusal.invalid("asset \"" + asset.symbol() + "\" is not tradable");
        }
        amounts(form);
        prices(form, asset);
        if (asset.isCrypto()) {
            crypto(form, asset);
        } else if (asset.isOption()) {
            option(form);
        } else {
            equity(form, asset, now);
        }
        complex(form, reference);
    }

    /** A price on the grid, or a refusal. */
    static void price(@Nullable BigDecimal price, String field, AlpacaAsset asset) {
        if (price == null) {
            return;
        }
        if (asset.isCrypto()) {
            if (price.remainder(asset.priceIncrement()).signum() != 0) {
                throw AlpacaRefusal.invalid("invalid " + field + " " + AlpacaJson.plain(price)
                        + ". must be a multiple of " + AlpacaJson.plain(asset.priceIncrement()));
            }
            return;
        }
        int decimals = price.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
        if (price.stripTrailingZeros().scale() > decimals) {
            throw AlpacaRefusal.invalid("invalid " + field + " " + AlpacaJson.plain(price)
                    + ". sub-penny increment does not fulfill minimum pricing criteria");
        }
    }

    private static void amounts(AlpacaOrderForm form) {
        if (form.qty() == null && form.notional() == null) {
            throw AlpacaRefusal.malformed("qty or notional is required");
        }
        if (form.qty() != null && form.notional() != null) {
            throw AlpacaRefusal.invalid("only one of qty or notional is accepted");
        }
        if (form.qty() != null && form.qty().stripTrailingZeros().scale() > MOST_DECIMALS) {
            throw AlpacaRefusal.invalid("qty increment must be at least 1e-9");
        }
    }

    private static void prices(AlpacaOrderForm form, AlpacaAsset asset) {
        switch (form.type()) {
            case "market" ->
                refuse(form.limit() != null || form.stop() != null, "market orders require no stop or limit price");
            case "limit" -> refuse(form.limit() == null, "limit orders require a limit price");
            case "stop" -> refuse(form.stop() == null, "stop orders require a stop price");
            case "stop_limit" ->
                refuse(
                        form.limit() == null || form.stop() == null,
                        "stop limit orders require both stop and limit price");
            default ->
                refuse(
                        (form.trailPrice() == null) == (form.trailPercent() == null),
                        "trailing stop orders must specify one of trail_price or trail_percent");
        }
        price(form.limit(), "limit_price", asset);
        price(form.stop(), "stop_price", asset);
        price(form.takeProfit(), "take_profit.limit_price", asset);
        price(form.lossStop(), "stop_loss.stop_price", asset);
        price(form.lossLimit(), "stop_loss.limit_price", asset);
    }

    private static void crypto(AlpacaOrderForm form, AlpacaAsset asset) {
        refuse(form.isComplex(), "complex orders not supported for crypto trading");
        refuse(form.extendedHours(), "extended hours orders not supported for crypto trading");
        refuse(!CRYPTO_TYPES.contains(form.type()), "invalid order type for crypto order");
        refuse(!CRYPTO.contains(form.timeInForce()), "invalid crypto time_in_force");
        BigDecimal qty = form.qty();
        if (qty != null) {
            refuse(
                    qty.remainder(asset.tradeIncrement()).signum() != 0,
                    "qty must be a multiple of " + AlpacaJson.plain(asset.tradeIncrement()));
            if (qty.compareTo(asset.minOrderSize()) < 0) {
                throw AlpacaRefusal.forbidden("minimal qty of order is " + AlpacaJson.plain(asset.minOrderSize()));
            }
        }
    }

    private static void option(AlpacaOrderForm form) {
        refuse(form.isComplex(), "complex orders not supported for options trading");
        refuse(form.isFractional(), "options orders must be in whole contracts");
        refuse(form.extendedHours(), "extended hours orders not supported for options trading");
        refuse(form.type().equals("trailing_stop"), "invalid order type for options order");
        refuse(!DAY_GTC.contains(form.timeInForce()), "invalid time_in_force for options order");
    }

    private static void equity(AlpacaOrderForm form, AlpacaAsset asset, Instant now) {
        boolean fractional = form.isFractional();
        refuse(fractional && !asset.fractionable(), "asset \"" + asset.symbol() + "\" is not fractionable");
        refuse(fractional && form.isComplex(), "fractional orders must be simple orders");
        refuse(fractional && !form.timeInForce().equals("day"), "fractional orders must be DAY orders");
        refuse(fractional && form.type().equals("trailing_stop"), "trailing stop orders must be in whole shares");
        refuse(form.notional() != null && !form.type().equals("market"), "notional orders must be market orders");
        boolean auction = form.type().equals("market") || form.type().equals("limit");
        Set<String> allowed = auction && !asset.exchange().equals("OTC") ? WHOLE_MARKET_LIMIT : DAY_GTC;
        refuse(
                !allowed.contains(form.timeInForce()),
                "invalid time_in_force for " + form.type() + " order: " + form.timeInForce());
        boolean extendable = form.type().equals("limit") && DAY_GTC.contains(form.timeInForce()) && !form.isComplex();
        refuse(form.extendedHours() && !extendable, "extended hours order must be DAY or GTC limit orders");
        auctionHours(form, now);
    }

    private static void auctionHours(AlpacaOrderForm form, Instant now) {
        LocalTime time = now.atZone(AlpacaSessions.NEW_YORK).toLocalTime();
        boolean late = time.isBefore(AUCTIONS_AGAIN);
        refuse(
                form.timeInForce().equals("opg") && late && !time.isBefore(OPG_FROM),
                "market-on-open and limit-on-open orders are not accepted between 9:28am and 7:00pm ET");
        refuse(
                form.timeInForce().equals("cls") && late && !time.isBefore(CLS_FROM),
                "market-on-close and limit-on-close orders are not accepted between 3:50pm and 7:00pm ET");
    }

    private static void complex(AlpacaOrderForm form, @Nullable BigDecimal reference) {
        boolean profit = form.takeProfit() != null;
        boolean loss = form.lossStop() != null;
        switch (form.orderClass()) {
            case "bracket" -> {
                refuse(!profit, "bracket orders require take_profit.limit_price");
                refuse(!loss, "bracket orders require stop_loss.stop_price");
            }
            case "oco" -> {
                refuse(!form.type().equals("limit"), "oco orders must be limit orders");
                refuse(!profit || !loss, "oco orders require take_profit.limit_price and stop_loss.stop_price");
            }
            case "oto" -> refuse(profit == loss, "oto orders require exactly one of take_profit or stop_loss");
            default -> refuse(profit || loss, "take_profit and stop_loss are for complex orders only");
        }
        if (form.isComplex()) {
            refuse(!DAY_GTC.contains(form.timeInForce()), form.orderClass() + " orders must be DAY or GTC orders");
            distance(form, reference);
        }
    }

    /** A protective stop stands at least a cent off the base price: the target of an OCO, the entry's limit, or the market. */
    private static void distance(AlpacaOrderForm form, @Nullable BigDecimal reference) {
        boolean oco = form.orderClass().equals("oco");
        boolean exitSells = form.isBuy() != oco;
        BigDecimal loss = form.lossStop();
        BigDecimal profit = form.takeProfit();
        if (loss != null && profit != null) {
            boolean wrongWay = exitSells ? profit.compareTo(loss) <= 0 : profit.compareTo(loss) >= 0;
            refuse(wrongWay, "take_profit.limit_price must be " + (exitSells ? ">" : "<") + " stop_loss.stop_price");
        }
        BigDecimal base = oco ? profit : form.limit() != null ? form.limit() : reference;
        if (loss == null || base == null) {
            return;
        }
        BigDecimal room = exitSells ? base.subtract(loss) : loss.subtract(base);
        if (room.compareTo(CENT) < 0) {
            throw AlpacaRefusal.invalid("stop_loss.stop_price must be "
                            + (exitSells ? "<= base_price - 0.01" : ">= base_price + 0.01"))
                    .with("base_price", AlpacaJson.plain(base))
                    .with("stop_price", AlpacaJson.plain(loss));
        }
    }

    private static void refuse(boolean broken, String message) {
        if (broken) {
            throw AlpacaRefusal.invalid(message);
        }
    }
}
