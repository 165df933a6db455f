package io.fairlead.alpaca;

import io.fairlead.api.AccountId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.DiagnosticsFacet;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.NewsFacet;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.support.Backoff;
import io.fairlead.support.RateBudget;
import io.fairlead.support.RateWindow;
import io.fairlead.support.StreamOptions;
import io.fairlead.support.VenueClient;
import io.fairlead.support.VenueStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** A connected account. */
final class AlpacaBroker implements Broker {
    private final AlpacaSettings settings;
    private final VenueClient client = new VenueClient("alpaca");
    private final AlpacaRest trading;
    private final AlpacaSource source;
    private final AlpacaOrders orders;
    private final AlpacaAccount account;
    private final AlpacaReference reference;
    private final AlpacaDiagnostics diagnostics;
    private final RateBudget connects;
    private final VenueStream stream;

    private AlpacaBroker(AlpacaSettings settings, Lent lent) {
        this.settings = settings;
        Clock clock = lent.clock();
        ScheduledExecutorService io = lent.io();
        trading = new AlpacaRest(settings.trading(), settings, settings.tradingPerMinute(), client.client(), clock, io);
        source = new AlpacaSource(settings, client.client(), clock, io);
        OrderTracker tracker = new OrderTracker();
        Fills fills = new Fills(tracker);
        AccountProof proof = new AccountProof(trading, settings);
        Consumer<OrderReport> found = report -> inTurn(() -> lent.listener().onOrderReport(report));
        OrderLookup lookup = new OrderLookup(trading, tracker, found, clock);
        Executions executions = new Executions(trading, fills, tracker, found);
        orders = new AlpacaOrders(trading, lent.approvals(), proof, tracker, lookup, executions, settings.patience());
        account = new AlpacaAccount(trading, clock);
        reference = new AlpacaReference(trading, clock);
        diagnostics = new AlpacaDiagnostics(trading, source.rest(), settings, clock);
        Recovery recovery = new Recovery(
                proof, lookup, executions, tracker, settings.lookBack(), lent.listener(), clock, this::restartStream);
        OrderEvents events = new OrderEvents(tracker, fills, lent.listener(), clock, new OrderEvents.Questions() {
            @Override
            public void missed(String what) {
                restartStream(what);
            }

            @Override
            public CompletionStage<Void> lostGroups() {
                return lookup.lostGroups();
            }

            @Override
            public CompletionStage<Boolean> changesOf(VenueOrderId order) {
                return executions.changesOf(order);
            }

            @Override
            public void inTurn(Runnable task) {
                AlpacaBroker.this.inTurn(task);
            }
        });
        tracker.onGroupAnswered(() -> inTurn(events::groupAnswered));
        connects = new RateBudget(clock, io);
        connects.window(new RateWindow("connects", "connects", 30, Duration.ofMinutes(1), false, false));
        SplittableRandom random = new SplittableRandom(3);
        stream = new VenueStream(
                "alpaca orders",
                () -> settings.orderStream().toString(),
                new AlpacaOrderStream(settings, recovery, events, lent.listener(), clock),
                StreamOptions.standard()
                        .rotation(Duration.ZERO)
                        .silence(settings.silence())
                        .heartbeat(settings.heartbeat(), AlpacaOrderStream::listen),
                new VenueStream.Lent(
                        client.client(),
                        clock,
                        io,
                        new Backoff(settings.firstWait(), settings.longestWait(), random),
                        random.split(),
                        connects,
                        trading.redactor(),
                        Map.of()));
    }

    static AlpacaBroker connect(AlpacaSettings settings, Lent lent) {
        AlpacaBroker broker = new AlpacaBroker(settings, lent);
        broker.stream.open();
        return broker;
    }

    private void inTurn(Runnable task) {
        stream.inTurn(task);
    }

    private void restartStream(String why) {
        stream.restart(why);
    }

    @Override
    public AccountId account() {
        return AccountId.of(AlpacaBrokerProvider.ID, settings.account());
    }

    @Override
    public String environment() {
        return settings.environment();
    }

    @Override
    public Capabilities capabilities() {
        return AlpacaCapabilities.all();
    }

    @Override
    public boolean isRealMoney() {
        return settings.isLive();
    }

    @Override
    public OrderFacet orders() {
        return orders;
    }

    @Override
    public AccountFacet accounts() {
        return account;
    }

    @Override
    public Optional<MarketDataFacet> marketData() {
        return source.marketData();
    }

    @Override
    public Optional<HistoryFacet> history() {
        return Optional.of(source.history());
    }

    @Override
    public Optional<ReferenceFacet> reference() {
        return Optional.of(reference);
    }

    @Override
    public Optional<NewsFacet> news() {
        return source.news();
    }

    @Override
    public Optional<DiagnosticsFacet> diagnostics() {
        return Optional.of(diagnostics);
    }

    @Override
    public void close() {
        stream.close();
        connects.close();
        trading.close();
        source.close();
        client.close();
    }
}
