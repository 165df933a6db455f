package io.fairlead.api.order;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Why we refused an order before anything was sent.
 *
 * @param code stable, {@code CATEGORY_CONDITION}: {@code GRID_PRICE_OFF_TICK}, {@code LIMIT_DAILY_LOSS}
 * @param detail the values that led to it, {@code key=value} separated by blanks
 * @param remedy what would pass
 */
public record Denial(String code, String detail, String remedy) {
    private static final Pattern CODE = Pattern.compile("[A-Z]+(_[A-Z0-9]+)+");

    /** Checks the code. */
    public Denial {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a denial code looks like CATEGORY_CONDITION, was '" + code + "'");
        }
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(remedy, "remedy");
    }

    @Override
    public String toString() {
        return code + " " + detail + " (" + remedy + ")";
    }
}
