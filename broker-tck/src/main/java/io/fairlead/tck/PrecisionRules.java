package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** Numbers: exact, on the way there and on the way back. */
final class PrecisionRules {
    private static final Pattern EXPONENT = Pattern.compile("\\d[eE][+-]?\\d+");

    private PrecisionRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("PRE-01", "prices on every tick arrive exactly")
                        .lookAt("a price that passes through double, or is cut to some digits")
                        .holds(PrecisionRules::ticks)
                        .build(),
                rule("PRE-02", "quantities of every lot arrive exactly")
                        .lookAt("a quantity that passes through double, or is cut to some digits")
                        .holds(PrecisionRules::lots)
                        .build(),
                rule("PRE-03", "a large quantity arrives exactly")
                        .lookAt("exponents, thousands separators, int")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Tradable usual = bench.usual();
                            Quantity large =
                                    Quantity.of(usual.quantity().value().multiply(BigDecimal.valueOf(100)));

                            Placed order = line.place(
                                    usual, line.resting(usual, Side.BUY).quantity(large));

                            assertThat(bench.heldOnce(order).request().quantity())
                                    .contains(large);
                            assertThat(line.open(order))
                                    .allSatisfy(
                                            open -> assertThat(open.quantity()).contains(large));
                        })
                        .build(),
                rule("PRE-04", "no number leaves with an exponent")
                        .needs(Hook.REQUEST_LOG)
                        .lookAt("BigDecimal.toString in place of toPlainString")
                        .holds(PrecisionRules::noExponents)
                        .build(),
                rule("PRE-05", "a fill's price of many digits is exact, by stream and by list")
                        .needs(Hook.COUNTERPARTY, Hook.FILL_PRICE)
                        .lookAt("JSON numbers that are read as double")
                        .holds(PrecisionRules::manyDigits)
                        .build(),
                rule("PRE-06", "cash and fees of such a fill are exact")
                        .needs(Hook.COUNTERPARTY, Hook.FILL_PRICE)
                        .lookAt("amounts that are read as double, or rounded to cents")
                        .holds(bench -> {
                            Line line = bench.connect();
                            oddFill(bench, line);

                            AccountRules.cashAgrees(bench, line);
                        })
                        .build(),
                rule("PRE-07", "prices and quantities of open orders are exact")
                        .lookAt("VenueOrder: numbers that are read as double")
                        .holds(bench -> {
                            Line line = bench.connect();
                            Tradable usual = bench.usual();
                            Price price = tickAbove(usual, Bench.away(usual, "-5"));
                            Quantity odd =
                                    usual.quantity().plus(usual.instrument().lotStep());

                            Placed order = line.place(
                                    usual,
                                    line.lasting(
                                            OrderRequest.buy(usual.instrument().id())
                                                    .quantity(odd)
                                                    .limit(price),
                                            bench.restingTif(bench.usual(), OrderType.LIMIT)));

                            assertThat(line.open(order)).hasSize(1).allSatisfy(open -> {
                                assertThat(open.limitPrice()).contains(price);
                                assertThat(open.quantity()).contains(odd);
                            });
                        })
                        .build());
    }

    private static Price tickAbove(Tradable tradable, Price price) {
        return price.plus(tradable.instrument().ticks().tickAt(price));
    }

    /** A price with more digits than a double holds. */
    static Price finer(Price price) {
        return price.plus(Price.of("0.00012345678901234567"));
    }

    private static void ticks(Bench bench) {
        Line line = bench.connect();
        for (Tradable tradable : bench.plugin().tradables()) {
            Price price = Bench.away(tradable, "-5");
            for (int i = 0; i < 6; i++) {
                price = tickAbove(tradable, price);
                Placed order =
                        line.place(tradable, line.resting(tradable, Side.BUY).limit(price));
                assertThat(bench.heldOnce(order).request().limitPrice()).contains(price);
            }
        }
    }

    private static void lots(Bench bench) {
        Line line = bench.connect();
        for (Tradable tradable : bench.plugin().tradables()) {
            Quantity quantity = tradable.quantity();
            for (int i = 0; i < 6; i++) {
                quantity = quantity.plus(tradable.instrument().lotStep());
                Placed order =
                        line.place(tradable, line.resting(tradable, Side.BUY).quantity(quantity));
                assertThat(bench.heldOnce(order).request().quantity()).contains(quantity);
            }
        }
    }

    private static void noExponents(Bench bench) {
        Line line = bench.connect();
        Tradable usual = bench.usual();
        BigDecimal hundred = usual.quantity().value().multiply(BigDecimal.valueOf(100));
        line.place(usual, line.resting(usual, Side.BUY).quantity(Quantity.of(hundred.stripTrailingZeros())));
        line.rest(usual);

        assertThat(bench.stub().requests().stream().filter(request -> request.kind() == RequestKind.SUBMIT))
                .hasSize(2)
                .allSatisfy(request -> assertThat(
                                EXPONENT.matcher(withoutIds(request.text())).find())
                        .as("an exponent in %s", request.text())
                        .isFalse());
    }

    /** Hexadecimal signatures and ids look like exponents now and then. */
    private static String withoutIds(String text) {
        return text.replaceAll("[0-9a-zA-Z-]{16,}", "");
    }

    private static Placed oddFill(Bench bench, Line line) {
        Tradable usual = bench.usual();
        Placed order = line.rest(usual);
        bench.stub()
                .fill(
                        order.venueOrderId(),
                        usual.quantity(),
                        finer(order.request().limitPrice().orElseThrow()));
        line.awaitFilled(order, usual.quantity());
        return order;
    }

    private static void manyDigits(Bench bench) {
        Line line = bench.connect();
        Placed order = oddFill(bench, line);

        Price exact = finer(order.request().limitPrice().orElseThrow());
        assertThat(line.booked(order)).extracting(Fill::price).containsExactly(exact);
        assertThat(line.executionsSince(FillRules.anHourAgo(bench)))
                .extracting(execution -> execution.fill().price())
                .contains(exact);
    }
}
