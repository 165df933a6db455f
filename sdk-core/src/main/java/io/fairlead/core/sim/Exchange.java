package io.fairlead.core.sim;

import static java.util.Objects.requireNonNull;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Quantity;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.AccountFacet.Snapshot;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderFacet.Execution;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Takes orders, changes and cancels into the books, and answers what is asked about them. On the venue's thread. */
final class Exchange {
    private static final ActionResult TAKEN = new ActionResult.Taken();

    private final LatencyModel latency;
    private final SplittableRandom random;
    private final Outbox outbox;
    private final Market market;
    private final OrderFlow flow;
    private final Executions executions;
    private final VenueAccount account;
    private final OrderIndex index;
    private final Admission admission;

    Exchange(
            SimConfig config,
            Outbox outbox,
            Market market,
            OrderFlow flow,
            Executions executions,
            VenueAccount account) {
        this.latency = config.latency();
        this.random = new SplittableRandom(config.seed());
        this.outbox = outbox;
        this.market = market;
        this.flow = flow;
        this.executions = executions;
        this.account = account;
        index = new OrderIndex();
        admission = new Admission(config, index, account);
    }

    /** The venue's time, in epoch nanoseconds. */
    long now() {
        return market.now();
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    SubmitResult submit(ApprovedOrder approved) {
        long now = now();
        Book book = market.find(approved.request().instrument());
        String refusal = admission.refusal(approved, book, now);
        if (refusal != null || book == null) {
            return new SubmitResult.Rejected(approved.clientOrderId(), String.valueOf(refusal));
        }
        try {
            return accept(approved, book, now);
        } catch (BadInputException e) {
            return new SubmitResult.Rejected(approved.clientOrderId(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Takes an order in.
     *
     * @throws BadInputException if the instrument's calendar does not reach the order's time
     */
    private SubmitResult accept(ApprovedOrder approved, Book book, long now) {
        long arrival = now + latency.nextNanos(random);
        SimOrder first = add(approved.clientOrderId(), approved.request(), book, arrival);
        if (first == null) {
            return new SubmitResult.Rejected(approved.clientOrderId(), Admission.duplicate(approved.clientOrderId()));
        }
        List<OrderKey> legs = approved.legs().isEmpty() ? List.of() : addLegs(approved, first, arrival);
        flow.at(now);
        flow.accept(first);
        OrderLinks links = first.links();
        if (links != null) {
            links.legs().forEach(flow::accept);
        }
        market.onArrival(first);
        if (links != null && approved.contingency() == Contingency.OCO) {
            links.legs().forEach(market::onArrival);
        }
        return new SubmitResult.Accepted(
                approved.clientOrderId(), first.key().venueOrderId().orElseThrow(), legs);
    }

    private List<OrderKey> addLegs(ApprovedOrder approved, SimOrder first, long arrival) {
        List<SimOrder> legs = new ArrayList<>();
        for (ApprovedLeg leg : approved.legs()) {
            legs.add(requireNonNull(add(leg.clientOrderId(), leg.request(), first.book(), arrival)));
        }
        return new OrderLinks(approved.contingency(), first, legs)
                .legs().stream().map(SimOrder::key).toList();
    }

    /** Takes an order into its book; null if its id was used before. */
    private @Nullable SimOrder add(ClientOrderId id, OrderRequest request, Book book, long arrival) {
        SimOrder order = new SimOrder(index.nextKey(id), book, request, now(), arrival);
        Lifespan.give(order, arrival);
        if (!index.add(id, order)) {
            return null;
        }
        if (request.trail().isPresent()) {
            order.trail(new Trailing(request.trail().get(), request.side(), book.priceScale()));
            if (book.hasPrice()) {
                order.startTrailing(book.lastPrice());
            }
        }
        book.add(order);
        market.wakeFor(order);
        return order;
    }

    // --- Cancels and changes --------------------------------------------------------------------------------------

    ActionResult cancel(OrderKey key) {
        SimOrder order = index.find(key);
        if (order == null) {
            return new ActionResult.Refused("unknown order " + key);
        }
        if (order.isEnded()) {
            return new ActionResult.Refused(tooLate(order));
        }
        long due = dueFor(order);
        if (due <= now()) {
            cancelNow(order);
        } else {
            market.later(due, () -> cancelLate(order));
        }
        return TAKEN;
    }

    /** When what is sent now gets to an order: not before the order does. */
    private long dueFor(SimOrder order) {
        long delay = latency.nextNanos(random);
        return delay == 0 ? now() : Math.max(now() + delay, order.arrivalNanos());
    }

    private void cancelNow(SimOrder order) {
        flow.at(now());
        flow.cancel(order, "");
        order.book().sweep();
    }

    private void cancelLate(SimOrder order) {
        if (order.isEnded()) {
            outbox.report(new OrderReport.CancelRejected(order.key(), flow.eventNanos(), tooLate(order)));
        } else {
            flow.cancel(order, "");
            order.book().sweep();
        }
    }

    private static String tooLate(SimOrder order) {
        return "too late: the order is " + order.lifecycle();
    }

    ActionResult replace(ApprovedReplace change) {
        SimOrder order = index.find(OrderKey.of(change.current(), change.venueOrderId()));
        if (order == null) {
            return new ActionResult.Refused("unknown order " + change.current());
        }
        OrderRequest changed = change.changed();
        String refusal = refusal(order, changed);
        if (refusal != null) {
            return new ActionResult.Refused(refusal);
        }
        long due = dueFor(order);
        if (due <= now()) {
            flow.at(now());
            replaceNow(order, changed);
        } else {
            market.later(due, () -> replaceLate(order, changed));
        }
        return TAKEN;
    }

    private void replaceNow(SimOrder order, OrderRequest changed) {
        order.replace(changed);
        outbox.report(new OrderReport.Replaced(order.key(), flow.eventNanos(), order.key()));
        market.onArrival(order);
    }

    private void replaceLate(SimOrder order, OrderRequest changed) {
        String refusal = refusal(order, changed);
        if (refusal != null) {
            outbox.report(new OrderReport.ReplaceRejected(order.key(), flow.eventNanos(), refusal));
        } else {
            replaceNow(order, changed);
        }
    }

    private static @Nullable String refusal(SimOrder order, OrderRequest changed) {
        if (order.isEnded()) {
            return tooLate(order);
        }
        return order.quantityAfter(changed) <= order.filled()
                ? "quantity " + changed.quantity().orElse(Quantity.ZERO) + " is not above what has filled, "
                        + order.filledQuantity()
                : null;
    }

    // --- Questions ------------------------------------------------------------------------------------------------

    List<VenueOrder> openOrders() {
        List<VenueOrder> open = new ArrayList<>();
        for (Book book : market.known()) {
            for (int i = 0; i < book.size(); i++) {
                open.add(book.order(i).view());
            }
        }
        return open;
    }

    Optional<VenueOrder> order(OrderKey key) {
        return Optional.ofNullable(index.find(key)).map(SimOrder::view);
    }

    List<Execution> executionsSince(Instant watermark) {
        return executions.since(EpochNanos.of(watermark));
    }

    Snapshot snapshot() {
        return account.snapshot(now());
    }
}
