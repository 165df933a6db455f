package io.fairlead.orchestrator;

/**
 * How far the latest close, volume and one-bar return lie from the mean of those before, in sample standard deviations. Summed
 * from the oldest value to the newest at each question, so that a value depends on its window alone.
 */
final class ZScores {
    private final int window;
    private final int minBars;
    private final int minValues;
    private final double minDeviation;
    private final double[] values;

    private double price;
    private double volume;
    private double momentum;

    ZScores(OrchestratorConfig config) {
        window = config.count(Parameter.Z_WINDOW);
        minBars = config.count(Parameter.Z_MIN_BARS);
        minValues = config.count(Parameter.Z_MIN_VALUES);
        minDeviation = config.get(Parameter.Z_MIN_DEVIATION);
        values = new double[window];
    }

    void read(BarRing bars) {
        price = 0;
        volume = 0;
        momentum = 0;
        int size = bars.size();
        if (size < minBars) {
            return;
        }
        int levels = Math.min(window, size);
        long first = bars.count() - levels;
        for (int i = 0; i < levels; i++) {
            values[i] = bars.closeOf(first + i);
        }
        price = score(levels);
        for (int i = 0; i < levels; i++) {
            values[i] = bars.volumeOf(first + i);
        }
        volume = score(levels);
        readMomentum(bars, Math.min(window, size - 1));
    }

    private void readMomentum(BarRing bars, int returns) {
        long first = bars.count() - returns;
        double before = bars.closeOf(first - 1);
        for (int i = 0; i < returns; i++) {
            double close = bars.closeOf(first + i);
            values[i] = close / before - 1;
            before = close;
        }
        momentum = score(returns);
    }

    double price() {
        return price;
    }

    double volume() {
        return volume;
    }

    double momentum() {
        return momentum;
    }

    private double score(int count) {
        if (count < minValues) {
            return 0;
        }
        int others = count - 1;
        double sum = 0;
        for (int i = 0; i < others; i++) {
            sum += values[i];
        }
        double mean = sum / others;
        double squares = 0;
        for (int i = 0; i < others; i++) {
            double distance = values[i] - mean;
            squares += distance * distance;
        }
        double deviation = Math.sqrt(squares / (others - 1));
        return deviation < minDeviation || deviation == 0 ? 0 : (values[others] - mean) / deviation;
    }
}
