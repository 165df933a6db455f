package io.fairlead.tck;

import io.fairlead.api.AccountId;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.FlatView;
import io.fairlead.api.risk.GateDecision;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.ProviderConfig;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/** A connection to a true venue, of which it was made sure that it moves no real money. One thread. */
final class LiveLine implements AutoCloseable {
    private static final long LOOK_NANOS = 20_000_000;

    private final Clock clock = Clock.systemUTC();
    private final Signal signal = new Signal();
    private final Tape tape = new Tape(signal);
    private final RiskGate gate = Bench.newGate();
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService io;
    private final ApprovalVerifier approvals;
    private final Broker broker;
    private final Duration patience;

    private LiveLine(BrokerProvider provider, ProviderConfig config, ScheduledExecutorService io, Duration patience) {
        this.io = io;
        this.patience = patience;
        approvals = gate.connection("live", AccountId.of(provider.id(), provider.accountNumber(config)));
        broker = provider.connect(config, new Lent(clock, io, approvals, tape));
    }

    /**
     * Connects, and makes sure of the environment before anything is asked.
     *
     * @throws AssertionError if it is not the default environment, moves real money, or does not come up
     */
    static LiveLine connect(BrokerProvider provider, ProviderConfig config, Duration patience) {
        ScheduledExecutorService io = Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "kit-live-io");
            thread.setDaemon(true);
            return thread;
        });
        LiveLine line;
        try {
            line = new LiveLine(provider, config, io, patience);
        } catch (RuntimeException e) {
            io.shutdownNow();
            throw new AssertionError("connecting failed: " + e, e);
        }
        try {
            line.requireNoRealMoney(provider);
            line.await("the connection is UP", line.tape::isUp);
            line.requireNoRealMoney(provider);
            return line;
        } catch (AssertionError e) {
            line.close();
            throw e;
        }
    }

    private void requireNoRealMoney(BrokerProvider provider) {
        String wanted = provider.environments().get(0);
        if (broker.isRealMoney() || !broker.environment().equals(wanted)) {
            throw new AssertionError("the settings lead to " + broker.environment() + " (real money: "
                    + broker.isRealMoney() + "); these rules run on " + wanted + " only, and no order was sent");
        }
    }

    Broker broker() {
        return broker;
    }

    Tape tape() {
        return tape;
    }

    Clock clock() {
        return clock;
    }

    /** An approval for an order under an id that nobody has used. */
    ApprovedOrder approve(Instrument instrument, OrderRequest request) {
        OrderRequest named = request.toBuilder().clientOrderId(nextId()).build();
        GateDecision decision = gate.approve(
                approvals,
                instrument,
                new OrderId(1 + random.nextInt(1_000_000)),
                named,
                FlatView.of(
                        approvals.account(),
                        Money.of("1000000000", instrument.quoteCurrency()),
                        instrument,
                        named,
                        clock.instant()));
        if (decision instanceof ApprovedOrder approved) {
            return approved;
        }
        throw new AssertionError("the gate's floor refused the tiny order: " + decision);
    }

    private ClientOrderId nextId() {
        ClientIdRule rule = broker.capabilities().clientIds();
        if (rule.alphabet() == ClientIdRule.Alphabet.DIGITS) {
            return new ClientOrderId(Long.toString(1 + random.nextInt(Integer.MAX_VALUE - 1)));
        }
        String text = "kit-" + Long.toString(random.nextLong() >>> 1, 36) + Long.toString(random.nextLong() >>> 1, 36);
        int room = rule.alphabet() == ClientIdRule.Alphabet.NONE ? 36 : rule.maxLength();
        return new ClientOrderId(text.substring(0, Math.min(room, text.length())));
    }

    void await(String what, BooleanSupplier so) {
        long start = System.nanoTime();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new AssertionError("waited in vain until " + what + "\n  seen: " + tape.all());
            }
            signal.await(LOOK_NANOS);
        }
    }

    <T> T answer(String of, CompletionStage<T> stage) {
        await(of + " has completed", () -> stage.toCompletableFuture().isDone());
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new AssertionError(of + " failed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        broker.close();
        io.shutdownNow();
    }
}
