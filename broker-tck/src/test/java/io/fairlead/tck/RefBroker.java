package io.fairlead.tck;

import io.fairlead.api.AccountId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.ConnectionEvent.State;
import io.fairlead.spi.DiagnosticsFacet;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.NewsFacet;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.Secret;
import io.fairlead.tck.RefWire.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** An adapter as it should be, and, on purpose, as it should not. Any thread. */
final class RefBroker implements Broker, RefWire.Stream {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration BACK_OFF = Duration.ofSeconds(2);

    final RefVenue venue;
    final Capabilities capabilities;
    final Lent lent;
    final Flaw flaw;
    private final Secret token;
    private final Consumer<String> log;
    private final RefOrders orders;
    private final RefData data;
    private final Object lock = new Object();
    private final Deque<Runnable> told = new ArrayDeque<>();
    private final Map<Long, CompletableFuture<Object>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();
    private boolean telling;
    private volatile boolean closed;
    private volatile boolean ponged = true;
    private volatile long pausedUntil = Long.MIN_VALUE;
    private Optional<Future<?>> beat = Optional.empty();
    private Optional<Future<?>> retry = Optional.empty();
    private boolean backFilled;

    RefBroker(RefVenue venue, Capabilities capabilities, Secret token, Lent lent, Flaw flaw, Consumer<String> log) {
        this.venue = venue;
        this.capabilities = capabilities;
        this.token = token;
        this.lent = lent;
        this.flaw = flaw;
        this.log = log;
        orders = new RefOrders(this);
        data = new RefData(this);
    }

    boolean is(Flaw one) {
        return flaw == one;
    }

    long now() {
        return EpochNanos.of(lent.clock().instant());
    }

    boolean isClosed() {
        return closed;
    }

    // --- Connection ----------------------------------------------------------------------------------------------

    void start() {
        log.accept("connecting" + (is(Flaw.SECRET_IN_LOG) ? " with " + token.reveal() : ""));
        if (is(Flaw.UP_AT_ONCE)) {
            connection(State.UP, "hoping");
        }
        lent.io().execute(this::login);
    }

    private void login() {
        if (closed) {
            return;
        }
        var unused = send(RequestKind.SESSION, "login", book -> "").whenComplete((value, failure) -> {
            Failure.Kind kind = failure == null ? null : kindOf(failure);
            if (kind == Failure.Kind.UNAUTHORIZED && !is(Flaw.WRONG_LOGIN_RETRIED)) {
                connection(State.CLOSED, "the venue refuses the token");
            } else if (kind != null || !venue.open(this)) {
                if (retry.isEmpty()) {
                    connection(State.DOWN, "the venue cannot be reached");
                }
                later(this::login);
            } else {
                retry = Optional.empty();
                opened();
            }
        });
    }

