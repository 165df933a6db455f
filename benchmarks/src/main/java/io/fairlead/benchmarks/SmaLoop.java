package io.fairlead.benchmarks;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import java.util.List;

/**
 * The peer: the same strategy as a hand-written loop over arrays, with the same accounting (fills at the next open, taker fee 0.2 %,
 * cash, position, equity at every close) and nothing else. What a quant writes when no library is at hand.
 */
final class SmaLoop {
    private final double[][] open;
    private final double[][] close;
    private int trades;
    private double lastEquity;

    private SmaLoop(double[][] open, double[][] close) {
        this.open = open;
        this.close = close;
    }

    static SmaLoop over(BarData data) {
        List<Instrument> instruments = data.instruments();
        double[][] open = new double[instruments.size()][];
        double[][] close = new double[instruments.size()][];
        for (int s = 0; s < instruments.size(); s++) {
            BarColumns bars = data.bars(instruments.get(s).id());
            open[s] = new double[bars.size()];
            close[s] = new double[bars.size()];
            for (int i = 0; i < bars.size(); i++) {
                open[s][i] = bars.open(i);
                close[s][i] = bars.close(i);
            }
        }
        return new SmaLoop(open, close);
    }

    /** Runs the whole portfolio, time by time, on one account; what comes out depends on all of it, so that nothing is optimised away. */
    double run() {
        int symbols = open.length;
        int times = open[0].length;
        double[] fastSum = new double[symbols];
        double[] slowSum = new double[symbols];
        int[] position = new int[symbols];
        int[] pending = new int[symbols];
        int[] side = new int[symbols];
        double cash = 100_000_000;
        double peak = cash;
        double drawdown = 0;
        trades = 0;
        for (int i = 0; i < times; i++) {
            double held = 0;
            for (int s = 0; s < symbols; s++) {
                if (pending[s] != 0) {
                    double value = pending[s] * open[s][i];
                    cash -= value + Math.abs(value) * 0.002;
                    position[s] += pending[s];
                    pending[s] = 0;
                    trades++;
                }
                double price = close[s][i];
                fastSum[s] += price - (i >= 20 ? close[s][i - 20] : 0);
                slowSum[s] += price - (i >= 50 ? close[s][i - 50] : 0);
                if (i >= 49) {
                    int now = Double.compare(fastSum[s] / 20, slowSum[s] / 50);
                    if (i >= 50 && now > 0 && side[s] <= 0 && position[s] == 0) {
                        pending[s] = SmaStrategy.SHARES;
                    } else if (i >= 50 && now < 0 && side[s] >= 0 && position[s] > 0) {
                        pending[s] = -position[s];
                    }
                    side[s] = now;
                }
                held += position[s] * price;
            }
            double equity = cash + held;
            peak = Math.max(peak, equity);
            drawdown = Math.min(drawdown, equity - peak);
            lastEquity = equity;
        }
        return cash + drawdown;
    }

    /** One symbol, with everything in local variables: as fast as such a loop gets. */
    double runOne() {
        double[] opens = open[0];
        double[] closes = close[0];
        double cash = 100_000_000;
        double peak = cash;
        double drawdown = 0;
        double fastSum = 0;
        double slowSum = 0;
        int position = 0;
        int pending = 0;
        int side = 0;
        int made = 0;
        for (int i = 0; i < closes.length; i++) {
            if (pending != 0) {
                double value = pending * opens[i];
                cash -= value + Math.abs(value) * 0.002;
                position += pending;
                pending = 0;
                made++;
            }
            double price = closes[i];
            fastSum += price - (i >= 20 ? closes[i - 20] : 0);
            slowSum += price - (i >= 50 ? closes[i - 50] : 0);
            if (i >= 49) {
                double gap = fastSum / 20 - slowSum / 50;
                int now = gap > 0 ? 1 : gap < 0 ? -1 : 0;
                if (i >= 50 && now > 0 && side <= 0 && position == 0) {
                    pending = SmaStrategy.SHARES;
                } else if (i >= 50 && now < 0 && side >= 0 && position > 0) {
                    pending = -position;
                }
                side = now;
            }
            double equity = cash + position * price;
            peak = Math.max(peak, equity);
            drawdown = Math.min(drawdown, equity - peak);
        }
        trades = made;
        lastEquity = cash + position * closes[closes.length - 1];
        return cash + drawdown;
    }

    /** Equity at the end of the last run, for the comparison with the engine. */
    double lastEquity() {
        return lastEquity;
    }

    /** Trades made by the last run, for the comparison with the engine. */
    int trades() {
        return trades;
    }
}
