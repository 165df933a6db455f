package io.fairlead.alpaca;

import io.fairlead.api.AccountId;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.api.risk.FlatView;
import io.fairlead.api.risk.ReplaceIntent;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.alpaca.AlpacaKeys;
import io.fairlead.fakes.alpaca.FakeAlpaca;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import io.fairlead.spi.SubmitResult;
import io.fairlead.tck.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A trader's desk in front of the fake venue: time by hand, a gate that permits, a broker, and what it told. */
final class Desk implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    final ManualTime time;
    final StubTime venueTime;
    final FaultPlan faults = FaultPlan.none();
    final FakeAlpaca fake;
    Broker broker;
    final BlockingQueue<OrderReport> reports = new LinkedBlockingQueue<>();
    final BlockingQueue<ConnectionEvent> connections = new LinkedBlockingQueue<>();
    private final RiskGate gate = RiskGate.standalone(RuleSet.of("test", new RiskRule() {
        @Override
        public String name() {
            return "anything-on-the-grid";
        }

        @Override
        public Optional<Denial> check(OrderRequest order, RiskView view) {
            return Optional.empty();
        }
    }));
    private final ApprovalVerifier approvals;
    private final Map<InstrumentId, Instrument> instruments = new ConcurrentHashMap<>();
    private final boolean busy;
    private final AtomicInteger lives = new AtomicInteger();
    private int number;

    private Desk(Instant start, Consumer<FakeAlpaca.Builder> setup, boolean awaitUp, boolean busy) {
        this.busy = busy;
        time = ManualTime.startingAt(start);
        venueTime = new StubTime(time);
        FakeAlpaca.Builder builder = FakeAlpaca.builder().time(venueTime).faults(faults);
        setup.accept(builder);
        fake = builder.start();
        approvals = gate.connection("alpaca", AccountId.of("alpaca", "alpaca-paper"));
        broker = connect(config());
        if (awaitUp) {
            awaitState(ConnectionEvent.State.UP);
        }
    }

    private Broker connect(ProviderConfig config) {
        int life = lives.incrementAndGet();
        return new AlpacaBrokerProvider()
                .connect(
                        config,
                        new BrokerProvider.Lent(time.clock(), time.scheduler(), approvals, new BrokerListener() {
                            @Override
                            public void onOrderReport(OrderReport report) {
                                if (life == lives.get()) {
                                    reports.add(report);
                                }
                            }

                            @Override
                            public void onConnection(ConnectionEvent event) {
                                if (life == lives.get()) {
                                    connections.add(event);
                                }
                            }
                        }));
    }

    /** As after a crash: another connection, which knows nothing of what this one did. */
    void restart() {
        restart(config());
        awaitState(ConnectionEvent.State.UP);
    }

    /** The same with other settings; does not wait. */
    void restart(ProviderConfig config) {
        broker.close();
        lives.incrementAndGet(); // what the former one still says is heard by nobody
        reports.clear();
        connections.clear();
        broker = connect(config);
    }

    /** In the regular session, with the fake as it is. */
    static Desk open() {
        return at("2026-11-20T14:31:05Z", builder -> {});
    }

    static Desk at(String start, Consumer<FakeAlpaca.Builder> setup) {
        return new Desk(Instant.parse(start), setup, true, false);
    }

    /** With much cash, and many requests a minute. */
    static Desk busy() {
        return new Desk(
                Instant.parse("2026-11-20T14:31:05Z"),
                builder -> builder.requestsPerMinute(20_000).cash("50000000"),
                true,
                true);
    }

    /** At a venue with real money; the desk's own connection says paper and is refused. */
    static Desk live() {
        return new Desk(Instant.parse("2026-11-20T14:31:05Z"), builder -> builder.live(), false, false);
    }

    ProviderConfig config() {
        AlpacaKeys keys = AlpacaKeys.usual();
        return ProviderConfig.empty()
                .with("trading.url", fake.tradingUrl().toString())
                .with("data.url", fake.dataUrl().toString())
                .with("orders.url", fake.orderStreamUrl().toString())
                .with("stream.url", fake.dataStreamUrl().toString())
                .with("trading.rate", busy ? "20000" : "200")
                .with("api.key", Secret.of(keys.id()))
                .with("api.secret", Secret.of(keys.secret()));
    }

    Instrument instrument(InstrumentId id) {
        return instruments.computeIfAbsent(
                id,
                any -> answer(broker.reference().orElseThrow().instrument(id)).orElseThrow());
    }

    /** Waits for an answer, moving time on while it does not come. */
    <T> T answer(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (System.nanoTime() < end) {
            try {
                return future.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                advance(Duration.ofSeconds(1));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException known) {
                    throw known;
                }
                throw new AssertionError(e.getCause());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no answer; log: " + fake.requests().all());
    }

    void advance(Duration by) {
        time.advance(by);
        venueTime.runDue();
    }

    void awaitState(ConnectionEvent.State state) {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (System.nanoTime() < end) {
            try {
                ConnectionEvent event = connections.poll(100, TimeUnit.MILLISECONDS);
                if (event != null && event.state() == state) {
                    return;
                }
                if (event != null && event.state() == ConnectionEvent.State.CLOSED) {
                    close();
                    throw new AssertionError("closed: " + event.detail());
                }
                advance(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("never " + state);
    }

    /** The next report of a kind; others are passed over. */
    <T extends OrderReport> T report(Class<T> kind) {
        List<OrderReport> seen = new ArrayList<>();
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (System.nanoTime() < end) {
            try {
                OrderReport next = reports.poll(100, TimeUnit.MILLISECONDS);
                if (kind.isInstance(next)) {
                    return kind.cast(next);
                }
                if (next != null) {
                    seen.add(next);
                } else {
                    advance(Duration.ofSeconds(1));
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no " + kind.getSimpleName() + " among " + seen);
    }

    ClientOrderId nextId() {
        return new ClientOrderId("desk-" + ++number);
    }

    SubmitResult submit(OrderRequest request) {
        return submit(request, nextId());
    }

    SubmitResult submit(OrderRequest request, ClientOrderId id) {
        return answer(broker.orders().submit(approved(request, id)));
    }

    ApprovedOrder approved(OrderRequest request, ClientOrderId id) {
        Instrument instrument = instrument(request.instrument());
        OrderRequest named = request.toBuilder().clientOrderId(id).build();
        return (ApprovedOrder)
                gate.approve(approvals, instrument, new OrderId(++number), named, view(instrument, named));
    }

    SubmitResult submitGroup(Contingency contingency, OrderRequest first, OrderRequest... others) {
        return answer(broker.orders().submit(approvedGroup(contingency, first, others)));
    }

    ApprovedOrder approvedGroup(Contingency contingency, OrderRequest first, OrderRequest... others) {
        Instrument instrument = instrument(first.instrument());
        List<ApprovedLeg> legs = new ArrayList<>();
        for (OrderRequest other : others) {
            legs.add(new ApprovedLeg(new OrderId(++number), nextId(), other));
        }
        return (ApprovedOrder) gate.approve(
                approvals,
                instrument,
                new OrderId(++number),
                nextId(),
                first,
                contingency,
                legs,
                view(instrument, first));
    }

    ApprovedReplace change(OrderRequest request, SubmitResult.Accepted placed, OrderChange change) {
        Instrument instrument = instrument(request.instrument());
        ReplaceIntent intent = new ReplaceIntent(
                new OrderId(++number), placed.clientOrderId(), placed.venueOrderId(), nextId(), request, change);
        return (ApprovedReplace) gate.approveReplace(approvals, instrument, intent, view(instrument, request));
    }

    private FlatView view(Instrument instrument, OrderRequest request) {
        Money cash = Money.of("1000000000", instrument.quoteCurrency());
        return FlatView.of(approvals.account(), cash, instrument, request, time.now())
                .withReferencePrice(Price.of("231.10"));
    }

    /** What another connection is lent. */
    BrokerProvider.Lent lent(BlockingQueue<ConnectionEvent> seen) {
        return new BrokerProvider.Lent(time.clock(), time.scheduler(), approvals, new BrokerListener() {
            @Override
            public void onOrderReport(OrderReport report) {}

            @Override
            public void onConnection(ConnectionEvent event) {
                seen.add(event);
            }
        });
    }

    <T> T await(BlockingQueue<T> queue) {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (System.nanoTime() < end) {
            try {
                T next = queue.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
                advance(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("nothing came");
    }

    /** Does something again and again until a subscription that is on its way has it. */
    <T> T untilSeen(BlockingQueue<T> queue, Runnable publish) {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (System.nanoTime() < end) {
            publish.run();
            try {
                T next = queue.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
                advance(Duration.ofMillis(100));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("nothing came");
    }

    /** Quotes again and again until a subscription that is on its way has it. */
    Quote quoteUntilSeen(BlockingQueue<Quote> quotes, String symbol, String bid, String ask) {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (System.nanoTime() < end) {
            fake.quote(symbol, bid, ask);
            try {
                Quote quote = quotes.poll(100, TimeUnit.MILLISECONDS);
                while (quote != null && !quote.instrument().symbol().equals(symbol)) {
                    quote = quotes.poll(100, TimeUnit.MILLISECONDS);
                }
                if (quote != null) {
                    return quote;
                }
                advance(Duration.ofMillis(100));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("no quote of " + symbol);
    }

    static VenueOrderId venueId(SubmitResult result) {
        if (result instanceof SubmitResult.Accepted accepted) {
            return accepted.venueOrderId();
        }
        throw new AssertionError("not accepted: " + result);
    }

    @Override
    public void close() {
        broker.close();
        fake.close();
        venueTime.close();
        time.close();
    }
}
