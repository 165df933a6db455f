package io.fairlead.binance;

import io.fairlead.api.AccountId;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.DiagnosticsFacet;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.support.StreamOptions;
import io.fairlead.support.StreamOptions.Overflow;
import io.fairlead.support.VenueStream;
import java.util.Optional;

/** One account at Binance spot. */
final class BinanceBroker implements Broker {
    private static final int QUEUED_EVENTS = 100_000;

    private final BinanceSettings settings;
    private final BinanceConnection connection;
    private final Capabilities capabilities = BinanceCapabilities.spot();
    private final BinanceOrders orders;
    private final BinanceAccount account;
    private final MarketStreams data;
    private final BinanceHistory history;
    private final BinanceDiagnostics diagnostics;
    private final InUse reference;
    private final VenueStream userStream;
    private volatile boolean closed;

    private BinanceBroker(BinanceSettings settings, Lent lent, AddressLimits limits) {
        this.settings = settings;
        connection = new BinanceConnection(settings, lent.clock(), lent.io(), limits);
        BinanceRest rest = connection.rest();
        KnownOrders known = new KnownOrders(settings.symbols());
        Replacements replacements = new Replacements();
        Reports reports = new Reports(lent.listener(), lent.clock(), lent.io());
        orders = new BinanceOrders(
                rest,
                settings,
                connection.symbols(),
                known,
                replacements,
                reports,
                lent.approvals(),
                capabilities,
                lent.clock(),
                connection.timers());
        account = new BinanceAccount(rest, lent.clock());
        reference = new InUse(connection.symbols(), known);
        history = new BinanceHistory(rest);
        data = new MarketStreams(connection, reference, history);
        diagnostics = new BinanceDiagnostics(connection, account);
        Recovery recovery = new Recovery(account, orders, known, replacements, reports, lent.clock());
        BinanceSigner signer = new BinanceSigner(
                settings.apiKey().orElseThrow(),
                settings.signature().orElseThrow(),
                rest.time(),
                settings.receiveWindow());
        userStream = connection.stream(
                "binance-user",
                () -> settings.webSocketApi().toString(),
                new UserStream(rest, signer, connection.symbols(), known, replacements, reports, recovery),
                StreamOptions.standard()
                        .silence(settings.silence())
                        .rotation(settings.rotation())
                        .queue(QUEUED_EVENTS, Overflow.BLOCK));
        recovery.onRestart(userStream::restart);
    }

    static BinanceBroker connect(BinanceSettings settings, Lent lent, AddressLimits limits) {
        BinanceBroker broker = new BinanceBroker(settings, lent, limits);
        broker.userStream.open();
        broker.keepClock();
        return broker;
    }

    /** Asks for the venue's time now and then. */
    private void keepClock() {
        var unused = connection.timers().later(settings.clockEvery(), this::askTime);
    }

    private void askTime() {
        if (!closed) {
            var unused = connection.rest().lookAtClock();
            keepClock();
        }
    }

    @Override
    public AccountId account() {
        return AccountId.of(BinanceBrokerProvider.ID, settings.account());
    }

    @Override
    public String environment() {
        return settings.environment().id();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public boolean isRealMoney() {
        return settings.environment() == Environment.LIVE;
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
        return Optional.of(data);
    }

    @Override
    public Optional<HistoryFacet> history() {
        return Optional.of(history);
    }

    @Override
    public Optional<ReferenceFacet> reference() {
        return Optional.of(reference);
    }

    @Override
    public Optional<DiagnosticsFacet> diagnostics() {
        return Optional.of(diagnostics);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            userStream.close();
            data.close();
            connection.close();
        }
    }
}
