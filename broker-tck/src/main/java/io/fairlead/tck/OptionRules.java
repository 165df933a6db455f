package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** What an order may ask for besides type and time in force, and how those take effect. */
final class OptionRules {
    private static final Quantity FRACTION = Quantity.of("1.5");

    private OptionRules() {}

    static List<Rule> rules() {
        return List.of(
                flag("OPT-01", "post-only", Feature.POST_ONLY, OptionRules::postOnly),
                flag("OPT-02", "reduce-only", Feature.REDUCE_ONLY, OptionRules::reduceOnly),
                flag("OPT-03", "extended hours", Feature.EXTENDED_HOURS, OptionRules::extendedHours),
                flag("OPT-04", "a display quantity", Feature.DISPLAY_QUANTITY, OptionRules::displayQuantity),
                flag("OPT-05", "a notional", Feature.NOTIONAL, OptionRules::notional),
                rule("OPT-06", "a quantity that is no whole unit reaches the venue as it was asked")
                        .declared("FRACTIONAL", plugin -> plugin.has(Feature.FRACTIONAL))
                        .needs(
                                "an instrument with a lot below one unit where FRACTIONAL is declared",
                                plugin -> !plugin.has(Feature.FRACTIONAL)
                                        || plugin.tradables().stream().anyMatch(OptionRules::isFractional))
                        .lookAt("rounding or casting of quantities")
                        .holds(OptionRules::fractional)
                        .otherwise("a fraction is not accepted", OptionRules::noFraction)
                        .build(),
                rule("OPT-07", "a post-only order that would take does not fill")
                        .declared("POST_ONLY", plugin -> plugin.has(Feature.POST_ONLY))
                        .lookAt("the venue's word for post-only, and the rejection that may come as a report")
                        .holds(OptionRules::postOnlyNeverTakes)
                        .build(),
                rule("OPT-08", "an IOC order fills what is there, and the rest is reported as cancelled")
                        .declared("LIMIT IOC", plugin -> plugin.supports(OrderType.LIMIT, TimeInForce.IOC))
                        .needs(Hook.QUOTES)
                        .lookAt(
                                "the end of an IOC order: EXPIRED or CANCELED at the venue, Cancelled or Expired here, with filledQuantity")
                        .holds(OptionRules::immediateOrCancel)
                        .build(),
                rule("OPT-09", "a FOK order that cannot fill whole does not fill at all")
                        .declared("LIMIT FOK", plugin -> plugin.supports(OrderType.LIMIT, TimeInForce.FOK))
                        .needs(Hook.QUOTES)
                        .lookAt("the mapping of FOK; its end is a report or a rejection")
                        .holds(OptionRules::fillOrKill)
                        .build(),
                rule("OPT-10", "a GTD order ends by itself, in time")
                        .declared("LIMIT GTD", plugin -> plugin.supports(OrderType.LIMIT, TimeInForce.GTD))
                        .needs(Hook.EXPIRY)
                        .lookAt("unit and zone of the order's end; the mapping of the venue's word for expired")
                        .holds(OptionRules::goodTillDate)
                        .build(),
                rule("OPT-11", "a stop is set off by a trade at its price, and fills")
                        .declared("STOP", plugin -> plugin.supports(OrderType.STOP))
                        .needs(Hook.TRADES)
                        .lookAt("the reports of an order that the venue makes another of when its trigger trades")
                        .holds(OptionRules::stopTriggers)
                        .build(),
                rule("OPT-12", "a stop that was not set off is open, with its trigger")
                        .declared("STOP", plugin -> plugin.supports(OrderType.STOP))
                        .lookAt("openOrders: conditional orders may be another list at the venue")
                        .holds(OptionRules::stopIsOpen)
                        .build(),
                rule("OPT-13", "a trailing stop keeps its distance, in price or in percent")
                        .declared("TRAILING_STOP", plugin -> plugin.supports(OrderType.TRAILING_STOP))
                        .lookAt(
                                "the unit of the distance: percent, basis points, or price; what the venue has not is Denied")
                        .holds(OptionRules::trails)
                        .build(),
                rule("OPT-14", "a market order fills at the quote")
                        .declared("MARKET", plugin -> plugin.supports(OrderType.MARKET))
                        .lookAt("the fills of an order that is filled at once: in the answer, by stream, or both")
                        .holds(OptionRules::marketFills)
                        .build(),
                rule("OPT-15", "an order by notional ends as completed, with what it bought as fills")
                        .declared("NOTIONAL", plugin -> plugin.has(Feature.NOTIONAL))
                        .lookAt("OrderReport.Completed: the quantity alone does not tell that nothing is left")
                        .holds(OptionRules::notionalCompletes)
                        .build());
    }

