package io.fairlead.examples.chaos;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.core.journal.JournalStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Kills a real JVM with SIGKILL while it trades, again and again, and starts it anew on the journal that it left. At the end a last one
 * settles, and what it knows must be what happened.
 */
final class KillLoop {
    private static final long SETTLE_MILLIS = 8_000;

    private final Path folder;
    private final SplittableRandom chance;
    private final PrintWriter out;

    KillLoop(Path folder, long seed, PrintWriter out) {
        this.folder = folder;
        this.chance = new SplittableRandom(seed);
        this.out = out;
    }

    /** What must not be and is; empty if all is well. */
    List<String> run(int kills) throws IOException, InterruptedException {
        try (KillVenue venue = new KillVenue(chance.nextLong())) {
            for (int i = 1; i <= kills; i++) {
                Process child = start(venue, 0);
                awaitLine(child, "STARTED");
                child.waitFor(50 + chance.nextInt(1_000), TimeUnit.MILLISECONDS);
                child.destroyForcibly().waitFor();
                out.printf(
                        "killed %d of %d: %d orders at the venue%n",
                        i, kills, venue.look(at -> at.all().size()));
                out.flush();
            }
            venue.stopTrading();
            Process last = start(venue, SETTLE_MILLIS);
            String books = awaitLine(last, "BOOKS");
            last.waitFor();
            return compare(venue, books);
        }
    }

    private Process start(KillVenue venue, long settleMillis) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillChild.class.getName(),
                        Integer.toString(venue.port()),
                        folder.toString(),
                        Long.toString(chance.nextLong()),
                        Long.toString(settleMillis))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String awaitLine(Process child, String start) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        String words;
        while ((words = in.readLine()) != null) {
            if (words.startsWith(start)) {
                return words;
            }
        }
        return "the process ended without saying " + start;
    }

    private List<String> compare(KillVenue venue, String books) {
        String truth = venue.look(at -> {
            TreeSet<String> open = new TreeSet<>();
            at.open().forEach(order -> open.add(order.venueId.value()));
            return "BOOKS cash=" + at.cash() + " position=" + at.position() + " open=" + open + " unknown=0";
        });
        List<String> violations = new ArrayList<>(venue.look(ModelVenue::violations));
        if (!books.equals(truth)) {
            violations.add("session: " + books);
            violations.add("venue:   " + truth);
        }
        Set<ClientOrderId> intended = JournalIds.of(JournalStorage.readOnly(folder));
        for (ModelOrder order : venue.look(ModelVenue::all)) {
            if (order.trueId.isPresent() && !intended.contains(order.trueId.get())) {
                violations.add("NO_INTENT " + order.trueId.get());
            }
        }
        return violations;
    }
}