    private void later(Runnable work) {
        if (!closed) {
            retry = Optional.of(lent.io().schedule(work, BACK_OFF.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void opened() {
        ponged = true;
        beat.ifPresent(running -> running.cancel(false));
        beat = Optional.of(
                lent.io().scheduleAtFixedRate(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS));
        String detail = is(Flaw.SECRET_IN_EVENT) ? "in with " + token.reveal() : "in";
        if (is(Flaw.UP_BEFORE_BACK_FILL) && backFilled) {
            connection(State.UP, detail);
            var unused = orders.backFill(true);
            return;
        }
        boolean again = backFilled;
        backFilled = true;
        var unused = orders.backFill(again && !is(Flaw.NO_BACK_FILL)).whenComplete((value, failure) -> {
            if (failure == null) {
                connection(State.UP, detail);
            } else {
                later(this::login);
            }
        });
    }

    private void beat() {
        if (is(Flaw.NO_WATCHDOG) || closed) {
            return;
        }
        if (!ponged) {
            venue.close(this);
            onClosed("no heartbeat");
            return;
        }
        ponged = false;
        venue.ping(this);
    }

    @Override
    public void onPong() {
        ponged = true;
    }

    @Override
    public void onClosed(String why) {
        if (closed) {
            return;
        }
        beat.ifPresent(running -> running.cancel(false));
        connection(State.DOWN, why);
        later(this::login);
    }

    @Override
    public void onEvent(RefWire.Event event) {
        orders.onEvent(event);
    }

    // --- Requests ------------------------------------------------------------------------------------------------

    /** Sends once. */
    CompletableFuture<Object> send(RequestKind kind, String text, Function<RefBook, Object> action) {
        if (closed && !is(Flaw.SENDS_AFTER_CLOSE)) {
            return CompletableFuture.failedFuture(new Failure(Failure.Kind.NOT_SENT, "closed"));
        }
        if (now() < pausedUntil && !is(Flaw.RATE_LIMIT_IGNORED)) {
            return CompletableFuture.failedFuture(new Failure(Failure.Kind.NOT_SENT, "the venue asked for a pause"));
        }
        CompletableFuture<Object> answer = new CompletableFuture<>();
        long number = sent.incrementAndGet();
        underWay.put(number, answer);
        Duration patience = is(Flaw.STAGE_NEVER_COMPLETES) ? Duration.ofDays(1) : TIMEOUT;
        Future<?> limit = lent.io()
                .schedule(
                        () -> answer.completeExceptionally(new Failure(Failure.Kind.TIMEOUT, "no answer")),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        String address = is(Flaw.SECRET_IN_ADDRESS) ? text + "?token=" + token.reveal() : text;
        lent.io().execute(() -> {
            var unused = venue.call(kind, token.reveal(), address, action).whenComplete((value, failure) -> {
                if (failure != null && kindOf(failure) == Failure.Kind.LIMITED) {
                    pausedUntil = now() + ((Failure) unwrapped(failure)).retryAfter.toNanos();
                }
                complete(answer, value, failure);
            });
        });
        return answer.whenComplete((value, failure) -> {
            limit.cancel(false);
            underWay.remove(number);
        });
    }

    private void complete(CompletableFuture<Object> answer, Object value, Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else if (is(Flaw.SECRET_IN_EXCEPTION)) {
            Failure of = (Failure) unwrapped(failure);
            answer.completeExceptionally(
                    new Failure(of.kind, of.getMessage() + " with " + token.reveal(), of.retryAfter));
        } else {
            answer.completeExceptionally(unwrapped(failure));
        }
    }

    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    static Failure.Kind kindOf(Throwable failure) {
        return unwrapped(failure) instanceof Failure known ? known.kind : Failure.Kind.GARBAGE;
    }

    // --- Telling -------------------------------------------------------------------------------------------------

    void connection(State state, String detail) {
        Clock clock = is(Flaw.MACHINE_CLOCK) ? Clock.systemUTC() : lent.clock();
        long nanos = EpochNanos.of(clock.instant());
        tell(() -> lent.listener().onConnection(new ConnectionEvent(state, detail, nanos)));
    }

    void report(OrderReport report) {
        tell(() -> lent.listener().onOrderReport(report));
    }

    /** One at a time, in order, on the lent executor. */
    private void tell(Runnable message) {
        if (closed && !is(Flaw.REPORTS_AFTER_CLOSE)) {
            return;
        }
        if (is(Flaw.CONCURRENT_LISTENER)) {
            twiceAtOnce(message);
            return;
        }
        synchronized (lock) {
            told.add(message);
            if (telling) {
                return;
            }
            telling = true;
        }
        lent.io().execute(this::tellAll);
    }

    private void twiceAtOnce(Runnable message) {
        CyclicBarrier together = new CyclicBarrier(2);
        for (int i = 0; i < 2; i++) {
            lent.io().execute(() -> {
                try {
                    together.await(200, TimeUnit.MILLISECONDS);
                } catch (Exception e) {
                    Thread.currentThread().interrupt();
                    Thread.interrupted();
                }
                message.run();
            });
        }
    }

    private void tellAll() {
        while (true) {
            Runnable message;
            synchronized (lock) {
                message = told.poll();
                if (message == null) {
                    telling = false;
                    return;
                }
                if (is(Flaw.LISTENER_UNDER_LOCK)) {
                    message.run();
                    continue;
                }
            }
            if (!closed || is(Flaw.REPORTS_AFTER_CLOSE)) {
                message.run();
            }
        }
    }

    /** What a bad adapter holds while it calls out. */
    void passLock() {
        if (is(Flaw.LISTENER_UNDER_LOCK)) {
            CompletableFuture<Void> other = CompletableFuture.runAsync(
                    () -> {
                        synchronized (lock) {
                            telling = telling || false;
                        }
                    },
                    lent.io());
            other.orTimeout(200, TimeUnit.MILLISECONDS).join();
        }
    }

    // --- Broker --------------------------------------------------------------------------------------------------

    @Override
    public AccountId account() {
        return AccountId.of("reference", "ref-1");
    }

    @Override
    public String environment() {
        return "paper";
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public boolean isRealMoney() {
        return is(Flaw.REAL_MONEY_BY_DEFAULT);
    }

    @Override
    public OrderFacet orders() {
        return orders;
    }

    @Override
    public AccountFacet accounts() {
        return data;
    }

    @Override
    public Optional<MarketDataFacet> marketData() {
        return Optional.of(data);
    }

    @Override
    public Optional<HistoryFacet> history() {
        return Optional.of(data);
    }

    @Override
    public Optional<NewsFacet> news() {
        return Optional.of(new RefNews(this));
    }

    @Override
    public Optional<DiagnosticsFacet> diagnostics() {
        return Optional.of(() -> send(RequestKind.QUERY, "GET /account", book -> "")
                .handle((value, failure) -> List.of(new DiagnosticsFacet.Check(
                        "credentials",
                        failure == null || is(Flaw.DIAGNOSTICS_BLIND)
                                ? DiagnosticsFacet.Verdict.OK
                                : DiagnosticsFacet.Verdict.FAULT,
                        failure == null ? "taken" : "refused"))));
    }

    @Override
    public Optional<ReferenceFacet> reference() {
        return Optional.of(data);
    }

    @Override
    public String toString() {
        return "reference broker" + (is(Flaw.SECRET_IN_TO_STRING) ? " of " + token.reveal() : "");
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (is(Flaw.CLOSE_CANCELS_ORDERS)) {
            venue.act(book ->
                    book.orders().stream().filter(RefOrder::isOpen).forEach(order -> book.cancel(order.id, "")));
        }
        closed = true;
        if (!is(Flaw.REPORTS_AFTER_CLOSE)) {
            venue.close(this);
        }
        if (!is(Flaw.TASK_LEFT_BEHIND)) {
            beat.ifPresent(running -> running.cancel(false));
        }
        retry.ifPresent(waiting -> waiting.cancel(false));
        data.close();
        if (!is(Flaw.STAGE_NEVER_COMPLETES)) {
            underWay.forEach(
                    (number, answer) -> answer.completeExceptionally(new Failure(Failure.Kind.RESET, "closed")));
        }
        if (is(Flaw.SHUTS_LENT_EXECUTOR)) {
            lent.io().shutdown();
        }
    }
}
