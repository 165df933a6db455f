package io.fairlead.core.order;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.VenueOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the venue has: on every connection before an order may leave, and again while anything is unknown. First the open
 * orders; then, so that nothing can fall between two answers, the executions since the watermark, the orders of ours that are not
 * among the open ones, and the account. Only a complete reading of one connection counts. On the session's thread, but for the
 * completion of stages.
 */
public final class VenueSync {
    /** After how long a venue that declares no proof of absence is taken to have settled what was asked of it, for known orders. */
    static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long ANSWER_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Executions are asked for from so long before the last reading: a venue may list them late. */
    private static final long OVERLAP_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int LONGEST_WAIT_DOUBLINGS = 6;
    private static final int ALARM_EVERY = 10;

    /**
     * A part of a reading: an answer, or why there is none.
     *
     * @param reading the number of the reading that it belongs to
     * @param take takes the answer in; null if there is none
     * @param error why there is none; null if there is one
     */
    public record Part(
            int reading, @Nullable Runnable take, @Nullable Throwable error) {
        static Part answer(int reading, Runnable take) {
            return new Part(reading, take, null);
        }

        static Part failed(int reading, Throwable error) {
            return new Part(reading, null, error);
        }
    }

    private enum Connection {
        DOWN,
        UP
    }

    private final OrderRoom room;
    private final Dispatch dispatch;
    private final boolean simulated;
    private Connection connection = Connection.DOWN;
    private int reading;
    private boolean underWay;
    private long askedNanos;
    private long deadlineNanos;
    private long upNanos;
    private long watermarkNanos = Long.MIN_VALUE;
    private long nextReadNanos = Long.MAX_VALUE;
    private int waits;
    private int failures;
    private int lookupsLeft;

    private List<VenueOrder> openOrders = List.of();
    private List<OrderFacet.Execution> executions = List.of();
    private final List<VenueOrder> lookedUp = new ArrayList<>();
    private final List<OrderKey> notFound = new ArrayList<>();

    VenueSync(OrderRoom room, Dispatch dispatch) {
        this.room = room;
        this.dispatch = dispatch;
        this.simulated = room.venue.broker().simulation().isPresent();
        dispatch.open(simulated);
    }

    /** Whether orders may leave: the connection is up and the venue has been compared. */
    public boolean isReconciled() {
        return dispatch.isOpen();
    }

    /** When executions are complete from, in epoch nanoseconds. */
    void startedAt(long nanos) {
        if (watermarkNanos == Long.MIN_VALUE) {
            watermarkNanos = nanos;
        }
    }

    /** From when on executions are asked for, if they are complete up to a moment. */
    static long askedFrom(long watermarkNanos) {
        return Math.max(0, watermarkNanos - OVERLAP_NANOS);
    }

    /** Executions are complete up to here. */
    void restoreWatermark(long nanos) {
        watermarkNanos = nanos;
    }

    // ---- when to read

    /** The connection has come up, or gone. */
    void connected(boolean up) {
        connection = up ? Connection.UP : Connection.DOWN;
        upNanos = room.nowNanos;
        reading++; // what is under way belongs to the connection before
        underWay = false;
        waits = 0;
        nextReadNanos = Long.MAX_VALUE;
        if (!simulated) {
            dispatch.open(false);
        }
        if (up && !(simulated && room.registry.open().isEmpty())) {
            begin();
        }
    }

    /** Something is unknown: the venue is asked before long. */
    void watch() {
        if (connection == Connection.UP && !underWay && nextReadNanos == Long.MAX_VALUE) {
            waits = 0;
            nextReadNanos = room.nowNanos + FIRST_WAIT_NANOS;
        }
    }

    /** When the venue is to be asked next, in epoch nanoseconds. */
    long nextDueNanos() {
        return underWay ? deadlineNanos : nextReadNanos;
    }

    /** Time has passed. */
    void onTime() {
        if (underWay && room.nowNanos >= deadlineNanos) {
            room.sink()
                    .answered(Part.failed(
                            reading,
                            new TimeoutException("no answer within "
                                    + TimeUnit.NANOSECONDS.toSeconds(ANSWER_TIMEOUT_NANOS) + " s")));
            deadlineNanos = Long.MAX_VALUE; // told once
        } else if (!underWay && room.nowNanos >= nextReadNanos) {
            begin();
        }
    }

    private void again() {
        waits++;
        nextReadNanos = room.nowNanos + (FIRST_WAIT_NANOS << Math.min(waits, LONGEST_WAIT_DOUBLINGS));
    }

    // ---- reading

    private void begin() {
        nextReadNanos = Long.MAX_VALUE;
        if (!room.venue.reads()) {
            return;
        }
        reading++;
        underWay = true;
        askedNanos = room.nowNanos;
        deadlineNanos = askedNanos + ANSWER_TIMEOUT_NANOS;
        executions = List.of();
        lookedUp.clear();
        notFound.clear();
        ask(() -> room.venue.broker().orders().openOrders(), this::tookOpen);
    }

    private <T> void ask(Supplier<CompletionStage<T>> question, Consumer<T> take) {
        int number = reading;
        try {
            question.get().whenComplete((answer, error) -> room.sink().answered(partOf(number, answer, error, take)));
        } catch (RuntimeException e) {
            room.sink().answered(Part.failed(number, e));
        }
    }

    private static <T> Part partOf(int number, @Nullable T answer, @Nullable Throwable error, Consumer<T> take) {
        if (error != null) {
            return Part.failed(number, error);
        }
        return answer == null
                ? Part.failed(number, new IllegalStateException("the adapter answered null"))
                : Part.answer(number, () -> take.accept(answer));
    }

