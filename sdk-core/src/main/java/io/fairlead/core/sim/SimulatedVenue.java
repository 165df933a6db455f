package io.fairlead.core.sim;

import io.fairlead.api.AccountId;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SimulationFacet;
import java.util.Objects;
import java.util.Optional;

/**
 * A venue that fills orders from the market data it is given: a broker like any other, with play money. Its time is the data's: an
 * order that is sent after a bar has ended meets the next bar.
 */
public final class SimulatedVenue implements Broker {
    /** The broker plug-in's id, and the venue of its accounts. */
    public static final String ID = "sim";

    /** The only environment. */
    public static final String ENVIRONMENT = "paper";

    private final AccountId account;
    private final Capabilities capabilities;
    private final VenueFacets facets;

    private SimulatedVenue(AccountId account, Capabilities capabilities, VenueFacets facets) {
        this.account = account;
        this.capabilities = capabilities;
        this.facets = facets;
    }

    /** Collects what a venue is made of. */
    public static SimConfig.Builder builder() {
        return SimConfig.builder();
    }

    /**
     * Opens a venue with one account. That the connection is up is told before this returns.
     *
     * <p>As {@link SimConfig} says, the venue works on the callers' threads and answers at once, or on a thread of its own, late and
     * out of order. Either way it may be called from any thread, and calls the listener from one thread at a time.
     */
    public static SimulatedVenue connect(SimConfig config, Lent lent) {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(lent, "lent");
        Outbox outbox = new Outbox(config.lateness(), config.faults());
        Executions executions = new Executions(config.fees(), config.slippage());
        VenueAccount account = new VenueAccount(accountOf(config), config.cash(), executions);
        OrderFlow flow = new OrderFlow(executions, outbox);
        Market market = new Market(config, account, flow, outbox);
        Exchange exchange = new Exchange(config, outbox, market, flow, executions, account);
        Wire wire = new Wire(exchange, outbox, config.faults());
        Runner runner = config.isAsynchronous()
                ? new ThreadRunner(lent.io(), outbox, lent.listener())
                : new DirectRunner(outbox, lent.listener());
        VenueFacets facets = new VenueFacets(lent.approvals(), lent.clock(), runner, wire, exchange, market, outbox);
        facets.open();
        return new SimulatedVenue(accountOf(config), SimCapabilities.of(config.shortSelling()), facets);
    }

    static AccountId accountOf(SimConfig config) {
        return AccountId.of(ID, config.account());
    }

    @Override
    public AccountId account() {
        return account;
    }

    @Override
    public String environment() {
        return ENVIRONMENT;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /** Never. */
    @Override
    public boolean isRealMoney() {
        return false;
    }

    @Override
    public OrderFacet orders() {
        return facets;
    }

    @Override
    public AccountFacet accounts() {
        return facets;
    }

    @Override
    public Optional<ReferenceFacet> reference() {
        return Optional.of(facets);
    }

    @Override
    public Optional<SimulationFacet> simulation() {
        return Optional.of(facets);
    }

    /** Takes no more orders, and tells all that is late before it returns. Orders stay as they are. */
    @Override
    public void close() {
        facets.close();
    }
}
