package io.fairlead.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvNumberTest {
    private final CsvNumber number = new CsvNumber();

    @Test
    void shouldReadTheDoubleNearestToAnyDecimal() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 200_000; i++) {
            long digits = random.nextLong() >>> random.nextInt(64);
            String text = BigDecimal.valueOf(digits, random.nextInt(20)).toPlainString();

            assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "187.17, 187.17, 2",
        "0.00100000, 0.001, 3",
        "100, 100, 0",
        "-37.63, -37.63, 2",
        "-0, -0.0, 0",
        ".5, 0.5, 1",
        "5., 5, 0",
        "000000000000000000000012.5, 12.5, 1",
        "9007199254740993, 9007199254740992, 0",
        "0.1234567890123456789, 0.12345678901234568, 18",
        "1e5, 100000, 0",
        "1.5E-3, 0.0015, 4",
        "+2, 2, 0",
        "1e999, Infinity, 0"
    })
    void shouldReadNumbersAndCountTheirDecimals(String text, double value, int decimals) {
        assertThat(parse(text)).isEqualTo(value);
        assertThat(number.decimals()).isEqualTo(decimals);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "NaN",
                "Infinity",
                "1d",
                "0x1p3",
                " 1",
                "1 ",
                "1.2.3",
                "--1",
                "1-1",
                "abc",
                "1_000",
                "'1'"
            })
    void shouldTakeNothingElseForANumber(String text) {
        assertThat(parse(text)).isNaN();
    }

    private double parse(String text) {
        byte[] bytes = ("x," + text + ",9").getBytes(StandardCharsets.US_ASCII);
        return number.parse(bytes, 2, bytes.length - 2);
    }
}
