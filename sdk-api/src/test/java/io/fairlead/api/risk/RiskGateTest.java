package io.fairlead.api.risk;

import static io.fairlead.api.Currency.EUR;
import static io.fairlead.api.Currency.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.AccountId;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The floor, groups, and what becomes of rules that misbehave. */
class RiskGateTest {
    private static final AccountId ACCOUNT = AccountId.of("sim", "1");
    private static final Instrument AAPL = Instrument.equity(InstrumentId.of("AAPL", "US"), USD)
            .minQuantity(Quantity.of(2))
            .maxQuantity(Quantity.of(1000))
            .minNotional(Money.of(100, USD))
            .build();
    private static final Instant NOON = Instant.parse("2026-11-23T17:00:00Z");

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "2.5, , GRID_QUANTITY_OFF_LOT",
        "1, , GRID_QUANTITY_TOO_SMALL",
        "1001, , GRID_QUANTITY_TOO_LARGE",
        "10, 187.505, GRID_PRICE_OFF_TICK",
        "10, -20, GRID_PRICE_NOT_POSITIVE",
        "10, 9.99, GRID_NOTIONAL_TOO_SMALL",
        "10, 10, passed",
        "10, 10.01, passed"
    })
    void shouldHoldTheGrid(String quantity, String limit, String code) {
        OrderRequest.Builder order = order().quantity(Quantity.of(quantity));
        if (limit != null) {
            order.limit(Price.of(limit));
        }

        assertThat(judge(order.build())).isEqualTo(code);
        assertThat(asked.isEmpty()).isEqualTo(!code.equals("passed"));
    }

    @Test
    void shouldHoldTheGridForTriggersDisplaysAndNotionals() {
        assertThat(judge(order().quantity(10).stop(Price.of("187.505")).build()))
                .isEqualTo("GRID_PRICE_OFF_TICK");
        assertThat(judge(order().quantity(10)
                        .limit(Price.of(100))
                        .displayQuantity(Quantity.of("2.5"))
                        .build()))
                .isEqualTo("GRID_QUANTITY_OFF_LOT");
        assertThat(judge(order().notional(Money.of(99, USD)).build())).isEqualTo("GRID_NOTIONAL_TOO_SMALL");
        assertThat(judge(order().notional(Money.of(100, EUR)).build())).isEqualTo("GRID_NOTIONAL_CURRENCY");
        assertThat(judge(order().notional(Money.of(100, USD)).build())).isEqualTo("passed");
    }

    @Test
    void shouldLetAFutureTradeBelowZero() {
        Instrument crude = Instrument.builder(InstrumentId.of("CL", "XNYM"), AssetClass.FUTURE, USD)
                .build();
        OrderRequest order = OrderRequest.buy(crude.id())
                .quantity(1)
                .limit(Price.of("-37.63"))
                .build();

        assertThat(judge(crude, order)).isEqualTo("passed");
    }

    @Test
    void shouldKnowAccountAndInstrument() {
        assertThat(judge(order().quantity(10).account(AccountId.of("sim", "2")).build()))
                .isEqualTo("ACCOUNT_UNKNOWN");
        assertThat(judge(order().quantity(10).account(ACCOUNT).build())).isEqualTo("passed");
        OrderRequest other =
                OrderRequest.buy(InstrumentId.of("MSFT", "US")).quantity(10).build();
        assertThat(judge(AAPL, other)).isEqualTo("INSTRUMENT_MISMATCH");
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, false, false, passed",
        "REDUCE_ONLY, false, false, STATE_REDUCE_ONLY",
        "REDUCE_ONLY, true, false, passed",
        "HALTED, false, false, STATE_HALTED",
        "HALTED, true, false, STATE_HALTED",
        "HALTED, true, true, passed"
    })
    void shouldHoldTheTradingStateWhateverTheRulesAre(
            TradingState state, boolean reducing, boolean flattening, String outcome) {
        RiskView view = view(Map.of("tradingState", state, "isReducing", reducing, "isFlattening", flattening));

        assertThat(judge(AAPL, order().quantity(10).build(), Contingency.NONE, List.of(), view))
                .isEqualTo(outcome);
    }

    @Test
    void shouldAskRulesInOrderAndEndWithTheFirstDenial() {
        RiskGate gate = gate(passing("a"), denying("b", "LIMIT_B"), denying("c", "LIMIT_C"));

        assertThat(judge(gate, order().quantity(10).build(), view(Map.of()))).isEqualTo("LIMIT_B");
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void shouldSpareExitsTheRulesThatDoNotApplyToThem() {
        RiskGate gate = gate(denying("exposure", "LIMIT_X"), always(denying("duplicate", "DUPLICATE_X")));

        assertThat(judge(gate, order().quantity(10).build(), view(Map.of("isReducing", true))))
                .isEqualTo("DUPLICATE_X");
        assertThat(asked).containsExactly("duplicate");
    }

    @ParameterizedTest
    @EnumSource(names = {"BRACKET", "OTO"})
    void shouldHoldAnExitLegAgainstTheFloorOnly(Contingency contingency) {
        OrderRequest exit =
                OrderRequest.sell(AAPL.id()).quantity(10).stop(Price.of(90)).build();

        assertThat(judge(AAPL, order().quantity(10).build(), contingency, legs(exit), view(Map.of())))
                .isEqualTo("passed");
        assertThat(asked).containsExactly("rule");

        OrderRequest offTick = exit.toBuilder().stop(Price.of("90.005")).build();
        assertThat(judge(AAPL, order().quantity(10).build(), contingency, legs(exit, offTick), view(Map.of())))
                .isEqualTo("GRID_PRICE_OFF_TICK");
    }

    @Test
    void shouldJudgeALegThatAddsExposureByAllRules() {
        OrderRequest more = order().quantity(1000).build();
        RiskView legView = view(Map.of("orderQuantityScaled", 1000L));
        RiskView view = view(Map.of("orderQuantityScaled", 10L, "leg", legView));
        RiskGate gate = gate(new TestRule(
                "size",
                false,
                (order, seen) -> seen.orderQuantityScaled() <= 10
                        ? Optional.empty()
                        : Optional.of(new Denial("LIMIT_SIZE", "", ""))));

        assertThat(judge(gate, AAPL, order().quantity(10).build(), Contingency.OTO, legs(more), view))
                .isEqualTo("LIMIT_SIZE");
        assertThat(judge(gate, AAPL, order().quantity(10).build(), Contingency.OCO, legs(more), view))
                .isEqualTo("LIMIT_SIZE");
    }

    @Test
    void shouldDenyAGroupWhoseLegCannotBeJudged() {
        OrderRequest second = order().quantity(10).limit(Price.of(100)).build();

        assertThat(judge(AAPL, order().quantity(10).build(), Contingency.OCO, legs(second), view(Map.of())))
                .isEqualTo("GROUP_NOT_JUDGED");
    }

    @Test
    void shouldLetTwoExitsReplaceEachOther() {
        OrderRequest target =
                OrderRequest.sell(AAPL.id()).quantity(10).limit(Price.of(120)).build();
        OrderRequest stop =
                OrderRequest.sell(AAPL.id()).quantity(10).stop(Price.of(90)).build();
        OrderRequest larger = stop.toBuilder().quantity(11).build();
        RiskView reducing = view(Map.of("isReducing", true));

        assertThat(judge(AAPL, target, Contingency.OCO, legs(stop), reducing)).isEqualTo("passed");
        assertThat(judge(AAPL, target, Contingency.OCO, legs(larger), reducing)).isEqualTo("GROUP_NOT_JUDGED");
    }

    @Test
    void shouldNotLetAnExitBringAnEntryAlongUnseen() {
        OrderRequest exit = OrderRequest.sell(AAPL.id()).quantity(10).build();
        OrderRequest again = order().quantity(10).build();

        assertThat(judge(AAPL, exit, Contingency.OTO, legs(again), view(Map.of("isReducing", true))))
                .isEqualTo("GROUP_NOT_JUDGED");
    }

    @Test
    void shouldKeepTheLegsItJudged() {
        RiskGate gate = gate(passing("rule"));
        ApprovalVerifier connection = gate.connection("sim", ACCOUNT);
        OrderRequest exit =
                OrderRequest.sell(AAPL.id()).quantity(10).stop(Price.of(90)).build();
        List<ApprovedLeg> legs = new ArrayList<>(legs(exit));

        ApprovedOrder approved = (ApprovedOrder) gate.approve(
                connection,
                AAPL,
                new OrderId(1),
                new ClientOrderId("c-1"),
                order().quantity(10).build(),
                Contingency.BRACKET,
                legs,
                view(Map.of()));
        legs.clear();

        assertThat(approved.legs()).hasSize(1);
        connection.consume(approved);
    }

    @Test
    void shouldRefuseLegsWithoutAContingency() {
        OrderRequest exit = OrderRequest.sell(AAPL.id()).quantity(10).build();

        assertThatThrownBy(() -> judge(AAPL, exit, Contingency.NONE, legs(exit), view(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was NONE with 1 legs");
        assertThatThrownBy(() -> judge(AAPL, exit, Contingency.OCO, List.of(), view(Map.of())))
                .hasMessageContaining("was OCO with 0 legs");
    }

    @Test
    void shouldJudgeAChangeAsTheOrderWillBe() {
        RiskGate gate = gate(new TestRule(
                "size",
                false,
                (order, seen) -> order.quantity().orElseThrow().equals(Quantity.of(10))
                        ? Optional.empty()
                        : Optional.of(new Denial("LIMIT_SIZE", "", ""))));
        ApprovalVerifier connection = gate.connection("sim", ACCOUNT);

        GateDecision same =
                gate.approveReplace(connection, AAPL, intent(OrderChange.toLimit(Price.of(101))), view(Map.of()));
        GateDecision larger =
                gate.approveReplace(connection, AAPL, intent(OrderChange.toQuantity(Quantity.of(20))), view(Map.of()));
        GateDecision offTick =
                gate.approveReplace(connection, AAPL, intent(OrderChange.toLimit(Price.of("100.001"))), view(Map.of()));

        assertThat(same).isInstanceOf(ApprovedReplace.class);
        assertThat(((ApprovedReplace) same).changed().limitPrice()).contains(Price.of(101));
        assertThat(outcome(larger)).isEqualTo("LIMIT_SIZE");
        assertThat(outcome(offTick)).isEqualTo("GRID_PRICE_OFF_TICK");
    }

    @Test
    void shouldDenyWhatARuleCannotJudge() {
        List<RiskRule> broken = List.of(
                new TestRule("throws", false, (order, view) -> {
                    throw new IllegalStateException("boom");
                }),
                new TestRule("asserts", false, (order, view) -> {
                    throw new AssertionError("boom");
                }),
                new TestRule("misses a class", false, (order, view) -> {
                    throw new NoClassDefFoundError("boom");
                }),
                new TestRule("recurses", false, (order, view) -> {
                    throw new StackOverflowError("boom");
                }),
                new TestRule("sneaks", false, (order, view) -> {
                    throw RiskGateTest.<RuntimeException>sneak(new Exception("boom"));
                }),
                new TestRule("answers null", false, (order, view) -> null));

        for (RiskRule rule : broken) {
            assertThat(judge(gate(rule), order().quantity(10).build(), view(Map.of())))
                    .isEqualTo("RULE_FAILED");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Exception> T sneak(Exception e) throws T {
        throw (T) e;
    }

    @Test
    void shouldRefuseAPolicyWithoutRulesAndKeepTheRulesItTook() {
        assertThatThrownBy(() -> RiskGate.standalone(RuleSet.of("empty")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy 'empty' has no rule");
        List<RiskRule> rules = new ArrayList<>(List.of(denying("a", "LIMIT_A")));
        RiskGate gate = RiskGate.standalone(new RuleSet() {
            @Override
            public String name() {
                return "shifty";
            }

            @Override
            public List<RiskRule> rules() {
                return rules;
            }
        });

        rules.clear();

        assertThat(judge(gate, order().quantity(10).build(), view(Map.of()))).isEqualTo("LIMIT_A");
        assertThat(gate.policy()).isEqualTo("shifty");
    }

    @Test
    void shouldAskForAClientOrderIdWhereNoneIsGiven() {
        RiskGate gate = gate(passing("a"));

        assertThatThrownBy(() -> gate.approve(
                        gate.connection("sim", ACCOUNT),
                        AAPL,
                        new OrderId(1),
                        order().quantity(10).build(),
                        view(Map.of())))
                .hasMessageContaining("set clientOrderId");
    }

    @Test
    void shouldShowAFlatAccount() {
        OrderRequest order =
                order().quantity(10).bracket(Bracket.stopPercent(3)).build();
        FlatView view =
                FlatView.of(ACCOUNT, Money.of(10_000, USD), AAPL, order, NOON).withReferencePrice(Price.of("187.50"));

        assertThat(view.notionalE8()).isEqualTo(187_500_000_000L);
        assertThat(view.worstPositionValueE8()).isEqualTo(187_500_000_000L);
        assertThat(view.riskToStopE8()).isEqualTo(5_625_000_000L);
        assertThat(view.equityE8()).isEqualTo(1_000_000_000_000L);
        assertThat(view.referencePriceScaled()).isEqualTo(187_500_000);
        assertThat(view.orderQuantityScaled()).isEqualTo(10);
        assertThat(view.isMarketOpen()).isTrue();
        assertThat(view.now()).isEqualTo(NOON);
        assertThat(view.leg(order).worstPositionScaled()).isEqualTo(20);
        assertThat(view.money(12_345_000_000L)).isEqualTo("123.45 USD");
    }

    @Test
    void shouldShowAFlatAccountWithoutAPrice() {
        FlatView view = FlatView.of(
                ACCOUNT, Money.of(10_000, USD), AAPL, order().quantity(10).build(), NOON);

        assertThat(view.hasReferencePrice()).isFalse();
        assertThat(view.notionalE8()).isEqualTo(Long.MAX_VALUE);
        assertThat(view.riskToStopE8()).isEqualTo(Long.MAX_VALUE);
        assertThat(view.referencePriceScaled()).isZero();
        assertThatThrownBy(() -> FlatView.of(
                        ACCOUNT, Money.of(1, EUR), AAPL, order().quantity(10).build(), NOON))
                .hasMessageContaining("give the equity in USD");
    }

    // --- Making things --------------------------------------------------------------------------------------------

    private interface Check {
        Optional<Denial> check(OrderRequest order, RiskView view);
    }

    private record TestRule(String name, boolean appliesToReducing, Check inner) implements RiskRule {
        @Override
        public Optional<Denial> check(OrderRequest order, RiskView view) {
            return inner.check(order, view);
        }
    }

    private TestRule passing(String name) {
        return new TestRule(name, false, (order, view) -> {
            asked.add(name);
            return Optional.empty();
        });
    }

    private TestRule denying(String name, String code) {
        return new TestRule(name, false, (order, view) -> {
            asked.add(name);
            return Optional.of(new Denial(code, "", ""));
        });
    }

    private static TestRule always(TestRule rule) {
        return new TestRule(rule.name(), true, rule.inner());
    }

    private static RiskGate gate(RiskRule... rules) {
        return RiskGate.standalone(RuleSet.of("test", rules));
    }

    private static OrderRequest.Builder order() {
        return OrderRequest.buy(AAPL.id());
    }

    private static List<ApprovedLeg> legs(OrderRequest... requests) {
        List<ApprovedLeg> legs = new ArrayList<>();
        for (OrderRequest request : requests) {
            legs.add(new ApprovedLeg(new OrderId(10 + legs.size()), new ClientOrderId("leg-" + legs.size()), request));
        }
        return legs;
    }

    private static ReplaceIntent intent(OrderChange change) {
        return new ReplaceIntent(
                new OrderId(1),
                new ClientOrderId("c-1"),
                new VenueOrderId("v-1"),
                new ClientOrderId("c-2"),
                order().quantity(10).limit(Price.of(100)).build(),
                change);
    }

    private String judge(OrderRequest order) {
        return judge(AAPL, order);
    }

    private String judge(Instrument instrument, OrderRequest order) {
        return judge(instrument, order, Contingency.NONE, List.of(), view(Map.of()));
    }

    private String judge(
            Instrument instrument, OrderRequest order, Contingency contingency, List<ApprovedLeg> legs, RiskView view) {
        return judge(gate(passing("rule")), instrument, order, contingency, legs, view);
    }

    private static String judge(RiskGate gate, OrderRequest order, RiskView view) {
        return judge(gate, AAPL, order, Contingency.NONE, List.of(), view);
    }

    private static String judge(
            RiskGate gate,
            Instrument instrument,
            OrderRequest order,
            Contingency contingency,
            List<ApprovedLeg> legs,
            RiskView view) {
        return outcome(gate.approve(
                gate.connection("sim", ACCOUNT),
                instrument,
                new OrderId(1),
                new ClientOrderId("c-1"),
                order,
                contingency,
                legs,
                view));
    }

    private static String outcome(GateDecision decision) {
        return decision instanceof GateDecision.Refused refused
                ? refused.denial().code()
                : "passed";
    }

    /** A view with these answers; ACTIVE, false and zero otherwise. */
    private static RiskView view(Map<String, Object> answers) {
        return (RiskView) Proxy.newProxyInstance(
                RiskView.class.getClassLoader(), new Class<?>[] {RiskView.class}, (proxy, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    if (answer != null) {
                        return answer;
                    }
                    if (method.getName().equals("leg")) {
                        throw new UnsupportedOperationException("no legs");
                    }
                    Class<?> type = method.getReturnType();
                    return type == TradingState.class
                            ? TradingState.ACTIVE
                            : type == boolean.class
                                    ? false
                                    : type == int.class ? (Object) 0 : type == long.class ? 0L : null;
                });
    }
}
