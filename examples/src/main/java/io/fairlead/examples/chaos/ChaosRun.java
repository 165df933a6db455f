package io.fairlead.examples.chaos;

import io.fairlead.api.BadInputException;
import io.fairlead.api.FairleadException;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.strategy.AccountView;
import io.fairlead.core.engine.Alarm;
import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.Outcome;
import io.fairlead.core.engine.SessionListener;
import io.fairlead.core.engine.SteppedSession;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.core.journal.JournalOptions;
import io.fairlead.core.journal.MemoryStorage;
import io.fairlead.core.journal.SimulatedCrash;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.ProviderConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One schedule: a session trades at random on the model venue, over a bad line, on a disk that fails, in a process that dies and comes
 * back. Then everything heals, and what the session knows must be what happened. The seed decides all of it.
 */
final class ChaosRun {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int HEALING_SECONDS = 90;
    private static final Duration RETENTION = Duration.ofDays(1);

    private final long seed;
    private final IdempotencyClass kind;
    private final PlantedBug bug;
    private final SplittableRandom chance;
    private final HandClock clock = new HandClock(START);
    private final MemoryStorage storage = new MemoryStorage();
    private final Faults faults;
    private final ModelVenue venue;
    private final ModelBroker broker;
    /** Whether old records are deleted: then a night passes before the process is started again. */
    private final boolean forgets;

    private final List<String> violations = new ArrayList<>();
    /** Every id that the journal has ever held an intent of. */
    private final Set<ClientOrderId> intended = new HashSet<>();
    /** Alarms of the session that lives. */
    private final Set<String> alarms = new TreeSet<>();

    private @Nullable SteppedSession session;
    private boolean acting = true;
    private int sessions;
    private int unknowns;
    /** Whether the venue left something unclear, so that a person had to say what happened. */
    private boolean asked;

    private boolean journalFails;

    ChaosRun(long seed, IdempotencyClass kind, PlantedBug bug) {
        this.seed = seed;
        this.kind = kind;
        this.bug = bug;
        this.forgets = seed % 3 == 2;
        this.chance = new SplittableRandom(
                seed * 0x9E3779B97F4A7C15L + List.of(IdempotencyClass.values()).indexOf(kind));
        this.faults = new Faults(chance.split());
        this.venue = new ModelVenue(kind, START, chance.split());
        this.broker = bug.broker(venue, faults);
    }

    /** What of one schedule must not be and is; a harness that fails is a violation too. */
    static List<String> outcome(long seed, IdempotencyClass kind, PlantedBug bug, boolean withJournal, Tally tally) {
        ChaosRun run = new ChaosRun(seed, kind, bug);
        try {
            List<String> found = run.run();
            tally.add(run.venue, run.sessions, run.unknowns, run.asked, JournalIds.isBeginningGone(run.storage));
            if (withJournal && !found.isEmpty()) {
                found.addAll(JournalIds.lines(run.storage));
                run.venue.all().forEach(order -> found.add("VENUE " + order.show() + " " + order.trueId));
            }
            return found;
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return List.of("seed=" + seed + " class=" + kind, "THROWN " + trace);
        }
    }

    /** What must not be and is; empty if all is well. */
    List<String> run() {
        int steps = 20 + chance.nextInt(40);
        open();
        for (int i = 0; i < steps; i++) {
            step(50 + chance.nextInt(600));
            misfortune();
        }
        heal();
        check();
        close();
        return violations;
    }

    // ---- the session's life

    private void open() {
        if (forgets && sessions > 0) {
            clock.move(RETENTION.toNanos() + MILLI);
            venue.passTime(RETENTION.toNanos() + MILLI);
        }
        sessions++;
        alarms.clear();
        try {
            SplittableRandom whims = chance.split();
            session = TradingSession.builder()
                    .mode(Mode.LIVE)
                    .broker(broker, ProviderConfig.empty())
                    .instruments(ModelVenue.ID)
                    .risk(RiskPolicy.research())
                    .strategy(() -> new ChaosStrategy(whims, () -> acting))
                    .listener(new SessionListener() {
                        @Override
                        public void onAlarm(Alarm alarm) {
                            alarms.add(alarm.code());
                            unknowns += alarm.code().equals("ORDER_OUTCOME_UNKNOWN") ? 1 : 0;
                        }
                    })
                    .journal(bug.storage(storage))
                    .journalOptions(journalOptions())
                    .clock(clock)
                    .seed(seed)
                    .openStepped();
        } catch (SimulatedCrash crash) {
            died();
        } catch (BadInputException e) {
            died(); // its disk failed as it opened: somebody puts it right and starts it again
        }
    }

    private JournalOptions journalOptions() {
        JournalOptions options = JournalOptions.standard()
                .withSegmentBytes(forgets ? 4_096 : 16_384)
                .withClock(clock);
        return forgets ? options.withRetention(RETENTION) : options;
    }

    /** The process is gone: perhaps the power too. */
    private void died() {
        SteppedSession dead = session;
        session = null;
        if (dead != null) {
            dead.kill();
        }
        broker.processEnded();
        if (chance.nextBoolean()) {
            storage.powerLoss(chance);
        } else {
            storage.crash();
        }
        intended.addAll(JournalIds.of(storage)); // the next session may delete what is old
    }

