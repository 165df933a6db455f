package io.fairlead.core.report;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** Numbers in words, the same in every locale: {@code 1,234.50}, {@code +3.21 %}, {@code 2 d 4 h}. */
final class Words {
    /** What stands where there is nothing to say. */
    static final String NONE = "–";

    private Words() {}

    /** {@code 1,234.50 USD}, in the decimals of its currency. */
    static String money(Money amount) {
        return decimal(amount.value(), amount.currency().displayDigits()) + " " + amount.currency();
    }

    /** The same for an amount that is a double. */
    static String money(double amount, Currency currency) {
        return decimal(BigDecimal.valueOf(amount), currency.displayDigits()) + " " + currency;
    }

    /** The same, with a plus where it is one. */
    static String signed(double amount, Currency currency) {
        return (amount > 0 ? "+" : "") + money(amount, currency);
    }

    /** {@code 12.34 %} of a fraction. */
    static String percent(double fraction) {
        return decimal(BigDecimal.valueOf(fraction).movePointRight(2), 2) + " %";
    }

    /** {@code +12.34 %} of a fraction. */
    static String change(double fraction) {
        String text = percent(fraction);
        return text.startsWith("−") || text.equals("0.00 %") ? text : "+" + text;
    }

    /** Two decimals. */
    static String ratio(double value) {
        return decimal(BigDecimal.valueOf(value), 2);
    }

    /** {@code 12,345}. */
    static String count(long value) {
        return decimal(BigDecimal.valueOf(value), 0);
    }

    /** A zone as browsers know it: {@code America/New_York}, {@code UTC} and never {@code Z}. */
    static String zone(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    static String decimal(BigDecimal value, int decimals) {
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_EVEN);
        String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign('−');
        return new DecimalFormat(pattern, symbols).format(rounded);
    }

    /** The two largest units: {@code 12 d 3 h}, {@code 3 h 20 min}, {@code 45 s}. */
    static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds >= 86_400) {
            return pair(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
        }
        if (seconds >= 3_600) {
            return pair(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
        }
        return seconds >= 60 ? pair(seconds / 60, "min", seconds % 60, "s") : seconds + " s";
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