    private static Rule flag(String id, String what, Feature feature, FlaggedOrder order) {
        return rule(id, what + " reaches the venue as it was asked")
                .declared(feature.name(), plugin -> plugin.has(feature))
                .lookAt("the mapping of " + what + ", and the check against Capabilities at the start of submit")
                .holds(bench -> {
                    Line line = bench.connect();
                    Placed placed = line.place(tradable(bench, feature), order.on(bench, line));

                    SubmitRules.assertArrived(bench, placed);
                })
                .otherwise("an order that asks for it is denied before a byte leaves", bench -> {
                    Line line = bench.connect();
                    OrderRequest.Builder asked = order.on(bench, line);
                    line.refuses(line.approve(tradable(bench, feature), asked.build()));
                })
                .build();
    }

    /** An order by notional buys parts of a unit where there are such. */
    private static Tradable tradable(Bench bench, Feature feature) {
        return feature != Feature.NOTIONAL
                ? bench.usual()
                : bench.plugin().tradables().stream()
                        .filter(OptionRules::isFractional)
                        .findFirst()
                        .orElseGet(bench::usual);
    }

    /** An order that asks for something special. */
    @FunctionalInterface
    private interface FlaggedOrder {
        OrderRequest.Builder on(Bench bench, Line line);
    }

    private static OrderRequest.Builder postOnly(Bench bench, Line line) {
        return line.resting(bench.usual(), Side.BUY).postOnly();
    }

    private static OrderRequest.Builder reduceOnly(Bench bench, Line line) {
        line.take(bench.usual(), Side.BUY, bench.usual().quantity());
        return line.resting(bench.usual(), Side.SELL)
                .quantity(bench.usual().instrument().roundDownToLot(Bench.part(bench.usual(), 2)))
                .reduceOnly();
    }

    private static OrderRequest.Builder extendedHours(Bench bench, Line line) {
        OrderRequest.Builder order = line.resting(bench.usual(), Side.BUY).extendedHours();
        return bench.plugin().supports(OrderType.LIMIT, TimeInForce.DAY) ? order.timeInForce(TimeInForce.DAY) : order;
    }

    private static OrderRequest.Builder displayQuantity(Bench bench, Line line) {
        return line.resting(bench.usual(), Side.BUY).displayQuantity(Bench.part(bench.usual(), 1));
    }

    private static OrderRequest.Builder notional(Bench bench, Line line) {
        Tradable tradable = tradable(bench, Feature.NOTIONAL);
        Money amount = tradable.instrument().notional(tradable.price(), tradable.quantity());
        Money whole = Money.of(amount.value().setScale(0, RoundingMode.UP), amount.currency());
        OrderRequest.Builder order =
                OrderRequest.buy(tradable.instrument().id()).notional(whole).market();
        return bench.plugin().supports(OrderType.MARKET)
                ? line.lasting(order, bench.takingTif(tradable, OrderType.MARKET))
                : order;
    }

    private static boolean isFractional(Tradable tradable) {
        return tradable.instrument().lotStep().compareTo(Quantity.of(1)) < 0;
    }

    private static void fractional(Bench bench) {
        Line line = bench.connect();
        Tradable tradable = bench.plugin().tradables().stream()
                .filter(OptionRules::isFractional)
                .findFirst()
                .orElseThrow();
        Quantity odd = tradable.quantity().plus(tradable.instrument().lotStep());

        Placed order = line.place(tradable, line.resting(tradable, Side.BUY).quantity(odd));

        assertThat(bench.heldOnce(order).request().quantity()).contains(odd);
    }

