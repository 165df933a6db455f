package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactJsonTest {
    @Test
    void shouldKeepEveryDigitOfTextAndNumber() {
        JsonNode json = ExactJson.read("{\"a\":0.1234567890123456789,\"b\":\"9007199254740993.000000001\",\"c\":1e2}");

        assertThat(ExactJson.decimal(json, "a")).isEqualTo(new BigDecimal("0.1234567890123456789"));
        assertThat(ExactJson.decimal(json, "b")).isEqualTo(new BigDecimal("9007199254740993.000000001"));
        assertThat(ExactJson.decimal(json, "c")).isEqualByComparingTo("100");
    }

    @Test
    void shouldNameTheFieldAndShowNothingOfTheContent() {
        JsonNode json = ExactJson.read("{\"a\":\"planted\",\"b\":1.5,\"c\":\"1E+999999999\"}");

        assertThatThrownBy(() -> ExactJson.decimal(json, "a"))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessage("field a is no decimal")
                .hasNoCause();
        assertThatThrownBy(() -> ExactJson.whole(json, "b")).hasMessage("field b is no whole number of 64 bits");
        assertThatThrownBy(() -> ExactJson.decimal(json, "c")).hasMessage("field c is no decimal");
        assertThatThrownBy(() -> ExactJson.text(json, "d")).hasMessage("field d is missing");
        assertThatThrownBy(() -> ExactJson.read("{\"key\":\"planted\""))
                .hasMessage("no JSON")
                .hasNoCause();
        assertThatThrownBy(() -> ExactJson.read("")).isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> ExactJson.read("{\"a\":1e63706000457}"))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessage("no JSON");
        assertThatThrownBy(() -> ExactJson.read("{} {}")).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void shouldScaleDecimalsExactlyOrSayThatItCannot() {
        assertThat(ScaledDigits.parse("91249.99", 4)).isEqualTo(912_499_900L);
        assertThat(ScaledDigits.parse("0.00000100", 6)).isEqualTo(1);
        assertThat(ScaledDigits.parse("-1.5", 2)).isEqualTo(-150);
        assertThat(ScaledDigits.parse("0.001", 2)).isEqualTo(ScaledDigits.NONE);
        for (String odd :
                new String[] {"", "-", ".5", "5.", "1e3", "1.2.3", " 1", "0x1", "+1", "1234567890123456789"}) {
            assertThat(ScaledDigits.parse(odd, 2)).as(odd).isEqualTo(ScaledDigits.NONE);
        }
    }

    @Test
    void shouldAgreeWithBigDecimalOnEverythingThatItTakes() {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            BigDecimal exact =
                    new BigDecimal(BigInteger.valueOf(random.nextLong() >> random.nextInt(60)), random.nextInt(12));
            int scale = random.nextInt(13);
            long scaled = ScaledDigits.parse(exact.toPlainString(), scale);
            if (scaled != ScaledDigits.NONE) {
                taken++;
                assertThat(BigDecimal.valueOf(scaled, scale))
                        .as("seed %d: %s at %d", seed, exact, scale)
                        .isEqualByComparingTo(exact);
            } else if (exact.stripTrailingZeros().scale() <= scale) {
                assertThat(exact.precision() + scale - exact.scale())
                        .as("seed %d: %s at %d", seed, exact, scale)
                        .isGreaterThan(17);
            }
        }
        assertThat(taken).isGreaterThan(5_000);
    }

    @Test
    void shouldFindAScaleThatHoldsAFinerNumber() {
        assertThat(ScaledDigits.fittingScale(new BigDecimal("0.00012345"), 4)).isEqualTo(8);
        assertThat(ScaledDigits.exact(new BigDecimal("0.00012345"), 8)).isEqualTo(12_345);
        assertThat(ScaledDigits.fittingScale(new BigDecimal("1e30"), 4)).isEqualTo(-1);
    }
}
