package io.fairlead.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WideTest {
    private static final long[] EDGES = {
        0,
        1,
        -1,
        2,
        3,
        7,
        -7,
        10,
        1L << 31,
        1L << 32,
        (1L << 32) - 1,
        -(1L << 32),
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        -Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        999_999_999_999_999_999L
    };

    @Test
    void shouldShareAnAmountAsBigDecimalDoes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            long amount = any(random);
            long whole = Math.abs(any(random));
            if (amount != Long.MIN_VALUE && whole > 0) {
                long part = random.nextInt(8) == 0 ? whole / 2 : Math.floorMod(any(random), whole);

                long share = Wide.share(amount, part, whole);

                assertThat(share)
                        .as("%d x %d / %d", amount, part, whole)
                        .isEqualTo(BigDecimal.valueOf(amount)
                                .multiply(BigDecimal.valueOf(part))
                                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
                                .longValueExact());
            }
        }
    }

    @Test
    void shouldShiftAProductDownAsBigDecimalDoes() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 200_000; i++) {
            long a = any(random);
            long b = any(random);
            int shift = random.nextInt(-18, 19);
            BigInteger expected = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), shift)
                    .setScale(0, RoundingMode.FLOOR)
                    .unscaledValue();

            long actual = Wide.timesShifted(a, b, shift);

            if (actual == Wide.NONE) {
                assertThat(expected.abs().bitLength() >= 63 || a == Long.MIN_VALUE || b == Long.MIN_VALUE)
                        .as("%d x %d >> %d gave nothing, is %s", a, b, shift, expected)
                        .isTrue();
            } else {
                assertThat(actual).as("%d x %d >> %d", a, b, shift).isEqualTo(expected.longValueExact());
            }
        }
    }

    @Test
    void shouldRescaleOnlyWhatStaysWhole() {
        assertThat(Wide.rescaled(1234, 2, 8)).isEqualTo(1_234_000_000L);
        assertThat(Wide.rescaled(1_234_000_000L, 8, 2)).isEqualTo(1234);
        assertThat(Wide.rescaled(1_234_000_001L, 8, 2)).isEqualTo(Wide.NONE);
        assertThat(Wide.rescaled(Long.MAX_VALUE, 2, 3)).isEqualTo(Wide.NONE);
        assertThat(Wide.rescaled(0, 40, 2)).isZero();
        assertThat(Wide.rescaled(1, 40, 2)).isEqualTo(Wide.NONE);
    }

    private static long any(SplittableRandom random) {
        int dice = random.nextInt(10);
        if (dice == 0) {
            return EDGES[random.nextInt(EDGES.length)];
        }
        return random.nextLong() >> random.nextInt(63);
    }
}
