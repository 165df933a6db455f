package io.fairlead.examples;

import io.fairlead.api.AccountId;
import io.fairlead.api.FairleadException;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderReport;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A broker connected for the time of one command, without a session: it can be asked, and orders can be cancelled. One thread. */
final class OpenBroker implements AutoCloseable, BrokerListener {
    private final BrokerChoice choice;
    private final ScheduledExecutorService io;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final List<OrderReport> reports = new CopyOnWriteArrayList<>();
    private final Broker broker;
    private volatile ConnectionEvent last = new ConnectionEvent(ConnectionEvent.State.DOWN, "nothing was heard", 0);

    private OpenBroker(BrokerChoice choice) {
        this.choice = choice;
        io = Executors.newScheduledThreadPool(2, OpenBroker::ioThread);
        try {
            BrokerProvider provider = choice.provider();
            AccountId account = AccountId.of(provider.id(), provider.accountNumber(choice.config()));
            RiskGate gate = RiskGate.standalone(RiskPolicy.standard());
            broker = provider.connect(
                    choice.config(),
                    new BrokerProvider.Lent(Clock.systemUTC(), io, gate.connection(provider.id(), account), this));
        } catch (RuntimeException | Error e) {
            io.shutdownNow();
            throw e;
        }
    }

    /** Begins to connect; {@link #awaitUp} waits for the end of it. */
    static OpenBroker begin(BrokerChoice choice) {
        return new OpenBroker(choice);
    }

    /** Connects. */
    static OpenBroker connect(BrokerChoice choice) {
        OpenBroker open = begin(choice);
        try {
            open.awaitUp();
            return open;
        } catch (RuntimeException | Error e) {
            open.close();
            throw e;
        }
    }

    private static Thread ioThread(Runnable task) {
        Thread thread = new Thread(task, "fairlead-io");
        thread.setDaemon(true);
        return thread;
    }

    Broker broker() {
        return broker;
    }

    /** What has been reported of orders so far. */
    List<OrderReport> reports() {
        return List.copyOf(reports);
    }

    /**
     * Waits until trading is possible.
     *
     * @return what the connection said of itself
     */
    String awaitUp() {
        boolean heard = await(settled);
        if (!heard) {
            throw new VenueFault(name() + " did not come up within " + seconds() + " s: " + last.detail()
                    + "; look with ./fairlead doctor --broker " + name() + ", or give it longer with --timeout");
        }
        if (last.state() != ConnectionEvent.State.UP) {
            throw new VenueFault(name() + " has ended the connection: " + last.detail());
        }
        return last.detail();
    }

    private boolean await(CountDownLatch latch) {
        try {
            return latch.await(choice.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VenueFault("interrupted while waiting for " + name(), e);
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param what what is asked for, in a few words
     */
    <T> T ask(String what, Supplier<CompletionStage<T>> question) {
        try {
            return question.get().toCompletableFuture().get(choice.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VenueFault("interrupted while waiting for " + what, e);
        } catch (TimeoutException e) {
            throw new VenueFault(
                    "no answer from " + name() + " for " + what + " within " + seconds()
                            + " s; give it longer with --timeout",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FairleadException told) {
                throw told;
            }
            throw new VenueFault(name() + " did not tell " + what + ": " + e.getCause(), e);
        }
    }

    private String name() {
        return choice.provider().id();
    }

    private long seconds() {
        return choice.timeout().toSeconds();
    }

    @Override
    public void onOrderReport(OrderReport report) {
        reports.add(report);
    }

    @Override
    public void onConnection(ConnectionEvent event) {
        last = event;
        if (event.state() != ConnectionEvent.State.DOWN) {
            settled.countDown();
        }
    }

    @Override
    public void close() {
        try {
            broker.close();
        } finally {
            io.shutdownNow();
        }
    }
}
