package io.fairlead.api.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fits together in one order, and what is said when it does not. */
class OrderRequestTest {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    private static final Price P = Price.of("187.50");
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    record Wrong(String rule, UnaryOperator<OrderRequest.Builder> change) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong("the quantity must be above 0", order -> order.quantity(0)),
                new Wrong("give either a quantity or a notional", order -> order.notional(dollars(10))),
                new Wrong("GTD needs goodTill(instant)", order -> order.timeInForce(TimeInForce.GTD)),
                new Wrong(
                        "GTD needs goodTill(instant)",
                        order -> order.goodTill(END).timeInForce(TimeInForce.DAY)),
                new Wrong("OPG goes with the on-open types", order -> order.timeInForce(TimeInForce.OPG)),
                new Wrong(
                        "OPG goes with the on-open types",
                        order -> order.marketOnOpen().timeInForce(TimeInForce.DAY)),
                new Wrong(
                        "CLS with the on-close types",
                        order -> order.marketOnOpen().timeInForce(TimeInForce.CLS)),
                new Wrong(
                        "IOC goes with MARKET and LIMIT only",
                        order -> order.stop(P).timeInForce(TimeInForce.IOC)),
                new Wrong(
                        "FOK goes with MARKET and LIMIT only",
                        order -> order.stopLimit(P, P).timeInForce(TimeInForce.FOK)),
                new Wrong("post-only needs a limit price", OrderRequest.Builder::postOnly),
                new Wrong(
                        "post-only cannot be IOC",
                        order -> order.limit(P).timeInForce(TimeInForce.IOC).postOnly()),
                new Wrong(
                        "the display quantity must be above 0 and at most the quantity, was 11",
                        order -> order.displayQuantity(Quantity.of(11))),
                new Wrong("the display quantity must be above 0", order -> order.displayQuantity(Quantity.ZERO)),
                new Wrong(
                        "a reduce-only order brings no exits",
                        order -> order.reduceOnly().bracket(Bracket.stopPercent(3))));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldSayWhichRuleIsBrokenAndByWhat(Wrong one) {
        OrderRequest.Builder order = one.change.apply(OrderRequest.buy(AAPL).quantity(10));

        assertThatThrownBy(order::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(one.rule)
                .hasMessageContaining("BUY ")
                .hasMessageContaining("AAPL.US");
    }

    @Test
    void shouldNeedASize() {
        assertThatThrownBy(() -> OrderRequest.buy(AAPL).build())
                .hasMessageContaining("either a quantity or a notional");
        assertThatThrownBy(() -> OrderRequest.buy(AAPL).notional(dollars(0)).build())
                .hasMessageContaining("the notional must be above 0, was 0 USD");
        assertThatThrownBy(() -> OrderRequest.buy(AAPL).notional(dollars(-5)).build())
                .hasMessageContaining("was -5 USD");
    }

    static Stream<OrderRequest.Builder> right() {
        return Stream.of(
                order().market(),
                order().limit(P).postOnly().displayQuantity(Quantity.of(10)),
                order().limit(P).timeInForce(TimeInForce.FOK),
                order().limit(Price.of("-37.63")),
                order().stop(P).timeInForce(TimeInForce.GTC),
                order().stopLimit(P, P).goodTill(END),
                order().trailingStop(Trail.percent("1.5")),
                order().trailingStop(Trail.by(Price.of("0.5"))),
                order().marketOnOpen(),
                order().limitOnOpen(P),
                order().marketOnClose(),
                order().limitOnClose(P),
                order().marketIfTouched(P),
                order().limitIfTouched(P, P),
                OrderRequest.sell(AAPL).notional(dollars(100)).extendedHours(),
                order().bracket(Bracket.stopPercent(3).targetPercent(6))
                        .tag("t")
                        .decisionId("d")
                        .account(AccountId.of("sim", "1"))
                        .clientOrderId(new ClientOrderId("c-1")));
    }

    @ParameterizedTest
    @MethodSource("right")
    void shouldBeEqualToItsCopy(OrderRequest.Builder builder) {
        OrderRequest order = builder.build();

        assertThat(order.toBuilder().build())
                .isEqualTo(order)
                .hasSameHashCodeAs(order)
                .hasToString(order.toString());
        assertThat(order.toBuilder().tag("another").build()).isNotEqualTo(order);
    }

    @Test
    void shouldForgetThePricesOfTheFormerType() {
        OrderRequest order = order().trailingStop(Trail.percent("2"))
                .stopLimit(P, P)
                .market()
                .build();

        assertThat(order).isEqualTo(order().build());
    }

    @Test
    void shouldReadAsATraderWouldSayIt() {
        assertThat(order().limit(P).timeInForce(TimeInForce.GTC).build()).hasToString("BUY 10 AAPL.US LIMIT 187.5 GTC");
        assertThat(OrderRequest.sell(AAPL).notional(dollars(100)).build())
                .hasToString("SELL 100 USD AAPL.US MARKET DAY");
        assertThat(order().stopLimit(P, Price.of(188)).build())
                .hasToString("BUY 10 AAPL.US STOP_LIMIT trigger 187.5 188 DAY");
    }

    @Test
    void shouldChangeWhatIsNamedAndNothingElse() {
        OrderRequest order = order().stopLimit(P, Price.of(188))
                .timeInForce(TimeInForce.GTC)
                .tag("t")
                .build();

        OrderRequest changed =
                OrderChange.toLimit(Price.of(189)).andQuantity(Quantity.of(4)).applyTo(order);

        assertThat(changed)
                .isEqualTo(order.toBuilder()
                        .quantity(4)
                        .stopLimit(P, Price.of(189))
                        .build());
        assertThat(OrderChange.toTrigger(Price.of(190)).applyTo(order).limitPrice())
                .contains(Price.of(188));
        assertThat(OrderChange.toQuantity(Quantity.of(1)).andLimit(P).quantity())
                .contains(Quantity.of(1));
    }

    @Test
    void shouldRefuseChangesThatTheOrderHasNoPlaceFor() {
        assertThatThrownBy(() -> OrderChange.toLimit(P).applyTo(order().build()))
                .hasMessageContaining("BUY 10 AAPL.US MARKET DAY");
        assertThatThrownBy(
                        () -> OrderChange.toTrigger(P).applyTo(order().limit(P).build()))
                .isInstanceOf(IllegalArgumentException.class);
        OrderRequest byNotional = OrderRequest.buy(AAPL).notional(dollars(100)).build();
        assertThatThrownBy(() -> OrderChange.toQuantity(Quantity.of(1)).applyTo(byNotional))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderChange.toQuantity(Quantity.ZERO).applyTo(order().build()))
                .hasMessageContaining("above 0");
    }

    @Test
    void shouldHoldGroupsTogether() {
        OrderRequest entry = order().build();
        OrderRequest target =
                OrderRequest.sell(AAPL).quantity(10).limit(Price.of(200)).build();
        OrderRequest stop =
                OrderRequest.sell(AAPL).quantity(10).stop(Price.of(180)).build();

        assertThat(OrderGroup.bracket(entry, target, stop).orders()).containsExactly(entry, target, stop);
        assertThat(OrderGroup.oco(target, stop).contingency()).isEqualTo(Contingency.OCO);
        assertThat(OrderGroup.oto(entry, stop).orders()).isEqualTo(List.of(entry, stop));
    }

    @Test
    void shouldRefuseGroupsThatAreNone() {
        OrderRequest entry = order().build();
        OrderRequest exit = OrderRequest.sell(AAPL).quantity(10).limit(P).build();
        OrderRequest small = OrderRequest.sell(AAPL).quantity(9).stop(P).build();
        OrderRequest other = OrderRequest.sell(InstrumentId.of("MSFT", "US"))
                .quantity(10)
                .stop(P)
                .build();
        OrderRequest nested = order().bracket(Bracket.stopPercent(1)).build();

        assertThatThrownBy(() -> OrderGroup.oco(entry, exit)).hasMessageContaining("are of one side");
        assertThatThrownBy(() -> OrderGroup.bracket(entry, exit, small))
                .hasMessageContaining("the quantity of its entry");
        assertThatThrownBy(() -> OrderGroup.bracket(entry, entry, exit))
                .hasMessageContaining("an exit has the other side");
        assertThatThrownBy(() -> OrderGroup.oto(entry, other)).hasMessageContaining("not AAPL.US and MSFT.US");
        assertThatThrownBy(() -> OrderGroup.oto(nested, exit)).hasMessageContaining("a bracket of its own");
    }

    @Test
    void shouldPlaceTheExitsOfABracket() {
        Bracket bracket = Bracket.stopPercent(3).targetOffset(Price.of("7.25"));
        Price entry = Price.of(100);

        assertThat(bracket.stop().orElseThrow().from(entry, -1)).isEqualTo(Price.of(97));
        assertThat(bracket.stop().orElseThrow().from(entry, 1)).isEqualTo(Price.of(103));
        assertThat(bracket.target().orElseThrow().from(entry, 1)).isEqualTo(Price.of("107.25"));
        assertThat(Bracket.stopAt(Price.of(95)).stop().orElseThrow().from(entry, -1))
                .isEqualTo(Price.of(95));
        assertThat(bracket.timeInForce()).isEqualTo(TimeInForce.GTC);
        assertThat(bracket.exitsGoodFor(TimeInForce.DAY).timeInForce()).isEqualTo(TimeInForce.DAY);
        assertThat(bracket)
                .isEqualTo(Bracket.stopPercent(3).targetOffset(Price.of("7.250")))
                .hasSameHashCodeAs(Bracket.stopPercent(3).targetOffset(Price.of("7.250")))
                .isNotEqualTo(Bracket.stopPercent(3));
        assertThat(Bracket.targetOnly(new ExitPrice.At(P)).stop()).isEmpty();
    }

    @Test
    void shouldRefuseBracketsThatProtectNothing() {
        assertThatThrownBy(() -> Bracket.stopPercent(0)).hasMessage("exit percent must be above 0, was 0");
        assertThatThrownBy(() -> Bracket.stopOffset(Price.of("-1")))
                .hasMessage("exit distance must be above 0, was -1");
        assertThatThrownBy(() -> Bracket.stopPercent(3).exitsGoodFor(TimeInForce.IOC))
                .hasMessage("exits of a bracket work DAY or GTC, was IOC");
    }

    @Test
    void shouldTrailOnTheRightSide() {
        assertThat(Trail.percent("1.5").stopFrom(Price.of(200), Side.SELL)).isEqualTo(Price.of(197));
        assertThat(Trail.by(Price.of("0.5")).stopFrom(Price.of(200), Side.BUY)).isEqualTo(Price.of("200.5"));
        assertThatThrownBy(() -> Trail.percent("100")).hasMessageContaining("below 100, was 100");
        assertThatThrownBy(() -> Trail.by(Price.of(0))).hasMessageContaining("was 0");
    }

    @Test
    void shouldKeepIdsWithinWhatVenuesTake() {
        assertThat(new ClientOrderId("aZ09._-")).hasToString("aZ09._-");
        assertThat(new ClientOrderId("x".repeat(36)).value()).hasSize(36);
        for (String bad : List.of("", "x".repeat(37), "a b", "a/b", "ä")) {
            assertThatThrownBy(() -> new ClientOrderId(bad)).hasMessageContaining("was '" + bad + "'");
        }
        assertThatThrownBy(() -> new OrderId(0)).hasMessage("order id must be above 0, was 0");
        assertThatThrownBy(() -> new VenueOrderId(" ")).hasMessageContaining("blank");
        assertThatThrownBy(() -> new Denial("denied", "", "")).hasMessageContaining("was 'denied'");
        assertThat(new Denial("LIMIT_DAILY_LOSS", "a=1", "wait")).hasToString("LIMIT_DAILY_LOSS a=1 (wait)");
    }

    @Test
    void shouldRefuseAFillOfNothing() {
        assertThatThrownBy(() -> new Fill("x1", AAPL, Side.BUY, Quantity.ZERO, P, List.of(), Liquidity.MAKER, 0))
                .hasMessageContaining("quantity above 0: x1");
    }

    private static OrderRequest.Builder order() {
        return OrderRequest.buy(AAPL).quantity(10);
    }

    private static Money dollars(long amount) {
        return Money.of(amount, Currency.USD);
    }
}
