package io.fairlead.core.engine;

import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.order.RiskSources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two instruments move together: Pearson's correlation of the logarithmic returns between the closes of the latest bars that both
 * have, of the streams that the session opened first. At most 60 returns, at least 20, else it is not known; nor is it where the
 * intervals differ or a price does not move. Reckoned from the bars themselves when somebody asks: nothing is kept, a warm-up counts,
 * and only bars that have ended are looked at. On the session's thread.
 */
final class CloseCorrelation {
    static final int MOST = 60;
    static final int LEAST = 20;

    private final List<@Nullable BarStream> streams = new ArrayList<>();
    private final double[] ones = new double[MOST + 1];
    private final double[] others = new double[MOST + 1];

    /** From now on an instrument's closes are those of this stream; the first one stays. */
    void use(BarStream stream) {
        while (streams.size() <= stream.instrumentIndex) {
            streams.add(null);
        }
        if (streams.get(stream.instrumentIndex) == null) {
            streams.set(stream.instrumentIndex, stream);
        }
    }

    int millionths(int oneIndex, int otherIndex) {
        BarStream one = oneIndex < streams.size() ? streams.get(oneIndex) : null;
        BarStream other = otherIndex < streams.size() ? streams.get(otherIndex) : null;
        if (one == null || other == null || !one.interval.equals(other.interval)) {
            return RiskSources.UNKNOWN;
        }
        int closes = collect(one, other);
        return closes <= LEAST ? RiskSources.UNKNOWN : correlate(closes);
    }

    /** Takes the latest closes that both have, latest first; how many. */
    private int collect(BarStream one, BarStream other) {
        BarColumns a = one.columns();
        BarColumns b = other.columns();
        int count = 0;
        int i = one.known() - 1;
        int j = other.known() - 1;
        while (i >= 0 && j >= 0 && count <= MOST) {
            long end = a.endNanos(i);
            long otherEnd = b.endNanos(j);
            if (end == otherEnd) {
                ones[count] = a.close(i--);
                others[count] = b.close(j--);
                if (!(ones[count] > 0 && others[count] > 0)) {
                    return 0;
                }
                count++;
            } else if (end > otherEnd) {
                i--;
            } else {
                j--;
            }
        }
        return count;
    }

    private int correlate(int closes) {
        int returns = closes - 1;
        double meanOne = 0;
        double meanOther = 0;
        for (int i = 0; i < returns; i++) {
            ones[i] = StrictMath.log(ones[i] / ones[i + 1]);
            others[i] = StrictMath.log(others[i] / others[i + 1]);
            meanOne += ones[i] / returns;
            meanOther += others[i] / returns;
        }
        double together = 0;
        double varianceOne = 0;
        double varianceOther = 0;
        for (int i = 0; i < returns; i++) {
            double x = ones[i] - meanOne;
            double y = others[i] - meanOther;
            together += x * y;
            varianceOne += x * x;
            varianceOther += y * y;
        }
        if (!(varianceOne > 0 && varianceOther > 0)) {
            return RiskSources.UNKNOWN;
        }
        double correlation = together / (Math.sqrt(varianceOne) * Math.sqrt(varianceOther));
        return (int) Math.round(Math.max(-1, Math.min(1, correlation)) * 1_000_000);
    }
}
