package io.fairlead.tck.sim;

import io.fairlead.api.AccountId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Broker;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SimulationFacet;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The simulated venue as it is, with a note of what arrived. There is no wire: what is handed to it is what arrives; what a
 * {@code VenueOrder} shows is taken from the venue, and only what that does not show from here.
 */
final class SeenBroker implements Broker {
    private final Broker venue;
    private final Map<ClientOrderId, OrderRequest> arrived = new LinkedHashMap<>();

    SeenBroker(Broker venue) {
        this.venue = venue;
    }

    Map<ClientOrderId, OrderRequest> arrived() {
        synchronized (arrived) {
            return new LinkedHashMap<>(arrived);
        }
    }

    @Override
    public OrderFacet orders() {
        return new Seen(venue.orders());
    }

    /** Notes and hands on. */
    private final class Seen implements OrderFacet {
        private final OrderFacet orders;

        private Seen(OrderFacet orders) {
            this.orders = orders;
        }

        @Override
        public CompletionStage<SubmitResult> submit(ApprovedOrder order) {
            synchronized (arrived) {
                arrived.putIfAbsent(order.clientOrderId(), order.request());
                order.legs().forEach(leg -> arrived.putIfAbsent(leg.clientOrderId(), leg.request()));
            }
            return orders.submit(order);
        }

        @Override
        public CompletionStage<ActionResult> replace(ApprovedReplace change) {
            return orders.replace(change);
        }

        @Override
        public CompletionStage<ActionResult> cancel(OrderKey order) {
            return orders.cancel(order);
        }

        @Override
        public CompletionStage<List<VenueOrder>> openOrders() {
            return orders.openOrders();
        }

        @Override
        public CompletionStage<Optional<VenueOrder>> order(OrderKey key) {
            return orders.order(key);
        }

        @Override
        public CompletionStage<List<Execution>> executionsSince(Instant watermark) {
            return orders.executionsSince(watermark);
        }
    }

    @Override
    public AccountId account() {
        return venue.account();
    }

    @Override
    public String environment() {
        return venue.environment();
    }

    @Override
    public Capabilities capabilities() {
        return venue.capabilities();
    }

    @Override
    public boolean isRealMoney() {
        return venue.isRealMoney();
    }

    @Override
    public AccountFacet accounts() {
        return venue.accounts();
    }

    @Override
    public Optional<ReferenceFacet> reference() {
        return venue.reference();
    }

    @Override
    public Optional<SimulationFacet> simulation() {
        return venue.simulation();
    }

    @Override
    public void close() {
        venue.close();
    }
}