    private void tookOpen(List<VenueOrder> orders) {
        openOrders = List.copyOf(orders);
        Instant since = EpochNanos.toInstant(askedFrom(watermarkNanos));
        ask(() -> room.venue.broker().orders().executionsSince(since), this::tookExecutions);
    }

    private void tookExecutions(List<OrderFacet.Execution> found) {
        executions = List.copyOf(found);
        Map<OrderKey, Supplier<CompletionStage<Optional<VenueOrder>>>> lookups = lookups();
        lookupsLeft = lookups.size();
        if (lookups.isEmpty()) {
            askAccount();
        }
        lookups.forEach((key, question) -> ask(question, order -> tookOrder(key, order)));
    }

    /** Our orders that are not among the open ones, and where ids say nothing also what executions name. */
    private Map<OrderKey, Supplier<CompletionStage<Optional<VenueOrder>>>> lookups() {
        VenuePicture seen = new VenuePicture(
                new VenueRead(askedNanos, openOrders, List.of(), List.of(), 0, List.of(), Optional.empty()));
        Map<OrderKey, Supplier<CompletionStage<Optional<VenueOrder>>>> lookups = new LinkedHashMap<>();
        boolean nameless = false;
        for (ManagedOrder order : room.registry.open()) {
            if (order.isHeld()) {
                continue;
            }
            if (seen.of(order) == null) {
                lookups.put(order.key(), lookup(order));
            }
            if (order.pendingClientOrderId() != null && seen.byClientId(order.pendingClientOrderId()) == null) {
                OrderKey next = OrderKey.of(order.pendingClientOrderId());
                lookups.put(next, lookup(next, order.request().instrument()));
            }
            nameless |= order.isUnknown();
        }
        if (nameless && room.venue.broker().capabilities().idempotency() == IdempotencyClass.NONE) {
            for (OrderFacet.Execution execution : executions) {
                if (room.registry.peek(execution.key()) == null) {
                    lookups.put(
                            execution.key(),
                            lookup(execution.key(), execution.fill().instrument()));
                }
            }
        }
        return lookups;
    }

    private Supplier<CompletionStage<Optional<VenueOrder>>> lookup(OrderKey key, InstrumentId instrument) {
        return () -> room.venue.broker().orders().order(key, instrument);
    }

    /** An order of a group that the venue looks after may be known there by its group alone. */
    private Supplier<CompletionStage<Optional<VenueOrder>>> lookup(ManagedOrder order) {
        OrderKey key = order.key();
        if (order.groupHandling() != GroupHandling.NATIVE || key.venueOrderId().isPresent()) {
            return lookup(key, order.request().instrument());
        }
        ManagedOrder parent = order.managedParent();
        ManagedOrder first = parent == null ? order : parent;
        List<ClientOrderId> group = new ArrayList<>(List.of(first.clientOrderId()));
        first.managedLegs().forEach(leg -> group.add(leg.clientOrderId()));
        OrderRequest asked = order.sent();
        return () -> room.venue.broker().orders().orderOfGroup(key, group, asked);
    }

    private void tookOrder(OrderKey key, Optional<VenueOrder> order) {
        if (order.isPresent()) {
            lookedUp.add(order.get());
        } else {
            notFound.add(key);
        }
        if (--lookupsLeft == 0) {
            askAccount();
        }
    }

    private void askAccount() {
        Function<AccountFacet.Snapshot, Optional<AccountFacet.Snapshot>> some = Optional::of;
        ask(
                () -> {
                    try {
                        return room.venue.broker().accounts().snapshot().thenApply(some);
                    } catch (UnsupportedCapabilityException e) {
                        return CompletableFuture.completedFuture(Optional.empty());
                    }
                },
                this::tookAccount);
    }

    private void tookAccount(Optional<AccountFacet.Snapshot> account) {
        underWay = false;
        room.sink()
                .arrived(new VenueRead(
                        askedNanos, openOrders, lookedUp, notFound, askedFrom(watermarkNanos), executions, account));
    }

    /** Takes in a part of a reading; one of an earlier connection or reading is dropped. */
    void apply(Part part) {
        if (part.reading() != reading || !underWay) {
            return;
        }
        Runnable take = part.take();
        if (take != null) {
            take.run();
        } else {
            underWay = false;
            reading++;
            again();
            room.sink().arrived(new JournalRecord.VenueReadFailed(String.valueOf(part.error())));
        }
    }

    // ---- what follows from it

    /** A complete reading has been applied. */
    void done(VenueRead read, boolean everythingKnown) {
        watermarkNanos = Math.max(watermarkNanos, read.askedNanos());
        failures = 0;
        boolean ofThisConnection = connection == Connection.UP && !underWay && read.askedNanos() >= upNanos;
        if (ofThisConnection && !simulated) {
            dispatch.open(true);
        }
        if (everythingKnown) {
            waits = 0;
            nextReadNanos = Long.MAX_VALUE;
        } else {
            again();
        }
    }

    /** A reading has failed: a person hears of the first, and of every tenth. */
    void failed(JournalRecord.VenueReadFailed why) {
        if (failures++ % ALARM_EVERY == 0) {
            room.alarm("RECONCILIATION_FAILED", "attempt=" + failures + " error=" + why.error());
        }
    }

    /** After the journal has been read back: the connection is not up yet. */
    void recovered() {
        connection = Connection.DOWN;
        dispatch.open(simulated);
        nextReadNanos = Long.MAX_VALUE;
        waits = 0;
        failures = 0;
    }

    @Nullable
    Long watermarkNanos() {
        return watermarkNanos == Long.MIN_VALUE ? null : watermarkNanos;
    }
}
