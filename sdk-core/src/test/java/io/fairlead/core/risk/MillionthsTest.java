package io.fairlead.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MillionthsTest {
    @Test
    void shouldCompareAsUnboundedNumbersDo() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            long amount = random.nextLong() >> random.nextInt(60);
            long whole = random.nextInt(5) == 0 ? amount : random.nextLong() >> random.nextInt(60);
            long amountShare = random.nextLong(1, 2_000_000);
            long wholeShare = random.nextInt(3) == 0 ? amountShare : random.nextLong(1, 2_000_000_000L);

            boolean expected = amount > 0
                    && (whole <= 0 || product(amount, amountShare).compareTo(product(whole, wholeShare)) > 0);

            assertThat(Millionths.isMore(amount, amountShare, whole, wholeShare))
                    .as("%d x %d > %d x %d", amount, amountShare, whole, wholeShare)
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldCapAShare() {
        assertThat(Millionths.share(Long.MAX_VALUE, 2_000_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(Millionths.share(1_000, 250_000)).isEqualTo(250);
        assertThat(Millionths.share(-1_000, 250_000)).isZero();
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }
}
