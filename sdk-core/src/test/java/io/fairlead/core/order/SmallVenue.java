package io.fairlead.core.order;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A venue without groups that outlives the desks that connect to it: orders work, fill at random sizes when the price is there, and
 * what it says comes late and in any order. What it holds is the truth.
 */
final class SmallVenue {
    /** How badly answers go. */
    enum Weather {
        FAIR,
        STORMY
    }

    private final class Order {
        private final ClientOrderId id;
        private final VenueOrderId venueId;
        private OrderRequest request;
        private final long createdNanos;
        private long filled;
        private Lifecycle where = Lifecycle.NEW;

        Order(ClientOrderId id, VenueOrderId venueId, OrderRequest request, long createdNanos) {
            this.id = id;
            this.venueId = venueId;
            this.request = request;
            this.createdNanos = createdNanos;
        }

        long open() {
            return where.isEnd() ? 0 : request.quantity().orElseThrow().value().longValueExact() - filled;
        }

        OrderKey key() {
            return nameless ? OrderKey.of(venueId) : OrderKey.of(id, venueId);
        }

        VenueOrder shown() {
            return Reading.at(request, key(), where, filled, createdNanos);
        }
    }

    private final SplittableRandom random;
    private final Weather weather;
    /** Whether it keeps no id of ours, and tells prices after fills. */
    private final boolean nameless;

    private final Map<ClientOrderId, Order> orders = new LinkedHashMap<>();
    private final List<OrderFacet.Execution> executions = new ArrayList<>();
    /** What is on its way to the desk: reports and answers. */
    private final List<Runnable> underWay = new ArrayList<>();

    private final List<String> history = new ArrayList<>();
    private DeskBench bench;
    private long position;
    private int price = 100;
    private int sequence;

    SmallVenue(SplittableRandom random, Weather weather, DeskBench bench, long held) {
        this.position = held;
        this.nameless = bench.broker.can.idempotency() == IdempotencyClass.NONE;
        this.random = random;
        this.weather = weather;
        this.bench = bench;
        ScriptedBroker broker = bench.broker;
        broker.onSubmit = this::submit;
        broker.onCancel = this::cancel;
        broker.onReplace = this::replace;
        broker.onOpenOrders = () -> answer(() -> orders.values().stream()
                .filter(order -> order.open() > 0)
                .map(Order::shown)
                .toList());
        broker.onExecutions = since -> answer(() -> List.copyOf(executions));
        broker.onOrder =
                key -> answer(() -> key.clientOrderId().map(orders::get).map(Order::shown));
    }

    // ---- what the desk asks

    private CompletionStage<SubmitResult> submit(ApprovedOrder approved) {
        int luck = weather == Weather.FAIR ? 99 : random.nextInt(100);
        ClientOrderId id = approved.clientOrderId();
        if (luck < 5) {
            note("lost before it arrived " + id);
            return late(new SubmitResult.Unknown(id, "time-out"));
        }
        Order order = new Order(id, new VenueOrderId("V" + ++sequence), approved.request(), bench.nanos);
        if (orders.putIfAbsent(id, order) != null) {
            throw new AssertionError(id + " was sent twice: " + history);
        }
        note("took " + id + " " + approved.request());
        if (approved.request().limitPrice().isEmpty()
                && approved.request().triggerPrice().isEmpty()) {
            fill(order, order.open());
        } else {
            say(new OrderReport.Working(order.key(), bench.nanos));
        }
        return late(
                luck < 12
                        ? new SubmitResult.Unknown(id, "time-out")
                        : new SubmitResult.Accepted(id, order.venueId, List.of()));
    }

    private CompletionStage<ActionResult> cancel(OrderKey key) {
        Order order = find(key).orElse(null);
        int luck = weather == Weather.FAIR ? 99 : random.nextInt(100);
        if (order == null || order.open() == 0) {
            return late(new ActionResult.Refused("too late"));
        }
        if (luck < 7) {
            note("cancel lost " + order.id);
            return late(new ActionResult.Unknown("time-out"));
        }
        order.where = Lifecycle.CANCELLED;
        note("cancelled " + order.id + " filled " + order.filled);
        say(new OrderReport.Cancelled(order.key(), bench.nanos, "", Optional.of(Quantity.of(order.filled))));
        return late(luck < 14 ? new ActionResult.Unknown("time-out") : new ActionResult.Taken());
    }

    private Optional<Order> find(OrderKey key) {
        return orders.values().stream()
                .filter(order -> nameless
                        ? key.venueOrderId().filter(order.venueId::equals).isPresent()
                        : key.clientOrderId().filter(order.id::equals).isPresent())
                .findFirst();
    }