    private static void noFraction(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Instrument finer = usual.instrument().toBuilder()
                .lotStep(Quantity.of("0.5"))
                .minQuantity(Quantity.ZERO)
                .build();
        OrderRequest request = line.resting(usual, Side.BUY).quantity(FRACTION).build();

        SubmitResult result = line.submit(line.approve(finer, usual.price(), request));

        assertThat(result).isInstanceOfAny(SubmitResult.Denied.class, SubmitResult.Rejected.class);
        assertThat(bench.stub().orders()).isEmpty();
    }

    private static void postOnlyNeverTakes(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        OrderRequest request = line.lasting(
                        OrderRequest.buy(usual.instrument().id())
                                .quantity(usual.quantity())
                                .limit(Bench.away(usual, "5"))
                                .postOnly(),
                        bench.restingTif(bench.usual(), OrderType.LIMIT))
                .build();
        SubmitResult result = line.submit(usual, request);

        line.fence();

        assertThat(bench.stub().fills()).isEmpty();
        if (result instanceof SubmitResult.Accepted accepted) {
            Placed order = new Placed(accepted.clientOrderId(), accepted.venueOrderId(), request);
            bench.await(
                    "the order was reported as rejected or cancelled",
                    () -> line.reports(order).stream()
                            .anyMatch(report ->
                                    report instanceof OrderReport.Rejected || report instanceof OrderReport.Cancelled),
                    line::told);
        } else {
            assertThat(result).isInstanceOf(SubmitResult.Rejected.class);
        }
    }

    static Quote quote(Bench bench, Tradable tradable, Price bid, Quantity bidSize, Price ask, Quantity askSize) {
        int prices = tradable.instrument().priceScale();
        int sizes = tradable.instrument().quantityScale();
        return new Quote(
                tradable.instrument().id(),
                bench.time().nowNanos(),
                bid.toScaled(prices),
                bidSize.toScaled(sizes),
                ask.toScaled(prices),
                askSize.toScaled(sizes),
                prices,
                sizes);
    }

    static Trade trade(Bench bench, Tradable tradable, Price price, Quantity size, String id) {
        int prices = tradable.instrument().priceScale();
        int sizes = tradable.instrument().quantityScale();
        return new Trade(
                tradable.instrument().id(),
                bench.time().nowNanos(),
                price.toScaled(prices),
                size.toScaled(sizes),
                Trade.Aggressor.BUYER,
                prices,
                sizes,
                id);
    }

    /** Shows a quarter of the usual quantity at the ask. */
    private static void thinAsk(Bench bench) {
        Tradable usual = bench.usual();
        bench.stub()
                .quote(quote(
                        bench, usual, Bench.away(usual, "-1"), usual.quantity(), usual.price(), Bench.part(usual, 1)));
    }

    private static void immediateOrCancel(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        thinAsk(bench);

        Placed order = line.place(
                usual,
                OrderRequest.buy(usual.instrument().id())
                        .quantity(usual.quantity())
                        .limit(usual.price())
                        .timeInForce(TimeInForce.IOC));

        line.awaitFilled(order, Bench.part(usual, 1));
        bench.await(
                "the rest was reported as ended",
                () -> line.reports(order).stream()
                        .anyMatch(report ->
                                report instanceof OrderReport.Cancelled || report instanceof OrderReport.Expired),
                line::told);
        assertThat(line.order(order.key()))
                .hasValueSatisfying(shown -> assertThat(shown.filledQuantity()).isEqualTo(Bench.part(usual, 1)));
    }

