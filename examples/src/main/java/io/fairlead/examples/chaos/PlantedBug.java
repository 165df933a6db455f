package io.fairlead.examples.chaos;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.journal.Segment;
import io.fairlead.spi.Broker;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.SubmitResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Bugs that an adapter, a disk or a careless change could bring in, planted around the library to show that the harness finds them.
 * None is a switch inside it.
 */
enum PlantedBug {
    /** None. */
    NONE,
    /** The adapter sends an order again when no answer came. */
    RETRIED_POST,
    /** The adapter takes a missing answer for a refusal. */
    UNKNOWN_AS_REJECTED,
    /** The adapter reports fills twice, under two execution ids. */
    FILL_TWICE,
    /** After a restart the adapter sends what was never answered again, under a new id. */
    NEW_ID_ON_RESTART,
    /** The disk says that bytes are safe before they are. */
    FSYNC_AFTER_SEND;

    ModelBroker broker(ModelVenue venue, Faults faults) {
        return switch (this) {
            case RETRIED_POST -> new RetryingBroker(venue, faults);
            case UNKNOWN_AS_REJECTED -> new HastyBroker(venue, faults);
            case FILL_TWICE -> new StutteringBroker(venue, faults);
            case NEW_ID_ON_RESTART -> new ForgetfulBroker(venue, faults);
            case NONE, FSYNC_AFTER_SEND -> new ModelBroker(venue, faults);
        };
    }

    JournalStorage storage(JournalStorage real) {
        return this == FSYNC_AFTER_SEND ? new LyingStorage(real) : real;
    }

    private static final class RetryingBroker extends ModelBroker {
        RetryingBroker(ModelVenue venue, Faults faults) {
            super(venue, faults);
        }

        @Override
        SubmitResult unknown(ApprovedOrder order) {
            send(order);
            return super.unknown(order);
        }
    }

    private static final class HastyBroker extends ModelBroker {
        HastyBroker(ModelVenue venue, Faults faults) {
            super(venue, faults);
        }

        @Override
        SubmitResult unknown(ApprovedOrder order) {
            return new SubmitResult.Rejected(order.clientOrderId(), "timed out");
        }
    }

    private static final class StutteringBroker extends ModelBroker {
        StutteringBroker(ModelVenue venue, Faults faults) {
            super(venue, faults);
        }

        @Override
        void deliver(OrderReport report, long delayMillis) {
            super.deliver(report, delayMillis);
            if (report instanceof OrderReport.Filled filled) {
                Fill fill = filled.fill();
                Fill again = new Fill(
                        fill.executionId() + "-again",
                        fill.instrument(),
                        fill.side(),
                        fill.quantity(),
                        fill.price(),
                        fill.fees(),
                        fill.liquidity(),
                        fill.timeNanos());
                super.deliver(new OrderReport.Filled(filled.key(), filled.timeNanos(), again), delayMillis + 1);
            }
        }
    }

    private static final class ForgetfulBroker extends ModelBroker {
        private final List<ApprovedOrder> unanswered = new ArrayList<>();
        private int restarts;

        ForgetfulBroker(ModelVenue venue, Faults faults) {
            super(venue, faults);
        }

        @Override
        public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
            unanswered.add(order);
            CompletionStage<SubmitResult> stage = super.submit(order);
            stage.thenAccept(result -> {
                if (!(result instanceof SubmitResult.Unknown)) {
                    unanswered.remove(order);
                }
            });
            return stage;
        }

        @Override
        public Broker connect(ProviderConfig config, Lent lentParts) {
            Broker broker = super.connect(config, lentParts);
            restarts++;
            for (ApprovedOrder order : unanswered) {
                send(new ClientOrderId(order.clientOrderId() + "r" + restarts), order.request());
            }
            unanswered.clear();
            return broker;
        }
    }

    /** A disk that forces what the call before should have. */
    private record LyingStorage(JournalStorage real) implements JournalStorage {
        @Override
        public List<String> segments() throws IOException {
            return real.segments();
        }

        @Override
        public Segment create(String name, long capacity) throws IOException {
            return new LyingSegment(real.create(name, capacity));
        }

        @Override
        public Segment open(String name) throws IOException {
            return new LyingSegment(real.open(name));
        }

        @Override
        public Segment openForReading(String name) throws IOException {
            return real.openForReading(name);
        }

        @Override
        public void delete(String name) throws IOException {
            real.delete(name);
        }

        @Override
        public AutoCloseable lock() throws IOException {
            return real.lock();
        }

        @Override
        public String description() {
            return real.description();
        }
    }

    private static final class LyingSegment implements Segment {
        private final Segment real;
        private boolean owed;

        LyingSegment(Segment real) {
            this.real = real;
        }

        @Override
        public long capacity() {
            return real.capacity();
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            if (owed) {
                owed = false;
                real.force();
            }
            real.write(position, bytes);
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            return real.read(position, into);
        }

        @Override
        public void force() {
            owed = true;
        }

        @Override
        public void extendTo(long capacity) throws IOException {
            real.extendTo(capacity);
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
