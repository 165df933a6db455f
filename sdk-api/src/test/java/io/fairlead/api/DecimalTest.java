package io.fairlead.api;

import static io.fairlead.api.Currency.EUR;
import static io.fairlead.api.Currency.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices, quantities and amounts of money: what they share as decimals, and where they differ. */
class DecimalTest {
    private static final String WIDE = "123456789012345678901234567890.123456789";

    @ParameterizedTest
    @CsvSource({
        "0.00100000, 0.001, 3",
        "100, 100, 0",
        "1E+3, 1000, 0",
        "-0.50, -0.5, 1",
        "0E-7, 0, 0",
        "-0.0, 0, 0",
        "0.000000000000000001, 0.000000000000000001, 18",
        "12e-1, 1.2, 1"
    })
    void shouldKeepItsNaturalScaleAndPlainNotation(String text, String plain, int scale) {
        Price price = Price.of(text);

        assertThat(price).hasToString(plain);
        assertThat(price.scale()).isEqualTo(scale);
        assertThat(price).isEqualTo(Price.of(plain)).hasSameHashCodeAs(Price.of(plain));
        assertThat(price.value()).isEqualTo(new BigDecimal(plain));
    }

    @Test
    void shouldBeEqualHoweverItWasMade() {
        assertThat(Price.of("187.50"))
                .isEqualTo(Price.ofScaled(1875, 1))
                .isEqualTo(Price.ofScaled(18750, 2))
                .isEqualTo(Price.of(new BigDecimal("187.500")))
                .hasSameHashCodeAs(Price.ofScaled(187_500_000, 6));
        assertThat(Price.of(1)).isNotEqualTo(Quantity.of(1));
        assertThat(Money.of(1, USD)).isNotEqualTo(Money.of(1, EUR)).isNotEqualTo(Price.of(1));
    }

