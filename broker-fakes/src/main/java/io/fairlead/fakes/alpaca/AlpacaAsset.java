package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that {@link FakeAlpaca} trades. Immutable; any thread.
 *
 * @param symbol a ticker, or a pair with a slash
 * @param exchange {@code NASDAQ}, {@code OTC}, {@code CRYPTO}, …
 * @param name its full name
 * @param tradable whether orders are taken
 * @param shortable whether it may be sold short
 * @param fractionable whether parts of a unit are traded
 * @param overnight whether it is traded from 20:00 to 04:00 New York time
 * @param minOrderSize smallest quantity of a crypto order; 0 for equities
 * @param tradeIncrement step of a quantity; for equities what a fraction may be cut to
 * @param priceIncrement step of a crypto price; 0 for equities, whose rule depends on the price
 */
public record AlpacaAsset(
        String symbol,
        String exchange,
        String name,
        boolean tradable,
        boolean shortable,
        boolean fractionable,
        boolean overnight,
        BigDecimal minOrderSize,
        BigDecimal tradeIncrement,
        BigDecimal priceIncrement) {
    private static final BigDecimal NINE_DECIMALS = new BigDecimal("0.000000001");

    /** Refuses nulls. */
    public AlpacaAsset {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(exchange, "exchange");
        Objects.requireNonNull(name, "name");
    }

    /** A share that may be sold short, in parts, and overnight. */
    public static AlpacaAsset equity(String symbol, String exchange, String name) {
        return new AlpacaAsset(
                symbol, exchange, name, true, true, true, true, BigDecimal.ZERO, NINE_DECIMALS, BigDecimal.ZERO);
    }

    /** A crypto pair. */
    public static AlpacaAsset crypto(String pair, String name, String minOrder, String increment, String priceStep) {
        return new AlpacaAsset(
                pair,
                "CRYPTO",
                name,
                true,
                false,
                true,
                false,
                new BigDecimal(minOrder),
                new BigDecimal(increment),
                new BigDecimal(priceStep));
    }

    /** An option contract on a hundred shares, by its OCC code: {@code AAPL261218C00250000}. */
    public static AlpacaAsset option(String code) {
        AlpacaContract contract = AlpacaContract.parse(code);
        return new AlpacaAsset(
                code, "", contract.name(), true, false, false, false, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO);
    }

    /** The same, but no orders are taken. */
    public AlpacaAsset withoutTrading() {
        return new AlpacaAsset(
                symbol,
                exchange,
                name,
                false,
                shortable,
                fractionable,
                overnight,
                minOrderSize,
                tradeIncrement,
                priceIncrement);
    }

    /** The same in whole units only, neither short nor overnight. */
    public AlpacaAsset plainOnly() {
        return new AlpacaAsset(
                symbol, exchange, name, tradable, false, false, false, minOrderSize, BigDecimal.ONE, priceIncrement);
    }

    /** What the venue begins with if nothing else is asked for. */
    public static List<AlpacaAsset> usual() {
        return List.of(
                equity("AAPL", "NASDAQ", "Apple Inc. Common Stock"),
                equity("MSFT", "NASDAQ", "Microsoft Corporation Common Stock"),
                equity("F", "NYSE", "Ford Motor Company"),
                equity("SPY", "ARCA", "SPDR S&P 500 ETF Trust"),
                option("AAPL261218C00250000"),
                equity("FAKEPACA", "NASDAQ", "Test symbol of the test stream").plainOnly(),
                crypto("BTC/USD", "Bitcoin / US Dollar", "0.00001", "0.00000001", "0.01"),
                crypto("ETH/USD", "Ethereum / US Dollar", "0.0001", "0.00000001", "0.01"));
    }

    boolean isCrypto() {
        return exchange.equals("CRYPTO");
    }

    boolean isOption() {
        return AlpacaContract.isCode(symbol);
    }

    /** How many units of the underlying one unit stands for. */
    BigDecimal multiplier() {
        return isOption() ? AlpacaContract.SHARES : BigDecimal.ONE;
    }

    String assetClass() {
        return isCrypto() ? "crypto" : isOption() ? "us_option" : "us_equity";
    }

    String id() {
        return UUID.nameUUIDFromBytes(("asset " + symbol).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** As positions and some filters write it. */
    String symbolWithoutSlash() {
        return symbol.replace("/", "");
    }

    /** Positions of a pair carry an id of their own. */
    String positionAssetId() {
        return isCrypto()
                ? UUID.nameUUIDFromBytes(("position " + symbol).getBytes(StandardCharsets.UTF_8))
                        .toString()
                : id();
    }

    boolean answersTo(String word) {
        return word.equals(symbol) || word.equals(symbolWithoutSlash()) || word.equals(id());
    }

    ObjectNode toJson() {
        ObjectNode node = AlpacaJson.object()
                .put("id", id())
                .put("class", assetClass())
                .put("exchange", exchange)
                .put("symbol", symbol)
                .put("name", name)
                .put("status", "active")
                .put("tradable", tradable)
                .put("marginable", !isCrypto())
                .put("shortable", shortable)
                .put("fractionable", fractionable);
        ArrayNode attributes = AlpacaJson.array();
        if (isCrypto()) {
            node.put("min_order_size", AlpacaJson.plain(minOrderSize));
            node.put("min_trade_increment", AlpacaJson.plain(tradeIncrement));
            node.put("price_increment", AlpacaJson.plain(priceIncrement));
        } else {
            node.put("borrow_status", shortable ? "easy_to_borrow" : "hard_to_borrow");
            node.put("easy_to_borrow", shortable);
            node.put("margin_requirement_long", "30");
            node.put("margin_requirement_short", "30");
            attributes.add("has_options");
            if (fractionable) {
                attributes.add("fractional_eh_enabled");
            }
            if (overnight) {
                attributes.add("overnight_tradable");
            }
        }
        node.set("attributes", attributes);
        return node;
    }
}
