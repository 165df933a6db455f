package io.fairlead.core.order;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reading of what a venue has, put together by hand. */
final class Reading {
    private final DeskBench bench;
    private final List<VenueOrder> open = new ArrayList<>();
    private final List<VenueOrder> lookedUp = new ArrayList<>();
    private final List<OrderKey> notFound = new ArrayList<>();
    private final List<OrderFacet.Execution> executions = new ArrayList<>();
    private final List<AccountFacet.Holding> holdings = new ArrayList<>();
    private final List<Money> cash = new ArrayList<>();
    private boolean withAccount;
    private long accountNanos;
    private long asked;

    Reading(DeskBench bench) {
        this.bench = bench;
        this.asked = bench.nanos;
        this.accountNanos = bench.nanos;
    }

    Reading asked(long nanos) {
        asked = nanos;
        return this;
    }

    Reading open(VenueOrder order) {
        open.add(order);
        return this;
    }

    Reading found(VenueOrder order) {
        lookedUp.add(order);
        return this;
    }

    Reading missing(OrderKey key) {
        notFound.add(key);
        return this;
    }

    Reading executed(OrderKey key, Fill fill) {
        executions.add(new OrderFacet.Execution(key, fill));
        return this;
    }

    Reading holding(long units) {
        withAccount = true;
        if (units != 0) {
            holdings.add(new AccountFacet.Holding(
                    DeskBench.AAA,
                    units > 0 ? Side.BUY : Side.SELL,
                    Quantity.of(Math.abs(units)),
                    Optional.of(Price.of(90))));
        }
        return this;
    }

    Reading cash(Money money) {
        withAccount = true;
        cash.add(money);
        return this;
    }

    Reading accountAt(long nanos) {
        accountNanos = nanos;
        return this;
    }

    VenueRead build() {
        return new VenueRead(
                asked,
                open,
                lookedUp,
                notFound,
                0,
                executions,
                withAccount ? Optional.of(new AccountFacet.Snapshot(cash, holdings, accountNanos)) : Optional.empty());
    }

    /** Has the desk take it in. */
    void apply() {
        bench.read(build());
    }

    /** An order as the venue shows it: as we sent it last. */
    static VenueOrder at(ManagedOrder order, OrderKey key, Lifecycle where, long filled) {
        return at(order.sent(), key, where, filled, order.submittedNanos());
    }

    static VenueOrder at(OrderRequest sent, OrderKey key, Lifecycle where, long filled, long createdNanos) {
        return new VenueOrder(
                key,
                sent.instrument(),
                sent.side(),
                sent.quantity(),
                Quantity.of(filled),
                sent.type(),
                sent.limitPrice(),
                sent.triggerPrice(),
                sent.timeInForce(),
                where,
                createdNanos);
    }

    /** The same order with another quantity. */
    static VenueOrder sized(VenueOrder order, long units) {
        return new VenueOrder(
                order.key(),
                order.instrument(),
                order.side(),
                Optional.of(Quantity.of(units)),
                order.filledQuantity(),
                order.type(),
                order.limitPrice(),
                order.triggerPrice(),
                order.timeInForce(),
                order.lifecycle(),
                order.createdNanos());
    }
}
