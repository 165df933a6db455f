package io.fairlead.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {
    private static final long[] BOUNDS = {
        Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE + 1, 1, -1, 0, 1L << 62
    };

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "1.23456789, 123456789, 123456789, 1",
        "0.000000001, 0, 0, 1",
        "-0.000000001, -1, 0, -1",
        "-1.5, -150000000, -150000000, -1",
        "-1.000000005, -100000001, -100000000, -1",
        "92233720368.54775807, 9223372036854775807, 9223372036854775807, 1",
        "92233720368.547758075, 9223372036854775807, 9223372036854775807, 1",
        "92233720368.54775808, 9223372036854775807, 9223372036854775807, 1",
        "-92233720368.54775808, -9223372036854775808, -9223372036854775808, -1",
        "-1e30, -9223372036854775808, -9223372036854775808, -1"
    })
    void shouldShowUnitsRoundedAndCapped(BigDecimal value, long floor, long truncated, int signum) {
        Amount amount = new Amount(8);

        amount.add(value);

        assertThat(amount.value()).isEqualByComparingTo(value);
        assertThat(amount.floor()).isEqualTo(floor);
        assertThat(amount.truncated()).isEqualTo(truncated);
        assertThat(amount.signum()).isEqualTo(signum);
        assertThat(amount.isPlain()).isEqualTo(BigDecimal.valueOf(floor, 8).compareTo(value) == 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSumExactlyWhateverComes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Amount amount = new Amount(8);
        Amount other = new Amount(8);
        BigDecimal expected = BigDecimal.ZERO;

        for (int i = 0; i < 5_000; i++) {
            long units = random.nextInt(4) == 0
                    ? BOUNDS[random.nextInt(BOUNDS.length)]
                    : random.nextLong() >> random.nextInt(64);
            switch (random.nextInt(5)) {
                case 0 -> {
                    amount.add(units);
                    expected = expected.add(BigDecimal.valueOf(units, 8));
                }
                case 1 -> {
                    amount.subtract(units);
                    expected = expected.subtract(BigDecimal.valueOf(units, 8));
                }
                case 2 -> {
                    amount.add(BigDecimal.valueOf(units, 14));
                    expected = expected.add(BigDecimal.valueOf(units, 14));
                }
                case 3 -> {
                    other.set(BigDecimal.valueOf(units, random.nextInt(6, 12)));
                    amount.subtract(other);
                    expected = expected.subtract(other.value());
                }
                default -> {
                    amount.set(amount.copy());
                    amount.add(other);
                    expected = expected.add(other.value());
                }
            }

            assertThat(amount.value()).as("seed %d step %d", seed, i).isEqualByComparingTo(expected);
        }
    }
}
