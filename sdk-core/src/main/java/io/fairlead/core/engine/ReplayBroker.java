package io.fairlead.core.engine;

import io.fairlead.api.AccountId;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.SimulationFacet;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands for the venue of a recorded run: takes everything and answers nothing, for the journal has what was answered. */
record ReplayBroker(AccountId account, String environment, Capabilities capabilities, boolean simulated)
        implements BrokerProvider, Broker, OrderFacet, AccountFacet, SimulationFacet {
    static ReplayBroker of(RecordedRun run) {
        return new ReplayBroker(
                run.opened().account(),
                run.opened().environment(),
                run.terms().capabilities(),
                run.terms().simulated());
    }

    @Override
    public String id() {
        return account.venue();
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return List.of();
    }

    @Override
    public List<String> environments() {
        return List.of(environment);
    }

    @Override
    public Capabilities capabilities(String any) {
        return capabilities;
    }

    @Override
    public String accountNumber(ProviderConfig config) {
        return account.number();
    }

    @Override
    public Broker connect(ProviderConfig config, Lent lent) {
        return this;
    }

    @Override
    public boolean isRealMoney() {
        return false;
    }

    @Override
    public Optional<SimulationFacet> simulation() {
        return simulated ? Optional.of(this) : Optional.empty();
    }

    @Override
    public void onInstrument(int index, Instrument instrument) {}

    @Override
    public void onBar(
            int index,
            long startNanos,
            long endNanos,
            double open,
            double high,
            double low,
            double close,
            double volume) {}

    @Override
    public void onQuote(int index, Quote quote) {}

    @Override
    public void onTrade(int index, Trade trade) {}

    @Override
    public void onTime(long nowNanos) {}

    @Override
    public OrderFacet orders() {
        return this;
    }

    @Override
    public AccountFacet accounts() {
        return this;
    }

    @Override
    public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<ActionResult> replace(ApprovedReplace change) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<ActionResult> cancel(OrderKey order) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<List<VenueOrder>> openOrders() {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Snapshot> snapshot() {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {}
}
