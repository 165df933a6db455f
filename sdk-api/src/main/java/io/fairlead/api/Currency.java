package io.fairlead.api;

import java.util.regex.Pattern;

/**
 * A currency or a crypto asset that cash is held in.
 *
 * @param code its code in capitals: ISO 4217 ({@code USD}), a venue's asset code ({@code USDT}), or {@code GBX} for pence
 */
public record Currency(String code) implements Comparable<Currency> {
    // First: the constants below are checked by it.
    private static final Pattern CODE = Pattern.compile("[^\\s\\p{Cntrl}\\p{Lower}]{1,20}");

    /** United States dollar. */
    public static final Currency USD = new Currency("USD");
    /** Euro. */
    public static final Currency EUR = new Currency("EUR");
    /** Pound sterling. */
    public static final Currency GBP = new Currency("GBP");
    /** Penny sterling, a hundredth of {@link #GBP}: the quote currency of most London shares. */
    public static final Currency GBX = new Currency("GBX");
    /** Japanese yen. */
    public static final Currency JPY = new Currency("JPY");
    /** Tether. */
    public static final Currency USDT = new Currency("USDT");
    /** Bitcoin. */
    public static final Currency BTC = new Currency("BTC");
    /** Ether. */
    public static final Currency ETH = new Currency("ETH");

    /** Checks the code. */
    public Currency {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "currency code must be 1 to 20 characters without blanks or small letters, was '" + code + "'");
        }
    }

    /** The currency of this code. */
    public static Currency of(String code) {
        return new Currency(code);
    }

    /** Digits behind the point in which amounts are shown and statements rounded: 0 for yen, 2 for money, 8 for crypto assets. */
    public int displayDigits() {
        return switch (code) {
            case "JPY", "KRW", "HUF", "CLP", "ISK" -> 0;
            default -> code.length() == 3 && !code.equals("BTC") && !code.equals("ETH") ? 2 : 8;
        };
    }

    @Override
    public int compareTo(Currency other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
