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
    private final Front front;

    private SimulatedVenue(AccountId account, Capabilities capabilities, Front front) {
        this.account = account;
        this.capabilities = capabilities;
        this.front = front;
    }

    /** Collects what a venue is made of. */
    public static SimConfig.Builder builder() {
        return SimConfig.builder();
    }

    /** Opens a venue with one account. That the connection is up is told before this returns. */
    public static SimulatedVenue connect(SimConfig config, Lent lent) {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(lent, "lent");
        Capabilities capabilities = SimCapabilities.of(config.shortSelling());
        Outbox outbox = new Outbox();
        Exchange exchange = new Exchange(config, capabilities, lent.clock(), outbox);
        Front front = new DirectFront(exchange, outbox, lent.approvals(), lent.listener());
        front.open();
        return new SimulatedVenue(accountOf(config), capabilities, front);
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
        return front;
    }

    @Override
    public AccountFacet accounts() {
        return front;
    }

    @Override
    public Optional<ReferenceFacet> reference() {
        return Optional.of(front);
    }

    @Override
    public Optional<SimulationFacet> simulation() {
        return Optional.of(front);
    }

    @Override
    public void close() {
        front.close();
    }
}
