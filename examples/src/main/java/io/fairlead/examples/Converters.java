package io.fairlead.examples;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.market.BarInterval;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line made into values; what does not fit is told with an example. */
final class Converters {
    private Converters() {}

    /** A date. */
    static final class Date implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String word) {
            try {
                return LocalDate.parse(word);
            } catch (DateTimeException e) {
                throw fault(word, "is no date; write it like 2024-03-15");
            }
        }
    }

    /** An amount of dollars above zero. */
    static final class Dollars implements ITypeConverter<Money> {
        @Override
        public Money convert(String word) {
            BigDecimal amount;
            try {
                amount = new BigDecimal(word);
            } catch (NumberFormatException e) {
                throw fault(word, "is no amount of dollars; write it like 10000 or 2500.50");
            }
            if (amount.signum() <= 0) {
                throw fault(word, "is not above 0; an account needs some cash, like 10000");
            }
            return Money.of(amount, Currency.USD);
        }
    }

    /** The length of a bar. */
    static final class Interval implements ITypeConverter<BarInterval> {
        @Override
        public BarInterval convert(String word) {
            try {
                return BarInterval.parse(word);
            } catch (IllegalArgumentException e) {
                throw fault(word, "is no length of a bar; write it like 5m, 1h or 1d");
            }
        }
    }

    /** A whole number. */
    static final class Whole implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String word) {
            try {
                return Integer.valueOf(word);
            } catch (NumberFormatException e) {
                throw fault(word, "is no whole number; write it like 42");
            }
        }
    }

    /** A whole number of any size. */
    static final class Long64 implements ITypeConverter<Long> {
        @Override
        public Long convert(String word) {
            try {
                return Long.valueOf(word);
            } catch (NumberFormatException e) {
                throw fault(word, "is no whole number; write it like 42");
            }
        }
    }

    /** A number. */
    static final class Decimal implements ITypeConverter<BigDecimal> {
        @Override
        public BigDecimal convert(String word) {
            try {
                return new BigDecimal(word);
            } catch (NumberFormatException e) {
                throw fault(word, "is no number; write it like 1.5");
            }
        }
    }

    private static TypeConversionException fault(String word, String why) {
        return new TypeConversionException("'" + word + "' " + why);
    }
}
