package io.fairlead.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every indicator does, whatever it measures. */
class IndicatorContractTest {
    static Stream<Fed> all() {
        return Fed.all().map(Supplier::get);
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldHaveNoValueOnAnyLineUntilItIsWarm(Fed fed) {
        for (int bar = 0; bar < fed.indicator().warmUp(); bar++) {
            assertThat(fed.lines()).as("before bar %s", bar).noneMatch(Indicator::isReady);
            assertThat(fed.lines()).extracting(Indicator::value).containsOnly(Double.NaN);
            fed.update().accept(bar);
        }

        assertThat(fed.lines()).allMatch(Indicator::isReady);
        assertThat(fed.lines())
                .extracting(Indicator::warmUp)
                .containsOnly(fed.indicator().warmUp());
        assertThat(fed.lines()).extracting(Indicator::previous).containsOnly(Double.NaN);
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldRememberTheValueBeforeTheLatest(Fed fed) {
        for (int bar = 0; bar < 200; bar++) {
            double[] before = values(fed);
            fed.update().accept(bar);

            assertThat(fed.lines().stream().mapToDouble(Indicator::previous).toArray())
                    .as("bar %s", bar)
                    .isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldAllocateNothingOnceItIsMade(Fed fed) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        updateManyTimes(fed);

        long before = threads.getCurrentThreadAllocatedBytes();
        updateManyTimes(fed);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // asking for the figure may itself allocate a little; one byte per update would be 30,000
        assertThat(allocated).isLessThan(2_000);
    }

    private static void updateManyTimes(Fed fed) {
        for (int round = 0; round < 20; round++) {
            for (int bar = 0; bar < Fed.SERIES.length(); bar++) {
                fed.update().accept(bar);
            }
        }
    }

    private static double[] values(Fed fed) {
        return fed.lines().stream().mapToDouble(Indicator::value).toArray();
    }
}
