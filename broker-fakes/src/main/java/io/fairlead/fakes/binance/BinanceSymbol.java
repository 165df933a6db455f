package io.fairlead.fakes.binance;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/** A symbol of the fake and its filters. Immutable; the {@code with} methods give changed copies. */
public final class BinanceSymbol {
    /** What a symbol is limited by; the names are ours, the filters Binance's. Zero switches a rule off. */
    public enum Limit {
        /** PRICE_FILTER. */
        MIN_PRICE,
        MAX_PRICE,
        TICK_SIZE,
        /** LOT_SIZE. */
        MIN_QUANTITY,
        MAX_QUANTITY,
        STEP_SIZE,
        /** MARKET_LOT_SIZE. */
        MAX_MARKET_QUANTITY,
        /** NOTIONAL; the minimum applies to market orders too. */
        MIN_NOTIONAL,
        MAX_NOTIONAL,
        /** PERCENT_PRICE_BY_SIDE, the same for both sides. */
        PRICE_MULTIPLIER_UP,
        PRICE_MULTIPLIER_DOWN,
        /** TRAILING_DELTA, in basis points, the same above and below. */
        MIN_TRAILING_DELTA,
        MAX_TRAILING_DELTA,
        ICEBERG_PARTS,
        MAX_ORDERS,
        MAX_ALGO_ORDERS,
        MAX_ORDER_LISTS,
        MAX_AMENDS
    }

    private final String name;
    private final String base;
    private final String quote;
    private final String status;
    private final Map<Limit, BigDecimal> limits;

    private BinanceSymbol(String name, String base, String quote, String status, Map<Limit, BigDecimal> limits) {
        this.name = name;
        this.base = base;
        this.quote = quote;
        this.status = status;
        this.limits = limits;
    }

    /** A symbol with the filters of a liquid coin: tick 0.01, step 0.00001, at least 5 quote. */
    public static BinanceSymbol of(String base, String quote) {
        Map<Limit, BigDecimal> limits = new EnumMap<>(Limit.class);
        String[] usual = {
            "0.01", "1000000", "0.01", "0.00001", "9000", "0.00001", "98.5", "5", "9000000", "5", "0.2", "10", "2000",
            "100", "200", "5", "20", "10"
        };
        int i = 0;
        for (Limit limit : Limit.values()) {
            limits.put(limit, new BigDecimal(usual[i++]));
        }
        return new BinanceSymbol(base + quote, base, quote, "TRADING", limits);
    }

    /** The same with one limit changed. */
    public BinanceSymbol with(Limit limit, String value) {
        Map<Limit, BigDecimal> changed = new EnumMap<>(limits);
        changed.put(limit, new BigDecimal(value));
        return new BinanceSymbol(name, base, quote, status, changed);
    }

    /** The same in another state: TRADING, END_OF_DAY, HALT, BREAK, CANCEL_ONLY. */
    public BinanceSymbol withStatus(String newStatus) {
        return new BinanceSymbol(name, base, quote, newStatus, limits);
    }

    /** {@code BTCUSDT}. */
    public String name() {
        return name;
    }

    /** The asset that is traded. */
    public String base() {
        return base;
    }

    /** The asset that pays. */
    public String quote() {
        return quote;
    }

    /** The state, as in {@code exchangeInfo}. */
    public String status() {
        return status;
    }

    /** A limit; zero when the rule is off. */
    public BigDecimal limit(Limit limit) {
        return limits.getOrDefault(limit, BigDecimal.ZERO);
    }
}
