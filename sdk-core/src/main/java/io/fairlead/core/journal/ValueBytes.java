package io.fairlead.core.journal;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Decimal;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.VenueOrderId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Numbers, names and times. A decimal is its scale in a byte and its digits as a number; one that does not fit 63 bits and 18
 * decimals is {@link #WIDE}, its scale and its digits as bytes.
 */
final class ValueBytes {
    private static final int WIDE = 31;
    private static final int COMPACT_SCALE = 18;

    /** Beyond these a number is a fault: reading must not take a minute or all memory because of a flipped bit. */
    private static final int WIDEST_BYTES = 1024;

    private static final int WIDEST_SCALE = 4096;

    /** A code is matched by a regular expression, whose depth grows with it. */
    private static final int LONGEST_CODE = 256;

    private ValueBytes() {}

    // ---- numbers

    static void write(Decimal value, PayloadWriter out) {
        if (value.isCompact()) {
            out.octet(value.scale());
            out.number(value.unscaled());
        } else {
            writeWide(value.value(), out);
        }
    }

    static void write(BigDecimal value, PayloadWriter out) {
        if (isCompact(value)) {
            out.octet(value.scale());
            out.number(value.unscaledValue().longValue());
        } else {
            writeWide(value, out);
        }
    }

    private static boolean isCompact(BigDecimal value) {
        return value.scale() >= 0
                && value.scale() <= COMPACT_SCALE
                && value.unscaledValue().bitLength() <= 63;
    }

    private static void writeWide(BigDecimal value, PayloadWriter out) {
        byte[] digits = value.unscaledValue().toByteArray();
        if (digits.length > WIDEST_BYTES || value.scale() < -WIDEST_SCALE || value.scale() > WIDEST_SCALE) {
            throw out.fault("has a number of " + digits.length + " bytes and scale " + value.scale() + ", the most is "
                    + WIDEST_BYTES + " and " + WIDEST_SCALE);
        }
        out.octet(WIDE);
        out.number(value.scale());
        out.blob(digits);
    }

    static BigDecimal readDecimal(PayloadReader in) {
        int scale = in.octet();
        return scale == WIDE ? readWide(in) : BigDecimal.valueOf(in.number(), compactScale(scale, in));
    }

    private static int compactScale(int scale, PayloadReader in) {
        if (scale > COMPACT_SCALE) {
            throw in.fault("has " + scale + " decimals");
        }
        return scale;
    }

    private static BigDecimal readWide(PayloadReader in) {
        long scale = in.number();
        if (scale < -WIDEST_SCALE || scale > WIDEST_SCALE) {
            throw in.fault("has a number of scale " + scale);
        }
        return new BigDecimal(new BigInteger(in.blob(WIDEST_BYTES)), (int) scale);
    }

    static Price readPrice(PayloadReader in) {
        int scale = in.octet();
        return scale == WIDE ? Price.of(readWide(in)) : Price.ofScaled(in.number(), compactScale(scale, in));
    }

    static Quantity readQuantity(PayloadReader in) {
        int scale = in.octet();
        return scale == WIDE ? Quantity.of(readWide(in)) : Quantity.ofScaled(in.number(), compactScale(scale, in));
    }

    static void writeMoney(Money money, PayloadWriter out) {
        write(money, out);
        out.currency(money.currency());
    }

    static Money readMoney(PayloadReader in) {
        int scale = in.octet();
        if (scale == WIDE) {
            return Money.of(readWide(in), in.currency());
        }
        return Money.ofScaled(in.number(), compactScale(scale, in), in.currency());
    }

    // ---- names

    static void writeParts(Currency currency, PayloadWriter out) {
        out.text(currency.code());
    }

    static Currency readCurrency(PayloadReader in) {
        return Currency.of(in.text());
    }

    static void writeParts(AccountId account, PayloadWriter out) {
        out.text(account.venue());
        out.text(account.number());
    }

    static AccountId readAccount(PayloadReader in) {
        return AccountId.of(in.text(), in.text());
    }

    static void write(OrderId order, PayloadWriter out) {
        out.number(order.value());
    }

    static OrderId readOrderId(PayloadReader in) {
        return new OrderId(in.number());
    }

    static void write(ClientOrderId id, PayloadWriter out) {
        out.text(id.value());
    }

    static ClientOrderId readClientOrderId(PayloadReader in) {
        return new ClientOrderId(in.text());
    }

    static void write(VenueOrderId id, PayloadWriter out) {
        out.text(id.value());
    }

    static VenueOrderId readVenueOrderId(PayloadReader in) {
        return new VenueOrderId(in.text());
    }

    static void write(Denial denial, PayloadWriter out) {
        if (denial.code().length() > LONGEST_CODE) {
            throw out.fault("has a denial code of " + denial.code().length() + " letters, the most is " + LONGEST_CODE);
        }
        out.text(denial.code());
        out.text(denial.detail());
        out.text(denial.remedy());
    }

    static Denial readDenial(PayloadReader in) {
        return new Denial(in.text(LONGEST_CODE), in.text(), in.text());
    }

    // ---- times

    static void write(Instant instant, PayloadWriter out) {
        out.number(instant.getEpochSecond());
        out.count(instant.getNano());
    }

    static Instant readInstant(PayloadReader in) {
        long second = in.number();
        return Instant.ofEpochSecond(second, in.count());
    }

    // ---- what may be missing, and maps

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // as the records have it
    static <T> void writeOptional(Optional<T> value, BiConsumer<T, PayloadWriter> layout, PayloadWriter out) {
        out.flag(value.isPresent());
        if (value.isPresent()) {
            layout.accept(value.get(), out);
        }
    }

    static <T> Optional<T> readOptional(PayloadReader in, Function<PayloadReader, T> layout) {
        return in.flag() ? Optional.of(layout.apply(in)) : Optional.empty();
    }

    static void writeTexts(Map<String, String> map, PayloadWriter out) {
        out.list(map.entrySet(), (entry, to) -> {
            to.text(entry.getKey());
            to.text(entry.getValue());
        });
    }

    static SortedMap<String, String> readTexts(PayloadReader in) {
        SortedMap<String, String> map = new TreeMap<>();
        in.list(from -> map.put(from.text(), from.text()));
        return map;
    }

    static void writeRates(Map<String, BigDecimal> map, PayloadWriter out) {
        out.list(map.entrySet(), (entry, to) -> {
            to.text(entry.getKey());
            write(entry.getValue(), to);
        });
    }

    static SortedMap<String, BigDecimal> readRates(PayloadReader in) {
        SortedMap<String, BigDecimal> map = new TreeMap<>();
        in.list(from -> map.put(from.text(), readDecimal(from)));
        return map;
    }
}