    @Test
    void shouldHoldWhatIsWiderThanALong() {
        Price wide = Price.of(WIDE);

        assertThat(wide).hasToString(WIDE);
        assertThat(wide.isCompact()).isFalse();
        assertThat(wide.scale()).isEqualTo(9);
        assertThat(wide).isEqualTo(Price.of(WIDE + "000")).hasSameHashCodeAs(Price.of(WIDE + "0"));
        assertThat(wide.fitsScale(9)).isFalse();
        assertThatThrownBy(wide::unscaled)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining(WIDE);
        assertThatThrownBy(() -> wide.toScaled(9)).isInstanceOf(ArithmeticException.class);
        assertThat(wide.minus(wide)).isEqualTo(Price.of(0));
        assertThat(wide.minus(Price.of("123456789012345678901234567889.123456789")))
                .isEqualTo(Price.of(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-9223372036854775808", "9.223372036854775807", "0.9"})
    void shouldBeCompactToTheLastBit(String text) {
        assertThat(Price.of(text).isCompact()).isTrue();
        assertThat(Price.of(text)).hasToString(text);
        assertThat(Price.ofScaled(Price.of(text).unscaled(), Price.of(text).scale()))
                .isEqualTo(Price.of(text));
    }

    @Test
    void shouldBeWideOneBeyond() {
        assertThat(Price.of("9223372036854775808").isCompact()).isFalse();
        assertThat(Price.of("0.0000000000000000001").isCompact()).isFalse();
        assertThat(Price.of("9223372036854775807").plus(Price.of(1))).isEqualTo(Price.of("9223372036854775808"));
        assertThat(Price.of("-9223372036854775808").minus(Price.of(1))).isEqualTo(Price.of("-9223372036854775809"));
    }

    @Test
    void shouldScaleExactlyOrNotAtAll() {
        assertThat(Price.of("187.73").toScaled(4)).isEqualTo(1_877_300);
        assertThat(Price.of("-0.5").toScaled(2)).isEqualTo(-50);
        assertThat(Price.of("187.73").fitsScale(2)).isTrue();
        assertThat(Price.of("187.73").fitsScale(1)).isFalse();
        assertThat(Price.of("9223372036854775807").fitsScale(1)).isFalse();
        assertThatThrownBy(() -> Price.of("187.73").toScaled(1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Price.of("9223372036854775807").toScaled(1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Price.ofScaled(1, 19)).hasMessage("scale must be in 0..18, was 19");
        assertThatThrownBy(() -> Price.ofScaled(1, -1)).hasMessage("scale must be in 0..18, was -1");
    }

    @Test
    void shouldReckonAsBigDecimalDoes() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            Price a = Price.ofScaled(random.nextLong() >> random.nextInt(64), random.nextInt(19));
            Price b = Price.ofScaled(random.nextLong() >> random.nextInt(64), random.nextInt(19));
            String what = a + " and " + b;

            assertThat(a.plus(b).value())
                    .as(what)
                    .isEqualByComparingTo(a.value().add(b.value()));
            assertThat(a.minus(b).value())
                    .as(what)
                    .isEqualByComparingTo(a.value().subtract(b.value()));
            assertThat(Integer.signum(a.compareTo(b)))
                    .as(what)
                    .isEqualTo(a.value().compareTo(b.value()));
            assertThat(a.equals(b)).as(what).isEqualTo(a.value().compareTo(b.value()) == 0);
            assertThat(a.signum()).as(what).isEqualTo(a.value().signum());
        }
    }

    @Test
    void shouldLetPricesBeNegativeAndQuantitiesNot() {
        assertThat(Price.of("-37.63").signum()).isEqualTo(-1);
        assertThatThrownBy(() -> Quantity.of("-1"))
                .hasMessage("quantity must not be negative, was -1; the side says the direction");
        assertThatThrownBy(() -> Quantity.ofScaled(-5, 1)).hasMessageContaining("was -0.5");
        assertThatThrownBy(() -> Quantity.of(1).minus(Quantity.of("1.1"))).hasMessageContaining("was -0.1");
        assertThat(Quantity.of("0.3").minus(Quantity.of("0.3"))).isEqualTo(Quantity.ZERO);
        assertThat(Quantity.of(2).min(Quantity.of(3))).isEqualTo(Quantity.of(2));
        assertThat(Quantity.of("0.1").plus(Quantity.of("0.2"))).isEqualTo(Quantity.of("0.3"));
    }

    @Test
    void shouldMultiplyExactly() {
        assertThat(Price.of("0.1").times(Quantity.of("0.0000000000000000003"), USD))
                .isEqualTo(Money.of("0.00000000000000000003", USD));
        assertThat(Price.of(3).times(new BigDecimal("0.5"))).isEqualTo(Price.of("1.5"));
        assertThat(Money.of("10", USD).times(new BigDecimal("-0.01"))).isEqualTo(Money.of("-0.1", USD));
    }

    @Test
    void shouldNotMixCurrencies() {
        assertThatThrownBy(() -> Money.of(1, USD).plus(Money.of(1, EUR)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot mix USD and EUR without a rate");
        assertThatThrownBy(() -> Money.of(1, USD).compareTo(Money.of(1, EUR))).hasMessageContaining("without a rate");
        assertThat(Money.of("12.50", USD)).hasToString("12.5 USD");
        assertThat(Money.of(5, USD).minus(Money.of(7, USD))).isEqualTo(Money.of(-2, USD));
        assertThat(Money.of("0.1", USD).negated()).isEqualTo(Money.ofScaled(-1, 1, USD));
        assertThat(Money.zero(USD).isZero()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12,5", "1.2.3", "NaN", "Infinity", "0x10", "ten"})
    void shouldNameTextThatIsNoNumber(String text) {
        assertThatThrownBy(() -> Price.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("price must be a decimal number such as 12.34, was '" + text + "'");
        assertThatThrownBy(() -> Quantity.of(text)).hasMessageContaining("quantity must be a decimal number");
        assertThatThrownBy(() -> Money.of(text, USD)).hasMessageContaining("amount must be a decimal number");
    }

    @Test
    void shouldGiveTheNearestDoubleForPictures() {
        assertThat(Price.of("0.1").toDouble()).isEqualTo(0.1);
        assertThat(Price.of(WIDE).toDouble()).isEqualTo(1.2345678901234568e29);
    }
}
