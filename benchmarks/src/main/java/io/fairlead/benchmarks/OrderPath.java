package io.fairlead.benchmarks;

import io.fairlead.api.Price;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.SteppedSession;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.core.journal.JournalOptions;
import io.fairlead.core.journal.JournalReader;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.ProviderConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * The way of an order, measured in a whole session on files: from {@code context.submit} through gate and journal until the adapter is
 * entered, on one thread, a thousand times a second, with and without a force, and beside each forced order a force of a bare
 * preallocated file; then how fast a journal is read back, by itself and as the recovery of a session.
 */
final class OrderPath {
    private static final int WARM_UP = 20_000;
    private static final long PERIOD_NANOS = 1_000_000;
    private static final int RECORDED_ORDERS = 200_000;

    private OrderPath() {}

    /** Argument: the folder for the files; a temporary one unless said. */
    public static void main(String[] args) throws IOException {
        Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("fairlead-order-path");
        latency(folder.resolve("quick"), false, 10_000);
        latency(folder.resolve("durable"), true, 3_000);
        recovery(folder.resolve("recovery"));
    }

    /** Buys a share at each quote, far from the market, and notes when it asked. */
    private static final class Asking implements Strategy {
        private final Price limit = Price.of("187.50");
        long askedNanos;

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeQuotes(EchoBroker.ID);
        }

        @Override
        public void onQuote(Quote quote, StrategyContext context) {
            askedNanos = System.nanoTime();
            context.submit(
                    OrderRequest.buy(EchoBroker.ID).quantity(1).limit(limit).build());
        }
    }

    private static SteppedSession open(Path journal, EchoBroker broker, Strategy strategy, boolean durable) {
        return TradingSession.builder()
                .mode(Mode.LIVE)
                .broker(broker, ProviderConfig.empty())
                .instruments(EchoBroker.ID)
                .risk(RiskPolicy.research())
                .strategy(() -> strategy)
                .journal(journal)
                .journalOptions(JournalOptions.standard().withDurable(durable))
                .recording(Recording.ORDERS_ONLY)
                .openStepped();
    }

    private static void latency(Path journal, boolean durable, int orders) throws IOException {
        EchoBroker broker = new EchoBroker();
        Asking strategy = new Asking();
        long[] took = new long[orders];
        long[] bare = new long[durable ? orders : 0];
        try (SteppedSession session = open(journal, broker, strategy, durable);
                FileChannel file = preallocated(journal.resolveSibling("bare"))) {
            session.runUntilIdle();
            for (int i = 0; i < (durable ? 200 : WARM_UP); i++) {
                broker.quote(i);
                session.runUntilIdle();
            }
            ByteBuffer bytes = ByteBuffer.allocateDirect(150);
            long due = System.nanoTime();
            for (int i = 0; i < orders; i++) {
                due = durable ? System.nanoTime() : due + PERIOD_NANOS;
                while (System.nanoTime() < due) {
                    Thread.onSpinWait(); // as a trading thread waits: a parked one wakes on a cold core
                }
                broker.quote(i);
                session.runUntilIdle();
                took[i] = broker.enteredNanos - strategy.askedNanos;
                if (durable) {
                    bare[i] = force(file, bytes, i);
                }
            }
        }
        print(durable ? "signal to adapter, intent forced" : "signal to adapter, no force, 1,000/s", took);
        if (durable) {
            print("bare file, 150 bytes and force(false)", bare);
            System.out.printf(
                    Locale.ROOT, "p50 over bare: %.2f%n", percentile(took, 50) / (double) percentile(bare, 50));
        }
    }

    private static FileChannel preallocated(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(4096);
        for (int i = 0; i < 1_000; i++) {
            file.write(zeros.clear(), i * 4096L);
        }
        file.force(true);
        return file;
    }

    private static long force(FileChannel file, ByteBuffer bytes, int number) throws IOException {
        long began = System.nanoTime();
        file.write(bytes.clear(), number * 150L);
        file.force(false);
        return System.nanoTime() - began;
    }

    private static long percentile(long[] sorted, double percent) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-40s n=%,d  p50 %.2f us  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.1f%n",
                what,
                nanos.length,
                percentile(nanos, 50) / 1e3,
                percentile(nanos, 90) / 1e3,
                percentile(nanos, 99) / 1e3,
                percentile(nanos, 99.9) / 1e3,
                nanos[nanos.length - 1] / 1e3);
    }

    private static void recovery(Path journal) {
        EchoBroker broker = new EchoBroker();
        try (SteppedSession session = open(journal, broker, new Asking(), false)) {
            session.runUntilIdle();
            for (int i = 0; i < RECORDED_ORDERS; i++) {
                broker.quote(i);
                session.runUntilIdle();
            }
        }
        for (int round = 1; round <= 3; round++) {
            long began = System.nanoTime();
            long records = 0;
            try (JournalReader reader = JournalReader.over(JournalStorage.readOnly(journal))) {
                while (reader.next()) {
                    reader.entry();
                    records++;
                }
            }
            double read = (System.nanoTime() - began) / 1e9;
            began = System.nanoTime();
            SteppedSession session = open(journal, new EchoBroker(), new Asking(), false);
            double recovered = (System.nanoTime() - began) / 1e9;
            session.kill();
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %,d records read and decoded in %.2f s (%,.0f/s); session recovered in %.2f s, %.2f s a million%n",
                    round,
                    records,
                    read,
                    records / read,
                    recovered,
                    recovered * 1e6 / records);
        }
    }
}