    private static void fillOrKill(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        thinAsk(bench);
        OrderRequest request = OrderRequest.buy(usual.instrument().id())
                .quantity(usual.quantity())
                .limit(usual.price())
                .timeInForce(TimeInForce.FOK)
                .build();

        SubmitResult result = line.submit(usual, request);

        assertThat(result).isNotInstanceOf(SubmitResult.Unknown.class);
        line.fence();
        assertThat(bench.stub().fills()).isEmpty();
        assertThat(line.openOrders()).isEmpty();
        if (result instanceof SubmitResult.Accepted accepted) {
            Placed order = new Placed(accepted.clientOrderId(), accepted.venueOrderId(), request);
            bench.await(
                    "its end was reported",
                    () -> line.reports(order).stream()
                            .anyMatch(report -> report instanceof OrderReport.Cancelled
                                    || report instanceof OrderReport.Expired
                                    || report instanceof OrderReport.Rejected),
                    line::told);
        }
    }

    private static void goodTillDate(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = line.place(
                usual, line.resting(usual, Side.BUY).goodTill(bench.time().now().plus(Duration.ofMinutes(30))));

        bench.waiting().move(Duration.ofMinutes(31));

        line.awaitReport(order, OrderReport.Expired.class);
        assertThat(line.open(order)).isEmpty();
    }

    private static Placed stop(Bench bench, Line line) {
        Tradable usual = bench.usual();
        return line.place(
                usual,
                line.lasting(
                        OrderRequest.buy(usual.instrument().id())
                                .quantity(usual.quantity())
                                .stop(Bench.away(usual, "3")),
                        bench.restingTif(bench.usual(), OrderType.STOP)));
    }

    private static void stopTriggers(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Placed order = stop(bench, line);

        bench.stub().trade(trade(bench, usual, Bench.away(usual, "4"), usual.quantity(), "900001"));

        line.awaitFilled(order, usual.quantity());
    }

    private static void stopIsOpen(Bench bench) {
        Line line = bench.connect();
        Placed order = stop(bench, line);

        assertThat(line.open(order)).hasSize(1).allSatisfy(open -> {
            assertThat(open.type()).isEqualTo(OrderType.STOP);
            assertThat(open.triggerPrice()).isEqualTo(order.request().triggerPrice());
            assertThat(open.lifecycle()).isIn(Lifecycle.NEW, Lifecycle.SUSPENDED);
        });
    }

    private static void trails(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        Price distance = Price.of(usual.price().minus(Bench.away(usual, "-3")).value());
        int arrived = 0;
        for (Trail trail : List.of(Trail.percent("2.5"), Trail.by(distance))) {
            OrderRequest request = line.lasting(
                            OrderRequest.buy(usual.instrument().id())
                                    .quantity(usual.quantity())
                                    .trailingStop(trail),
                            bench.restingTif(bench.usual(), OrderType.TRAILING_STOP))
                    .build();
            var approved = line.approve(usual, request);
            SubmitResult result = line.submit(approved);
            if (result instanceof SubmitResult.Denied denied) {
                assertThat(denied.denial().code()).startsWith("UNSUPPORTED_");
            } else {
                HeldOrder held = bench.heldOnce(Line.accepted(approved, result));
                assertThat(held.request().trail()).contains(trail);
                arrived++;
            }
        }
        assertThat(arrived).as("kinds of distance that the venue takes").isPositive();
    }

    private static void marketFills(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();

        Placed order = line.take(usual, Side.BUY, usual.quantity());

        assertThat(line.booked(order))
                .allSatisfy(fill -> assertThat(fill.price().compareTo(usual.price()))
                        .as("a purchase at the ask, %s", fill.price())
                        .isNotNegative());
        assertThat(line.order(order.key()))
                .hasValueSatisfying(shown -> assertThat(shown.lifecycle()).isEqualTo(Lifecycle.FILLED));
    }

    private static void notionalCompletes(Bench bench) {
        Line line = bench.connect();

        Placed order = line.place(tradable(bench, Feature.NOTIONAL), notional(bench, line));

        line.awaitReport(order, OrderReport.Completed.class);
        BigDecimal bought = bench.stub().fills().stream()
                .map(held -> held.fill().quantity().value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(line.filled(order).value()).isEqualByComparingTo(bought).isPositive();
    }
}
