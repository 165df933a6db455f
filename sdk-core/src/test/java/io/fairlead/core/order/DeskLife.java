package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A life of many orders, in a storm: groups that the session looks after, single ones, changes, cancels, strangers. */
final class DeskLife {
    static final Capabilities CAN = ScriptedBroker.capable()
            .replace(ReplaceSupport.SAME_VENUE_ID)
            .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
            .absenceProof(Duration.ofSeconds(5))
            .build();

    /** How many entries there were, and what the desk was then. */
    record Moment(int entries, List<String> dump) {}

    final SplittableRandom random;
    final DeskBench bench = new DeskBench(CAN);
    final SmallVenue venue;
    final List<Moment> moments = new ArrayList<>();
    private int price = 100;

    DeskLife(long seed) {
        random = new SplittableRandom(seed);
        venue = new SmallVenue(random, SmallVenue.Weather.STORMY, bench, 0);
        bench.limitBuyingPower = true;
    }

    void live(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            moments.add(new Moment(bench.entries.size(), bench.dump()));
        }
    }

    private void step() {
        int what = random.nextInt(100);
        if (what < 50) {
            venue.deliver();
        } else if (what < 62) {
            price = Math.max(92, Math.min(108, price + random.nextInt(7) - 3));
            venue.price(price);
            bench.mark(0, price);
        } else if (what < 72) {
            bench.advance(Duration.ofMillis(200 + random.nextInt(4_000)));
        } else if (what < 88) {
            ask();
        } else if (what < 96) {
            meddle();
        } else {
            misfortune();
        }
    }

    private OrderRequest.Builder some() {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        return OrderRequest.of(AAA, side)
                .quantity(1 + random.nextInt(random.nextInt(12) == 0 ? 5_000 : 12))
                .limit(Price.of(95 + random.nextInt(10)));
    }

    private void ask() {
        switch (random.nextInt(6)) {
            case 0 -> {
                OrderRequest entry = some().build();
                boolean buy = entry.side() == Side.BUY;
                int at = entry.limitPrice().orElseThrow().value().intValueExact();
                bench.submit(entry.toBuilder()
                        .bracket(Bracket.stopAt(Price.of(buy ? at - 4 : at + 4))
                                .targetAt(Price.of(buy ? at + 4 : at - 4)))
                        .build());
            }
            case 1 -> {
                OrderRequest first = some().build();
                int stop = first.side() == Side.BUY ? 105 : 95;
                bench.submit(OrderGroup.oco(
                        first,
                        OrderRequest.of(AAA, first.side())
                                .quantity(first.quantity().orElseThrow())
                                .stop(Price.of(stop))
                                .build()));
            }
            case 2 -> bench.submit(OrderGroup.oto(some().build(), some().build()));
            case 3 ->
                bench.submit(some().clientOrderId(new ClientOrderId("own-" + random.nextInt(4)))
                        .build());
            default -> bench.submit(some().build());
        }
    }

    private void meddle() {
        List<ManagedOrder> open = bench.desk.openOrders();
        if (open.isEmpty()) {
            return;
        }
        ManagedOrder order = open.get(random.nextInt(open.size()));
        int what = random.nextInt(4);
        if (what == 0) {
            order.cancel();
        } else if (what == 1 && order.request().type().hasTriggerPrice()) {
            order.replace(OrderChange.toTrigger(Price.of(95 + random.nextInt(10))));
        } else if (order.request().type().hasLimitPrice()) {
            OrderChange change = OrderChange.toLimit(Price.of(95 + random.nextInt(10)));
            order.replace(
                    what == 2
                            ? change
                            : change.andQuantity(order.filledQuantity().plus(Quantity.of(1 + random.nextInt(9)))));
        }
        bench.flush();
    }

    private void misfortune() {
        if (random.nextBoolean()) {
            bench.desk.connected(false);
            bench.flush();
            bench.connect();
            return;
        }
        List<ManagedOrder> unknown = bench.desk.openOrders().stream()
                .filter(order -> order.status() == OrderStatus.UNKNOWN)
                .toList();
        if (!unknown.isEmpty()) {
            bench.resolve(unknown.get(random.nextInt(unknown.size())), random.nextBoolean());
        } else {
            OrderKey foreign = OrderKey.of(new VenueOrderId("F" + random.nextInt(3)));
            ManagedOrder model = bench.desk.submit(0, some().build(), OrderDesk.Terms.STOPPING);
            bench.report(
                    new OrderReport.Filled(foreign, bench.nanos, bench.fillOf(model, "f" + random.nextInt(9), 1, 100)));
            new Reading(bench)
                    .asked(bench.nanos - 1)
                    .open(Reading.at(some().build(), foreign, Lifecycle.NEW, 0, bench.nanos))
                    .apply();
        }
    }
}