    /** Changes an order under its id. */
    private CompletionStage<ActionResult> replace(ApprovedReplace change) {
        Order order = orders.get(change.current());
        int luck = weather == Weather.FAIR ? 99 : random.nextInt(100);
        long wanted = change.changed().quantity().orElseThrow().value().longValueExact();
        if (order == null || order.open() == 0 || wanted <= order.filled) {
            return late(new ActionResult.Refused("too late"));
        }
        if (luck < 10) {
            note("change lost " + order.id);
            return late(new ActionResult.Unknown("time-out"));
        }
        order.request = change.changed();
        note("changed " + order.id + " to " + order.request);
        say(new OrderReport.Replaced(order.key(), bench.nanos, order.key()));
        return late(luck < 20 ? new ActionResult.Unknown("time-out") : new ActionResult.Taken());
    }

    private <T> CompletionStage<T> late(T answer) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        underWay.add(() -> stage.complete(answer));
        return stage;
    }

    private <T> CompletionStage<T> answer(Supplier<T> now) {
        return random.nextInt(4) == 0 ? late(now.get()) : CompletableFuture.completedFuture(now.get());
    }

    private void say(OrderReport report) {
        DeskBench told = bench;
        underWay.add(() -> told.report(report));
        if (weather == Weather.STORMY && random.nextInt(5) == 0) {
            underWay.add(() -> told.report(report)); // twice
        }
    }

    // ---- what happens there

    /** The price moves, orders that it reaches fill, in part or in full. */
    void price(int now) {
        price = now;
        for (Order order : List.copyOf(orders.values())) {
            if (order.open() > 0 && reaches(order.request) && random.nextInt(4) > 0) {
                fill(order, 1 + random.nextLong(order.open()));
            }
        }
    }

    private boolean reaches(OrderRequest request) {
        boolean buy = request.side() == Side.BUY;
        if (request.triggerPrice().isPresent()) {
            Price trigger = request.triggerPrice().get();
            return buy
                    ? Price.of(price).compareTo(trigger) >= 0
                    : Price.of(price).compareTo(trigger) <= 0;
        }
        Price limit = request.limitPrice().orElseThrow();
        return buy ? Price.of(price).compareTo(limit) <= 0 : Price.of(price).compareTo(limit) >= 0;
    }

    private void fill(Order order, long units) {
        order.filled += units;
        position += order.request.side().sign() * units;
        if (order.open() == 0) {
            order.where = Lifecycle.FILLED;
        }
        Fill fill = new Fill(
                "x" + ++sequence,
                DeskBench.AAA,
                order.request.side(),
                Quantity.of(units),
                Price.of(price),
                List.of(),
                Liquidity.TAKER,
                bench.nanos);
        executions.add(new OrderFacet.Execution(order.key(), fill));
        note("filled " + order.id + " " + fill.side() + " " + units + " at " + price + " position " + position);
        if (nameless) {
            say(new OrderReport.FilledUnpriced(order.key(), bench.nanos, fill));
            say(new OrderReport.Priced(order.key(), bench.nanos, fill.executionId(), fill.price(), List.of()));
        } else {
            say(new OrderReport.Filled(order.key(), bench.nanos, fill));
        }
    }

    /** One thing that was on its way arrives; whether anything was. */
    boolean deliver() {
        if (underWay.isEmpty()) {
            return false;
        }
        underWay.remove(random.nextInt(underWay.size())).run();
        bench.flush();
        return true;
    }

    /** From now on another desk is connected. */
    void connectedTo(DeskBench next) {
        bench = next;
        underWay.clear(); // was for somebody who is no more
    }

    private void note(String what) {
        history.add(what);
    }

    /** What it would show a desk that asks now. */
    VenueRead reading(DeskBench asking) {
        List<VenueOrder> found = new ArrayList<>();
        List<OrderKey> missing = new ArrayList<>();
        for (ManagedOrder order : asking.desk.openOrders()) {
            Order there = orders.get(order.clientOrderId());
            if (!order.isHeld() && there == null) {
                missing.add(order.key());
            } else if (!order.isHeld() && there.open() == 0) {
                found.add(there.shown());
            }
        }
        List<VenueOrder> open = orders.values().stream()
                .filter(order -> order.open() > 0)
                .map(Order::shown)
                .toList();
        return new VenueRead(bench.nanos, open, found, missing, 0, executions, Optional.empty());
    }

    // ---- what is true

    long position() {
        return position;
    }

    /** What works there on one side. */
    long open(Side side) {
        return orders.values().stream()
                .filter(order -> order.request.side() == side)
                .mapToLong(Order::open)
                .sum();
    }

    List<String> history() {
        return history;
    }
}
