package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Money;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.spi.AccountFacet.Holding;
import io.fairlead.spi.AccountFacet.Snapshot;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Cash and positions, as the venue has them. */
final class AccountRules {
    private AccountRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("ACC-01", "cash is the venue's, in every currency, to the last digit")
                        .lookAt("AccountFacet.snapshot(): a currency left out, a double, free without what is reserved")
                        .holds(bench -> cashAgrees(bench, bench.connect()))
                        .build(),
                rule("ACC-02", "an account without positions shows none")
                        .lookAt("AccountFacet.snapshot(): flat positions are left out")
                        .holds(bench -> positionsAgree(bench, bench.connect()))
                        .build(),
                rule("ACC-03", "a purchase shows as a long position of that many units")
                        .lookAt("the sign and the unit of positions")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.take(bench.usual(), Side.BUY, bench.usual().quantity());

                            positionsAgree(bench, line);
                        })
                        .build(),
                rule("ACC-04", "a sale without a position shows as a short position")
                        .declared("SHORT_SELLING", plugin -> plugin.has(Feature.SHORT_SELLING))
                        .lookAt("Holding.direction: is a negative quantity, or a side field, read?")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Tradable shortable = shortable(bench);
                            line.take(shortable, Side.SELL, shortable.quantity());

                            Holding held =
                                    holding(snapshot(bench, line), shortable).orElseThrow();

                            assertThat(held.direction()).isEqualTo(Side.SELL);
                            assertThat(held.quantity()).isEqualTo(shortable.quantity());
                        })
                        .otherwise("a sale without a position is not accepted", AccountRules::noShortSale)
                        .build(),
                rule("ACC-05", "a position that was closed is left out")
                        .lookAt("AccountFacet.snapshot(): flat positions are left out")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Tradable usual = bench.usual();
                            line.take(usual, Side.BUY, usual.quantity());
                            Quantity left = usual.instrument().roundDownToLot(Quantity.of(bench.owned(usual)));
                            line.take(usual, Side.SELL, left);

                            positionsAgree(bench, line);
                        })
                        .build(),
                rule("ACC-06", "a position's mean price, where it is told, is the price that was paid")
                        .lookAt("Holding.averagePrice: cost instead of price, or a double")
                        .holds(AccountRules::averagePrice)
                        .build(),
                rule("ACC-07", "cash after a purchase is less by price and fees, to the last digit")
                        .lookAt("AccountFacet.snapshot() after a fill: is it cached?")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.take(bench.usual(), Side.BUY, bench.usual().quantity());

                            cashAgrees(bench, line);
                        })
                        .build(),
                rule("ACC-08", "what an open order reserves is still in the cash")
                        .lookAt("AccountFacet.snapshot(): free and locked amounts are added")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.rest(bench.usual());

                            cashAgrees(bench, line);
                        })
                        .build(),
                rule("ACC-09", "a snapshot says when it was taken, in epoch nanoseconds")
                        .lookAt("Snapshot.timeNanos: milliseconds or seconds taken for nanoseconds")
                        .holds(bench -> {
                            Snapshot snapshot = snapshot(bench, bench.connect());

                            TimeRules.assertNow(bench, "the snapshot's time", snapshot.timeNanos());
                        })
                        .build(),
                rule("ACC-10", "an account that cannot be read is a failure, never an empty account")
                        .needs(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR)
                        .lookAt("AccountFacet.snapshot() on a 5xx: the error is swallowed")
                        .holds(bench -> {
                            Line line = bench.connect();
                            bench.stub().failNext(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR);

                            FailedQueries.failsOrIsRight(
                                    bench,
                                    "snapshot",
                                    line.broker().accounts().snapshot(),
                                    snapshot -> assertThat(sorted(snapshot.cash()))
                                            .isEqualTo(sorted(bench.stub().cash())));
                        })
                        .build(),
                rule("ACC-11", "positions of several instruments are all there")
                        .needs("two instruments", plugin -> plugin.tradables().size() > 1)
                        .lookAt("AccountFacet.snapshot(): only the first, or only one kind, is read")
                        .holds(bench -> {
                            Line line = bench.connect();
                            for (Tradable tradable : bench.plugin().tradables()) {
                                line.take(tradable, Side.BUY, tradable.quantity());
                            }

                            positionsAgree(bench, line);
                        })
                        .build());
    }

    static Snapshot snapshot(Bench bench, Line line) {
        return bench.waiting().answer("snapshot", line.broker().accounts().snapshot());
    }

    static Optional<Holding> holding(Snapshot snapshot, Tradable tradable) {
        return snapshot.positions().stream()
                .filter(held -> held.instrument().equals(tradable.instrument().id()))
                .findFirst();
    }

    static List<Money> sorted(List<Money> cash) {
        return cash.stream()
                .filter(money -> money.signum() != 0)
                .sorted(java.util.Comparator.comparing(Money::currency))
                .toList();
    }

    static void cashAgrees(Bench bench, Line line) {
        assertThat(sorted(snapshot(bench, line).cash()))
                .as("cash")
                .isEqualTo(sorted(bench.stub().cash()));
    }

    private static void positionsAgree(Bench bench, Line line) {
        Snapshot snapshot = snapshot(bench, line);
        assertThat(snapshot.positions())
                .as("positions are above 0")
                .allSatisfy(held -> assertThat(held.quantity()).isGreaterThan(Quantity.ZERO));
        for (Tradable tradable : bench.plugin().tradables()) {
            InstrumentId id = tradable.instrument().id();
            BigDecimal shown = snapshot.positions().stream()
                    .filter(held -> held.instrument().equals(id))
                    .map(held -> held.quantity()
                            .value()
                            .multiply(BigDecimal.valueOf(held.direction().sign())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(shown)
                    .as("position in %s", id)
                    .isEqualByComparingTo(bench.stub().position(id));
        }
    }

    private static Tradable shortable(Bench bench) {
        return bench.plugin().tradables().stream()
                .filter(tradable -> tradable.instrument().shortable())
                .findFirst()
                .orElseThrow(() -> new AssertionError("SHORT_SELLING is declared, and no instrument is shortable"));
    }

    private static void noShortSale(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Quantity beyond = Quantity.of(
                bench.owned(usual).max(BigDecimal.ZERO).add(usual.quantity().value()));
        OrderRequest order = line.taking(usual, Side.SELL, usual.instrument().roundDownToLot(beyond))
                .build();

        SubmitResult result = line.submit(usual, order);

        assertThat(result).isInstanceOfAny(SubmitResult.Denied.class, SubmitResult.Rejected.class);
        assertThat(bench.stub().position(usual.instrument().id())).isNotNegative();
    }

    private static void averagePrice(Bench bench) {
        Line line = bench.connect();
        Placed order = line.take(bench.usual(), Side.BUY, bench.usual().quantity());
        List<Fill> fills = line.booked(order);

        Optional<Holding> held = holding(snapshot(bench, line), bench.usual());

        held.flatMap(Holding::averagePrice)
                .ifPresent(price -> assertThat(fills.stream().map(Fill::price).toList())
                        .as("all fills at the mean price")
                        .containsOnly(price));
    }
}
