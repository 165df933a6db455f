package io.fairlead.examples.chaos;

import io.fairlead.spi.IdempotencyClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairlead chaos}: plays as many fault schedules as asked, and tells which of them broke a promise. */
@Command(
        name = "chaos",
        description =
                "Plays seeded schedules of faults against a model venue and checks that no order is lost or sent twice.",
        mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {
    private static final int SHOWN = 5;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seeds", defaultValue = "10000", description = "how many schedules (default: ${DEFAULT-VALUE})")
    private long seeds;

    @Option(names = "--seed", defaultValue = "1", description = "the first seed (default: ${DEFAULT-VALUE})")
    private long first;

    @Option(
            names = "--class",
            description = "the venue's idempotency class: ${COMPLETION-CANDIDATES} (default: all in turn)")
    private IdempotencyClass kind;

    @Option(
            names = "--bug",
            defaultValue = "NONE",
            description = "a bug to plant: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private PlantedBug bug;

    @Option(
            names = "--kill",
            description = "instead, kill a real JVM so many times while it trades and start it again on its journal")
    private int kills;

    @Option(names = "--journal", description = "show the journal of what is broken")
    private boolean withJournal;

    @Option(names = "--threads", defaultValue = "2", description = "how many at a time (default: ${DEFAULT-VALUE})")
    private int threads;

    /** Made by picocli. */
    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public ChaosCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        // Millions of alarms are what this is about; those of a broken schedule are told with it.
        System.setProperty("org.slf4j.simpleLogger.log.io.fairlead.core.engine.TradingSession", "off");
        return kills > 0 ? kill() : play();
    }

    private int kill() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("fairlead-kill");
        List<String> violations = new KillLoop(folder, first, out).run(kills);
        violations.forEach(out::println);
        out.printf("%d kills, %d violations; journal in %s%n", kills, violations.size(), folder);
        out.flush();
        return violations.isEmpty() ? 0 : 1;
    }

    private int play() throws InterruptedException {
        if (seeds < 1 || threads < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--seeds and --threads must be 1 or more, were " + seeds + " and " + threads);
        }
        List<IdempotencyClass> kinds = kind == null ? Arrays.asList(IdempotencyClass.values()) : List.of(kind);
        List<List<String>> broken = new ArrayList<>();
        Tally tally = new Tally();
        AtomicLong next = new AtomicLong();
        AtomicLong count = new AtomicLong();
        PrintWriter out = spec.commandLine().getOut();
        long began = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        LongStream.range(0, threads)
                .forEach(any -> pool.execute(() -> {
                    long at;
                    while ((at = next.getAndIncrement()) < seeds) {
                        IdempotencyClass on = kinds.get((int) (at % kinds.size()));
                        List<String> violations = ChaosRun.outcome(first + at, on, bug, withJournal, tally);
                        count.incrementAndGet();
                        if (!violations.isEmpty()) {
                            synchronized (broken) {
                                broken.add(violations);
                            }
                        }
                    }
                }));
        pool.shutdown();
        while (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
            out.printf("%,d of %,d schedules, %d broken%n", count.get(), seeds, broken.size());
            out.flush();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        broken.stream().limit(SHOWN).forEach(violations -> out.println(String.join("\n    ", violations)));
        out.printf(
                "%,d schedules of class %s, bug %s: %,.0f a second, %d with violations%n",
                count.get(), kind == null ? "all" : kind, bug, count.get() / seconds, broken.size());
        out.println(tally);
        if (!broken.isEmpty()) {
            out.println("show one again: fairlead chaos --seeds 1 --seed N --class C --journal");
        }
        out.flush();
        return broken.isEmpty() ? 0 : 1;
    }
}
