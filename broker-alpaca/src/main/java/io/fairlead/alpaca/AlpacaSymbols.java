package io.fairlead.alpaca;

import io.fairlead.api.Price;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Contract;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.OptionRight;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of instruments here and there: shares are {@code AAPL.US}, pairs {@code BTC/USD.ALPACA}, options have the OCC code
 * ({@code AAPL261218C00250000}: root, date, right, strike × 1000).
 */
final class AlpacaSymbols {
    /** Market of US shares and options. */
    static final String US = "US";
    /** Market of Alpaca's own crypto venue. */
    static final String CRYPTO = "ALPACA";

    private static final Pattern OCC = Pattern.compile("([A-Z0-9.]{1,6})(\\d{6})([CP])(\\d{8})");
    private static final DateTimeFormatter OCC_DATE = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    /** Quote currencies of pairs, longest first: positions come without the slash. */
    private static final List<String> QUOTES = List.of("USDT", "USDC", "USDG", "USD", "BTC", "ETH");

    private AlpacaSymbols() {}

    /** The venue's name; empty for what it cannot trade. */
    static Optional<String> toVenue(InstrumentId id) {
        boolean spot = id.contract() instanceof Contract.Spot;
        if (id.market().equals(CRYPTO) && spot && id.symbol().indexOf('/') > 0) {
            return Optional.of(id.symbol());
        }
        if (!id.market().equals(US)) {
            return Optional.empty();
        }
        if (id.contract() instanceof Contract.Option option) {
            return occ(id.symbol(), option);
        }
        return spot && id.symbol().indexOf('/') < 0 ? Optional.of(id.symbol()) : Optional.empty();
    }

    private static Optional<String> occ(String root, Contract.Option option) {
        BigDecimal thousandths = option.strike().value().movePointRight(3);
        if (thousandths.signum() <= 0
                || thousandths.stripTrailingZeros().scale() > 0
                || thousandths.precision() > 8 + 3) {
            return Optional.empty();
        }
        String strike = String.format(Locale.ROOT, "%08d", thousandths.longValueExact());
        String right = option.right() == OptionRight.CALL ? "C" : "P";
        return strike.length() > 8
                ? Optional.empty()
                : Optional.of(root + OCC_DATE.format(option.expiry()) + right + strike);
    }

    /** Our name for a symbol of the venue's, whose class is said where the venue says it, else blank. */
    static InstrumentId fromVenue(String symbol, String assetClass) {
        if (symbol.isBlank()) {
            throw new UnreadableAnswerException("field symbol is empty");
        }
        if (symbol.indexOf('/') > 0) {
            return InstrumentId.of(symbol, CRYPTO);
        }
        if (assetClass.equals("crypto")) {
            return InstrumentId.of(pair(symbol), CRYPTO);
        }
        Matcher option = OCC.matcher(symbol);
        if (option.matches()) {
            return option(option);
        }
        return InstrumentId.of(symbol, US);
    }

    private static InstrumentId option(Matcher code) {
        try {
            LocalDate expiry = LocalDate.parse(code.group(2), OCC_DATE);
            OptionRight right = code.group(3).equals("C") ? OptionRight.CALL : OptionRight.PUT;
            Price strike = Price.of(new BigDecimal(code.group(4)).movePointLeft(3));
            return InstrumentId.option(code.group(1), US, expiry, right, strike);
        } catch (DateTimeException e) {
            throw new UnreadableAnswerException("field symbol has no date of an option");
        }
    }

    private static String pair(String joined) {
        for (String quote : QUOTES) {
            if (joined.length() > quote.length() && joined.endsWith(quote)) {
                return joined.substring(0, joined.length() - quote.length()) + "/" + quote;
            }
        }
        throw new UnreadableAnswerException("field symbol is no pair with a known quote currency");
    }

    /** What kind of thing an id names. */
    static AssetClass classOf(InstrumentId id) {
        if (id.market().equals(CRYPTO)) {
            return AssetClass.CRYPTO_SPOT;
        }
        return id.contract() instanceof Contract.Option ? AssetClass.OPTION : AssetClass.EQUITY;
    }
}