    private void step(long millis) {
        if (faults.jumpsClock()) {
            clock.move((chance.nextInt(8_000) - 2_000) * MILLI);
        }
        clock.move(millis * MILLI);
        venue.passTime(millis * MILLI);
        broker.passTime();
        if (session == null) {
            open();
        }
        turns();
    }

    private void turns() {
        SteppedSession living = session;
        if (living == null) {
            return;
        }
        try {
            living.runUntilIdle();
        } catch (SimulatedCrash crash) {
            died();
        }
    }

    /** Now and then the process dies, the disk fills up, or a force fails. */
    private void misfortune() {
        int fate = chance.nextInt(100);
        if (fate < 4) {
            storage.crashAfter(chance.nextInt(1_500));
        } else if (fate < 6 && session != null) {
            died();
        } else if (fate < 7 && !journalFails) {
            journalFails = true;
            storage.failForceAt(1 + chance.nextInt(3));
        } else if (fate < 8 && !journalFails) {
            journalFails = true;
            storage.failWriteAfter(chance.nextInt(3_000));
        }
    }

    /** Nothing fails any more: the session has the time that it needs to find out. */
    private void heal() {
        faults.end();
        acting = false;
        venue.stopTrading();
        if (journalFails || session == null || chance.nextInt(3) == 0) {
            died();
        }
        storage.crashAfter(Long.MAX_VALUE);
        step(1_000);
        broker.reconnect();
        for (int i = 0; i < HEALING_SECONDS && violations.isEmpty(); i++) {
            step(1_000);
        }
    }

    /**
     * What the venue cannot prove a person finds out, who looks at its screen: whether each order that is not clear is there, and which
     * it is. After that nothing is excused.
     */
    private void askPerson(SteppedSession living) {
        if (!alarms.contains("ORDER_AMBIGUOUS")) {
            return;
        }
        for (OrderTicket order : living.openOrders()) {
            boolean clear = order.venueOrderId().isPresent()
                    || (order.groupHandling() == GroupHandling.EMULATED
                            && order.state().lifecycle() == Lifecycle.SUSPENDED);
            if (!clear) {
                asked = true;
                sayWhatHappened(living.session(), order);
            }
        }
        for (int i = 0; i < HEALING_SECONDS / 3; i++) {
            step(1_000);
        }
    }

    private void sayWhatHappened(TradingSession to, OrderTicket order) {
        Optional<ModelOrder> there = venue.all().stream()
                .filter(one -> one.trueId.equals(Optional.of(order.clientOrderId())))
                .findFirst();
        if (there.isPresent()) {
            to.resolve(order.orderId(), there.get().venueId, "a person", "seen on the venue's screen");
        } else {
            to.resolve(order.orderId(), Outcome.NEVER_PLACED, "a person", "not on the venue's screen");
        }
    }

    private void close() {
        SteppedSession living = session;
        if (living != null) {
            living.kill();
        }
        if (!violations.isEmpty()) {
            violations.add(0, "seed=" + seed + " class=" + kind + " sessions=" + sessions + " alarms=" + alarms);
        }
    }

    // ---- the invariants

    private void check() {
        violations.addAll(venue.violations());
        SteppedSession living = session;
        if (living == null) {
            violations.add("NO_SESSION");
            return;
        }
        try {
            checkIntents();
            checkBooks(living);
            askPerson(living);
            checkBooks(living);
            checkOrders(living);
        } catch (FairleadException e) {
            violations.add("FAILED " + e);
        }
    }

    /** No order of ours at the venue without an intent in the journal. */
    private void checkIntents() {
        intended.addAll(JournalIds.of(storage));
        for (ModelOrder order : venue.all()) {
            if (order.trueId.isPresent() && !intended.contains(order.trueId.get())) {
                violations.add("NO_INTENT " + order.trueId.get() + " " + order.request);
            }
        }
    }

    /** Every fill booked once: position and cash are the venue's to the cent. */
    private void checkBooks(SteppedSession living) {
        AccountView account = living.session().account();
        BigDecimal held = account.positions().stream()
                .filter(position -> position.instrument().equals(ModelVenue.ID))
                .map(position -> position.quantity().value().multiply(BigDecimal.valueOf(position.direction())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (held.compareTo(BigDecimal.valueOf(venue.position())) != 0) {
            violations.add("POSITION books=" + held + " venue=" + venue.position());
        }
        if (!account.cash(ModelVenue.USD).equals(venue.cash())) {
            violations.add("CASH books=" + account.cash(ModelVenue.USD) + " venue=" + venue.cash());
        }
    }

    /** What the session holds open is open there, and nothing else of ours is. */
    private void checkOrders(SteppedSession living) {
        Set<String> ours = new TreeSet<>();
        Set<String> theirs = new TreeSet<>();
        for (OrderTicket order : living.openOrders()) {
            boolean waitsHere = order.groupHandling() == GroupHandling.EMULATED
                    && order.state().lifecycle() == Lifecycle.SUSPENDED;
            if (!waitsHere) {
                ours.add(order.venueOrderId().map(VenueOrderId::value).orElse("unnamed " + order));
            }
        }
        for (ModelOrder order : venue.open()) {
            theirs.add(order.venueId.value());
        }
        if (!ours.equals(theirs)) {
            violations.add("ORDERS books=" + ours + " venue=" + theirs);
        }
    }
}
