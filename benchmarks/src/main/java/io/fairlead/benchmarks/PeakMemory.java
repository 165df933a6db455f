package io.fairlead.benchmarks;

import io.fairlead.api.market.BarInterval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first backtest in a JVM of its own, and the most memory that the process has had (Linux {@code VmHWM}): everything counted, the
 * heap, the code and the JVM itself.
 */
final class PeakMemory {
    private PeakMemory() {}

    /** Runs the million minutes once and prints the peak in MiB. */
    public static void main(String[] args) throws IOException {
        long bars = BacktestBenchmark.engine(RandomMarket.of(1, BacktestBenchmark.MINUTES, BarInterval.ofMinutes(1)));
        Path status = Path.of("/proc/self/status");
        String peak = Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .findFirst()
                        .orElse("0")
                : "0";
        System.out.println(bars + " bars, peak " + Long.parseLong(peak) / 1024 + " MiB");
    }
}
