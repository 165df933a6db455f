package io.fairlead.core.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * What goes wrong at a simulated venue: a script for the next messages, and chances by which anything may go wrong at any time. The
 * chances are drawn from the plan's seed in the order in which the venue handles things, so that a run repeats itself. What is
 * scripted comes first. Any thread; one plan serves one venue.
 *
 * <p>A lost report is not gone: the venue's open orders and executions still tell of it.
 */
public final class FaultPlan {
    /** When the answer to a submit, a change or a cancel is lost. */
    public enum Lost {
        /** On the way there: the venue has never seen the request. */
        BEFORE_THE_VENUE_ACTED,
        /** On the way back: the venue has done as asked. */
        AFTER_THE_VENUE_ACTED
    }

    /** What becomes of one report. */
    record Fate(int copies, int holdEvents, boolean swapped) {
        static final Fate PLAIN = new Fate(1, 0, false);
    }

    private static final String NO_REASON = "";

    private final Object lock = new Object();
    private final SplittableRandom random;
    private final Deque<String> rejections = new ArrayDeque<>();
    private final Deque<Lost> lostAnswers = new ArrayDeque<>();
    private final Deque<Fate> fates = new ArrayDeque<>();
    private double rejectChance;
    private double loseChance;
    private double duplicateChance;
    private double dropChance;
    private double delayChance;
    private boolean connected = true;
    private String why = NO_REASON;

    private FaultPlan(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Nothing goes wrong until it is said. */
    public static FaultPlan scripted() {
        return new FaultPlan(0);
    }

    /** As {@link #scripted()}, with a seed for chances. */
    public static FaultPlan seeded(long seed) {
        return new FaultPlan(seed);
    }

    // --- Chances --------------------------------------------------------------------------------------------------

    /** The chance, 0..1, that an order is rejected for no reason of its own. */
    public FaultPlan rejects(double chance) {
        double checked = checked(chance);
        synchronized (lock) {
            rejectChance = checked;
        }
        return this;
    }

    /** The chance, 0..1, that an answer is lost; before and after the venue acted are equally likely. */
    public FaultPlan losesAnswers(double chance) {
        double checked = checked(chance);
        synchronized (lock) {
            loseChance = checked;
        }
        return this;
    }

    /** The chance, 0..1, that a report comes twice. */
    public FaultPlan duplicatesReports(double chance) {
        double checked = checked(chance);
        synchronized (lock) {
            duplicateChance = checked;
        }
        return this;
    }

    /** The chance, 0..1, that a report never comes. */
    public FaultPlan dropsReports(double chance) {
        double checked = checked(chance);
        synchronized (lock) {
            dropChance = checked;
        }
        return this;
    }

    /** The chance, 0..1, that a report comes one to five events of the market late. */
    public FaultPlan delaysReports(double chance) {
        double checked = checked(chance);
        synchronized (lock) {
            delayChance = checked;
        }
        return this;
    }

    private static double checked(double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("a chance is in 0..1, was " + chance);
        }
        return chance;
    }

    // --- Script ---------------------------------------------------------------------------------------------------

    /** The next order is rejected with these words. */
    public FaultPlan rejectNext(String venueText) {
        synchronized (lock) {
            rejections.add(venueText);
        }
        return this;
    }

    /** The answer to the next submit, change or cancel is lost. */
    public FaultPlan loseNextAnswer(Lost when) {
        synchronized (lock) {
            lostAnswers.add(when);
        }
        return this;
    }

    /** The next report for which nothing is scripted yet comes twice. */
    public FaultPlan duplicateNextReport() {
        return script(new Fate(2, 0, false));
    }

    /** The next report for which nothing is scripted yet never comes. */
    public FaultPlan dropNextReport() {
        return script(new Fate(0, 0, false));
    }

    /** The next report for which nothing is scripted yet comes so many events of the market late. */
    public FaultPlan delayNextReport(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("a delay is 1 event or more, was " + events);
        }
        return script(new Fate(1, events, false));
    }

    /** The next report for which nothing is scripted yet and the one after it change places. */
    public FaultPlan swapNextReports() {
        return script(new Fate(1, 0, true));
    }

    /** The next report for which nothing is scripted yet comes as it should: to reach one behind it. */
    public FaultPlan passNextReport() {
        return script(Fate.PLAIN);
    }

    private FaultPlan script(Fate fate) {
        synchronized (lock) {
            fates.add(fate);
        }
        return this;
    }

    /**
     * The connection is lost when the venue is next called, whatever for. Meanwhile nothing is sent, questions fail, and the market
     * goes on.
     */
    public FaultPlan disconnect(String reason) {
        synchronized (lock) {
            connected = false;
            why = reason;
        }
        return this;
    }

    /** The connection is back when the venue is next called: what was missed is told, then that it is up. */
    public FaultPlan reconnect() {
        synchronized (lock) {
            connected = true;
            why = NO_REASON;
        }
        return this;
    }

    // --- What the venue asks --------------------------------------------------------------------------------------

    boolean isConnected() {
        synchronized (lock) {
            return connected;
        }
    }

    String why() {
        synchronized (lock) {
            return why;
        }
    }

    /** Why the next order is rejected; empty if it is not. */
    String nextRejection() {
        synchronized (lock) {
            String scripted = rejections.poll();
            if (scripted != null) {
                return scripted;
            }
            return happens(rejectChance) ? "rejected by chance" : NO_REASON;
        }
    }

    /** Whether the next answer is lost before the venue acts (-1), after (1), or not at all (0). */
    int nextLoss() {
        synchronized (lock) {
            Lost scripted = lostAnswers.poll();
            if (scripted != null) {
                return scripted == Lost.BEFORE_THE_VENUE_ACTED ? -1 : 1;
            }
            if (!happens(loseChance)) {
                return 0;
            }
            return random.nextBoolean() ? -1 : 1;
        }
    }

    Fate nextReport() {
        synchronized (lock) {
            Fate scripted = fates.poll();
            if (scripted != null) {
                return scripted;
            }
            int copies = happens(dropChance) ? 0 : happens(duplicateChance) ? 2 : 1;
            int hold = happens(delayChance) ? 1 + random.nextInt(5) : 0;
            return copies == 1 && hold == 0 ? Fate.PLAIN : new Fate(copies, hold, false);
        }
    }

    private boolean happens(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }
}
