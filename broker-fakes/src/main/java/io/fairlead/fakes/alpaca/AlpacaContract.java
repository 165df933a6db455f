package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the OCC code of an option says: root, expiry, call or put, and the strike in thousandths. */
record AlpacaContract(String code, String root, LocalDate expiry, boolean call, BigDecimal strike) {
    static final BigDecimal SHARES = new BigDecimal("100");

    private static final Pattern CODE = Pattern.compile("([A-Z]{1,6})(\\d{6})([CP])(\\d{8})");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyMMdd");

    static boolean isCode(String symbol) {
        return CODE.matcher(symbol).matches();
    }

    static AlpacaContract parse(String code) {
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("an OCC code is like AAPL261218C00250000, was '" + code + "'");
        }
        return new AlpacaContract(
                code,
                matcher.group(1),
                LocalDate.parse(matcher.group(2), DATE),
                matcher.group(3).equals("C"),
                new BigDecimal(matcher.group(4)).movePointLeft(3));
    }

    String name() {
        return root + " " + expiry + " " + AlpacaJson.plain(strike) + (call ? " Call" : " Put");
    }

    /** As the list of contracts shows it. */
    ObjectNode toJson(
            AlpacaAsset asset, @Nullable AlpacaAsset underlying, @Nullable BigDecimal last, AlpacaJson style) {
        ObjectNode node = AlpacaJson.object()
                .put("id", asset.id())
                .put("symbol", code)
                .put("name", name())
                .put("status", "active")
                .put("tradable", asset.tradable())
                .put("expiration_date", expiry.toString())
                .put("root_symbol", root)
                .put("underlying_symbol", root);
        style.put(node, "underlying_asset_id", underlying == null ? null : underlying.id());
        node.put("type", call ? "call" : "put")
                .put("style", "american")
                .put("strike_price", AlpacaJson.plain(strike))
                .put("multiplier", AlpacaJson.plain(SHARES))
                .put("size", AlpacaJson.plain(SHARES));
        style.put(node, "open_interest", (String) null);
        style.put(node, "close_price", last);
        return node;
    }
}
