package io.fairlead.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Values per bar, NaN where there is none: what an indicator says, what TA-Lib says, and their comparison. */
final class Lines {
    private Lines() {}

    /** One of TA-Lib's functions; it fills as many columns as it has lines. */
    interface Oracle {
        RetCode fill(int from, int to, MInteger begin, MInteger count, double[][] lines);
    }

    /** What an indicator says after each bar. */
    static double[] of(int bars, IntConsumer update, Indicator line) {
        double[] values = new double[bars];
        for (int bar = 0; bar < bars; bar++) {
            update.accept(bar);
            values[bar] = line.value();
        }
        return values;
    }

    /** What TA-Lib says, each value at its bar. */
    static double[][] talib(int bars, int lines, Oracle oracle) {
        var begin = new MInteger();
        var count = new MInteger();
        double[][] packed = new double[lines][bars];
        assertThat(oracle.fill(0, bars - 1, begin, count, packed)).isEqualTo(RetCode.Success);

        double[][] aligned = new double[lines][bars];
        for (int line = 0; line < lines; line++) {
            Arrays.fill(aligned[line], Double.NaN);
            System.arraycopy(packed[line], 0, aligned[line], begin.value, count.value);
        }
        return aligned;
    }

    /** Both have their first value at the same bar and agree from there on. */
    static void assertAgree(double[] ours, double[] theirs, double tolerance) {
        assertAgreeFrom(0, ours, theirs, tolerance);
    }

    static void assertAgreeFrom(int first, double[] ours, double[] theirs, double tolerance) {
        for (int bar = first; bar < ours.length; bar++) {
            if (Double.isNaN(theirs[bar])) {
                assertThat(ours[bar]).as("bar %s", bar).isNaN();
            } else {
                assertThat(ours[bar]).as("bar %s", bar).isEqualTo(theirs[bar], within(tolerance));
            }
        }
    }
}
