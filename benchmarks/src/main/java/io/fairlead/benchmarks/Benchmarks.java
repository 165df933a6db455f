package io.fairlead.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints one table: every figure with its peer or limit from the same run. An argument chooses benchmarks by a
 * part of their names.
 */
final class Benchmarks {
    private record Figure(double score, double median, double bytes) {}

    private Benchmarks() {}

    /** Runs what the arguments name, or everything. */
    public static void main(String[] args) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder().addProfiler(GCProfiler.class).shouldFailOnError(true);
        if (args.length == 0) {
            options.include("io\\.fairlead\\..*");
        }
        for (String part : args) {
            options.include(part);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        Map<String, Figure> figures = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            StringBuilder key = new StringBuilder(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
            for (String parameter : result.getParams().getParamsKeys()) {
                key.append(':').append(result.getParams().getParam(parameter));
            }
            figures.put(key.toString(), figure(result));
        }
        table(figures).forEach(System.out::println);
    }

    private static Figure figure(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        if (bytes == null) {
            bytes = result.getSecondaryResults().get("·gc.alloc.rate.norm");
        }
        Result<?> primary = result.getPrimaryResult();
        return new Figure(
                primary.getScore(),
                primary.getStatistics().getPercentile(50),
                bytes == null ? Double.NaN : bytes.getScore());
    }

    private static List<String> table(Map<String, Figure> figures) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format("%-42s %16s %16s %10s %10s", "what", "fairlead", "peer", "ratio", "B/op"));
        pair(
                lines,
                figures,
                "bars/s, SMA 20/50, 1 symbol x 1,000,000",
                "BacktestBenchmark.engineOneSymbol",
                "BacktestBenchmark.loopOneSymbol");
        pair(
                lines,
                figures,
                "bars/s, SMA 20/50, 500 symbols x 2,500",
                "BacktestBenchmark.engineManySymbols",
                "BacktestBenchmark.loopManySymbols");
        single(lines, figures, "bars/s to onBar, bar kept, no orders", "DeliveryBenchmark.barsKept");
        single(lines, figures, "bars/s to onSlice, no orders", "DeliveryBenchmark.slicesRead");
        pair(
                lines,
                figures,
                "ns per accepted order (peer: bare longs)",
                "GateBenchmark.approve",
                "GateBenchmark.compareLongs");
        decisions(lines, figures);
        single(lines, figures, "ns per record of 150 B committed", "JournalCommitBenchmark.commit");
        forces(lines, figures, 1);
        forces(lines, figures, 100);
        single(lines, figures, "ms to read 1,000,000 records", "JournalReadBenchmark.read");
        brokers(lines, figures);
        return lines;
    }

    private static void brokers(List<String> lines, Map<String, Figure> figures) {
        for (String message : List.of("quote", "trade", "bar", "depth", "fill")) {
            databind(lines, figures, "ns per Binance " + message, "BinanceDecodeBenchmark." + message);
        }
        pair(
                lines,
                figures,
                "ns per Binance depth, with its book (same)",
                "BinanceDecodeBenchmark.depthBook",
                "BinanceDecodeBenchmark.depthDatabind");
        for (String message : List.of("bar", "depth")) {
            pair(
                    lines,
                    figures,
                    "ns per Binance " + message + " (peer: streaming)",
                    "BinanceDecodeBenchmark." + message,
                    "BinanceDecodeBenchmark." + message + "Streaming");
        }
        for (String message : List.of("quote", "trade", "bars", "update")) {
            databind(lines, figures, "ns per Alpaca " + message, "AlpacaDecodeBenchmark." + message);
        }
        for (String way : List.of("adapter", "queued")) {
            rates(
                    lines,
                    figures,
                    "bookTicker/s, " + way + " (peer: bare OkHttp)",
                    "BinanceIntakeBenchmark." + way,
                    "BinanceIntakeBenchmark.bare");
        }
        String signing = "SigningBenchmark.";
        pair(lines, figures, "ns to sign an order, HMAC (bare Mac)", signing + "hmac", signing + "hmacBare");
        pair(lines, figures, "ns to sign an order, Ed25519 (bare)", signing + "edwards", signing + "edwardsBare");
        for (String bare : List.of("bareExecute", "bareEnqueue")) {
            medians(
                    lines,
                    figures,
                    "us, order over loopback (" + bare + ")",
                    "OrderRoundTripBenchmark.submit",
                    "OrderRoundTripBenchmark." + bare);
        }
    }

    private static void databind(List<String> lines, Map<String, Figure> figures, String what, String ours) {
        pair(lines, figures, what + " (peer: databind)", ours, ours + "Databind");
    }

    private static void medians(
            List<String> lines, Map<String, Figure> figures, String what, String ours, String peer) {
        Figure own = figures.get(ours);
        Figure other = figures.get(peer);
        if (own != null && other != null) {
            lines.add(String.format(
                    "%-42s %,16.1f %,16.1f %10.4f %10.1f",
                    what, own.median(), other.median(), own.median() / other.median(), own.bytes()));
        }
    }

    /** Of figures in nanoseconds each, how many go into a second. */
    private static void rates(List<String> lines, Map<String, Figure> figures, String what, String ours, String peer) {
        Figure own = figures.get(ours);
        Figure other = figures.get(peer);
        if (own != null && other != null) {
            lines.add(String.format(
                    "%-42s %,16.0f %,16.0f %10.4f %10.1f",
                    what, 1e9 / own.score(), 1e9 / other.score(), other.score() / own.score(), own.bytes()));
        }
    }

    private static void pair(List<String> lines, Map<String, Figure> figures, String what, String ours, String peer) {
        Figure own = figures.get(ours);
        Figure other = figures.get(peer);
        if (own != null && other != null) {
            lines.add(String.format(
                    "%-42s %,16.1f %,16.1f %10.4f %10.1f",
                    what, own.score(), other.score(), own.score() / other.score(), own.bytes()));
        }
    }

    private static void single(List<String> lines, Map<String, Figure> figures, String what, String ours) {
        Figure own = figures.get(ours);
        if (own != null) {
            lines.add(String.format("%-42s %,16.1f %16s %10s %10.1f", what, own.score(), "", "", own.bytes()));
        }
    }

    private static void decisions(List<String> lines, Map<String, Figure> figures) {
        Figure own = figures.get("DecisionBenchmark.ensemble");
        Figure limit = figures.get("DecisionBenchmark.figuresOnly");
        if (own != null && limit != null) {
            long made = DecisionBenchmark.decisions();
            double ours = made * 1e9 / own.score();
            double most = made * 1e9 / limit.score();
            lines.add(String.format(
                    "%-42s %,16.1f %,16.1f %10.4f %10.1f",
                    "decisions/s (peer: the figures alone)", ours, most, ours / most, own.bytes() / made));
        }
    }

    private static void forces(List<String> lines, Map<String, Figure> figures, int group) {
        Figure own = figures.get("JournalForceBenchmark.append:" + group);
        Figure bare = figures.get("JournalForceBenchmark.write:" + group);
        if (own != null && bare != null) {
            lines.add(String.format(
                    "%-42s %,16.1f %,16.1f %10.4f %10.1f",
                    "us to force groups of " + group + ", median (bare file)",
                    own.median(),
                    bare.median(),
                    own.median() / bare.median(),
                    own.bytes()));
            double ours = group * 1e6 / own.score();
            double most = group * 1e6 / bare.score();
            lines.add(String.format(
                    "%-42s %,16.1f %,16.1f %10.4f %10.1f",
                    "records/s forced in groups of " + group, ours, most, ours / most, own.bytes() / group));
        }
    }
}
