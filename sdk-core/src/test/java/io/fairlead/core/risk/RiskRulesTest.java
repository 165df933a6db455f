package io.fairlead.core.risk;

import static io.fairlead.core.risk.SampleView.AAPL;
import static io.fairlead.core.risk.SampleView.e8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.GateDecision;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.risk.TradingState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule through the gate: it passes at its limit, denies one step beyond, is what denies, and leaves exits alone. */
class RiskRulesTest {
    private static final RiskPolicy STANDARD = RiskPolicy.standard();
    private static final OrderRequest MARKET = order().market().build();

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    /** Rules that hold for exits too. */
    private static final Set<String> EXITS_TOO = Set.of("duplicate-intent");

    private static long at(Instant time) {
        return EpochNanos.of(time);
    }

    /** A rule at its limit and one step beyond. */
    record Case(
            String what,
            String rule,
            String code,
            RiskPolicy policy,
            OrderRequest at,
            OrderRequest beyond,
            Consumer<SampleView> viewAt,
            Consumer<SampleView> viewBeyond) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(number(
                "order notional",
                "order-notional",
                "LIMIT_ORDER_NOTIONAL",
                STANDARD,
                (view, step) -> view.notional = e8(20_000) + step));
        cases.add(number(
                "position value",
                "position-value",
                "LIMIT_POSITION_VALUE",
                STANDARD,
                (view, step) -> view.worstValue = e8(10_000) + step));
        cases.add(number(
                "own position value",
                "position-value",
                "LIMIT_POSITION_VALUE",
                STANDARD.maxPositionValue(Money.of("1234.56", Currency.USD)),
                (view, step) -> view.worstValue = 123_456_000_000L + step));
        cases.add(number("concentration", "concentration", "LIMIT_CONCENTRATION", STANDARD, (view, step) -> {
            view.equity = e8(50_000);
            view.worstValue = e8(5_000) + step;
        }));
        cases.add(number("risk to the stop", "risk-per-trade", "LIMIT_RISK_PER_TRADE", STANDARD, (view, step) -> {
            view.equity = e8(50_000);
            view.riskToStop = e8(1_000) + step;
        }));
        cases.add(number("risk without a stop", "risk-per-trade", "LIMIT_RISK_PER_TRADE", STANDARD, (view, step) -> {
            view.equity = e8(50_000);
            view.riskToStop = Long.MAX_VALUE;
            view.notional = e8(5_000) + step;
        }));
        cases.add(number("buying power", "buying-power", "BUYING_POWER_EXCEEDED", STANDARD, (view, step) -> {
            view.buyingPower = e8(1_000);
            view.required = e8(1_000) + step;
        }));
        cases.add(number(
                "leverage", "leverage", "LIMIT_LEVERAGE", STANDARD, (view, step) -> view.gross = e8(1_000_000) + step));
        cases.add(number(
                "leverage of one and a half",
                "leverage",
                "LIMIT_LEVERAGE",
                STANDARD.maxLeverage(new BigDecimal("1.5")),
                (view, step) -> view.gross = e8(1_500_000) + step));
        cases.add(number(
                "leverage in research",
                "leverage",
                "LIMIT_LEVERAGE",
                RiskPolicy.research(),
                (view, step) -> view.gross = e8(1_000_000) + step));
        cases.add(number(
                "open orders",
                "open-orders",
                "LIMIT_OPEN_ORDERS",
                STANDARD,
                (view, step) -> view.openOrders = 49 + step));
        cases.add(number(
                "order rate",
                "order-rate",
                "LIMIT_ORDER_RATE",
                STANDARD,
                (view, step) -> view.recentOrders = 99 + step));
        cases.add(number(
                "daily loss",
                "daily-loss",
                "LIMIT_DAILY_LOSS",
                STANDARD,
                (view, step) -> view.dayPnl = e8(-1_000) - step));
        cases.add(number(
                "drawdown",
                "drawdown",
                "LIMIT_DRAWDOWN",
                STANDARD.maxDrawdown(Money.of("500", Currency.USD)),
                (view, step) -> view.drawdown = e8(-500) - step));
        cases.add(number(
                "short sale of what cannot be lent",
                "short-selling",
                "SHORT_NOT_SHORTABLE",
                STANDARD,
                sell(10),
                (view, step) -> {
                    view.instrument = AAPL.toBuilder().shortable(false).build();
                    view.worstPosition = -step;
                }));
        cases.add(number(
                "short sale against the policy",
                "short-selling",
                "SHORT_NOT_ALLOWED",
                STANDARD.shortSelling(false),
                sell(10),
                (view, step) -> view.worstPosition = -step));
        cases.add(number(
                "net leverage",
                "net-leverage",
                "LIMIT_NET_LEVERAGE",
                STANDARD,
                (view, step) -> view.net = e8(1_000_000) + step));
        cases.add(number(
                "own net leverage",
                "net-leverage",
                "LIMIT_NET_LEVERAGE",
                STANDARD.maxNetLeverage(new BigDecimal("0.25")),
                (view, step) -> view.net = e8(250_000) + step));
        cases.add(number(
                "sector exposure",
                "sector-exposure",
                "LIMIT_SECTOR_EXPOSURE",
                STANDARD.sectors(SectorTable.empty().with(AAPL.id(), "technology")),
                (view, step) -> view.weighted = e8(300_000) + step));
        cases.add(number(
                "own sector exposure",
                "sector-exposure",
                "LIMIT_SECTOR_EXPOSURE",
                STANDARD.maxSectorExposurePercent("12.5")
                        .sectors(SectorTable.empty().with(AAPL.id(), "technology")),
                (view, step) -> view.weighted = e8(125_000) + step));
        cases.add(number(
                "correlated exposure",
                "correlation",
                "LIMIT_CORRELATED_EXPOSURE",
                STANDARD,
                (view, step) -> view.correlated = e8(300_000) + step));
        cases.add(number(
                "own correlated exposure",
                "correlation",
                "LIMIT_CORRELATED_EXPOSURE",
                STANDARD.maxCorrelatedExposurePercent("20", "0.7"),
                (view, step) -> view.correlated = e8(200_000) + step));
        cases.add(number(
                "losses in a row",
                "consecutive-losses",
                "LIMIT_CONSECUTIVE_LOSSES",
                STANDARD,
                (view, step) -> view.losses = 9 + step));
        cases.add(number(
                "stale data",
                "stale-data",
                "DATA_STALE",
                STANDARD,
                (view, step) -> view.dataAge = Duration.ofMinutes(15).toNanos() + step));
        cases.add(number(
                "data of unknown age",
                "stale-data",
                "DATA_STALE",
                STANDARD,
                (view, step) -> view.dataAge = step == 0 ? 0 : Long.MAX_VALUE));
        cases.add(number(
                "duplicate intent",
                "duplicate-intent",
                "DUPLICATE_INTENT",
                STANDARD,
                (view, step) -> view.sameIntents = step));
        cases.add(number(
                "self-trade", "self-trade", "SELF_TRADE_POSSIBLE", STANDARD, (view, step) -> view.crosses = step == 1));
        cases.add(number(
                "news of the instrument",
                "news-blackout",
                "NEWS_BLACKOUT",
                STANDARD.news(
                        NewsCalendar.empty().with(AAPL.id(), NOW.minusSeconds(60), NOW.plusSeconds(60), "earnings")),
                (view, step) -> view.now = at(NOW.minusSeconds(60)) - 1 + step));
        cases.add(number(
                "news of the market",
                "news-blackout",
                "NEWS_BLACKOUT",
                STANDARD.news(NewsCalendar.empty().withMarket("US", NOW.minusSeconds(60), NOW, "rate decision")),
                (view, step) -> view.now = at(NOW) - step));
        cases.add(number("drawdown in percent", "drawdown", "LIMIT_DRAWDOWN", STANDARD, (view, step) -> {
            view.equity = e8(80_000) - step;
            view.drawdown = e8(-20_000) - step;
        }));
        cases.add(number(
                "day trades",
                "market-rules",
                "MARKET_DAY_TRADES",
                STANDARD.marketRules(MarketRules.usMargin()),
                (view, step) -> {
                    view.equity = e8(24_999);
                    view.dayTrades = 1;
                    view.openedToday = 1 + step;
                }));
        cases.add(number(
                "unsettled cash",
                "market-rules",
                "MARKET_UNSETTLED_CASH",
                STANDARD.marketRules(MarketRules.usCash()),
                (view, step) -> view.unsettled = e8(999_000) + step));
        cases.add(prices("limit above", order().limit(Price.of("110")), order().limit(Price.of("110.01"))));
        cases.add(prices("limit below", order().limit(Price.of("90")), order().limit(Price.of("89.99"))));
        cases.add(prices("trigger", order().stop(Price.of("110")), order().stop(Price.of("110.01"))));
        cases.add(prices(
                "limit of a stop-limit",
                order().stopLimit(Price.of("105"), Price.of("110")),
                order().stopLimit(Price.of("105"), Price.of("110.01"))));
        cases.add(new Case(
                "allow list",
                "instruments",
                "INSTRUMENT_NOT_ALLOWED",
                STANDARD.allowOnly(InstrumentId.of("MSFT", "US")),
                MARKET,
                MARKET,
                view -> view.reducing = true,
                view -> {}));
        cases.add(new Case(
                "deny list",
                "instruments",
                "INSTRUMENT_DENIED",
                STANDARD.deny(AAPL.id()),
                MARKET,
                MARKET,
                view -> view.reducing = true,
                view -> {}));
        cases.add(new Case(
                "market order after hours",
                "trading-hours",
                "SESSION_CLOSED",
                STANDARD,
                order().marketOnOpen().build(),
                MARKET,
                view -> view.marketOpen = false,
                view -> view.marketOpen = false));
        cases.add(new Case(
                "IOC after hours",
                "trading-hours",
                "SESSION_CLOSED",
                STANDARD,
                order().limit(Price.of(100))
                        .extendedHours()
                        .timeInForce(TimeInForce.IOC)
                        .build(),
                order().limit(Price.of(100)).timeInForce(TimeInForce.IOC).build(),
                view -> view.marketOpen = false,
                view -> view.marketOpen = false));
        return cases.stream();
    }

    static Stream<Case> casesThatExemptExits() {
        return cases().filter(one -> !EXITS_TOO.contains(one.rule));
    }

    /** Every rule of the standard, the two that stay included. */
    static Stream<String> rulesOfTheStandard() {
        return STANDARD.rules().stream().map(RiskRule::name);
    }

    private static Case caseOf(String rule) {
        Case noPrice = new Case(
                "no price",
                ReferencePriceRule.NAME,
                "NO_REFERENCE_PRICE",
                STANDARD,
                MARKET,
                MARKET,
                view -> {},
                view -> {
                    view.hasReference = false;
                    view.dataAge = Long.MAX_VALUE;
                });
        OrderRequest exit =
                OrderRequest.sell(AAPL.id()).quantity(10).reduceOnly().build();
        Case tooMuch = new Case(
                "exit of more than there is",
                ReduceOnlyRule.NAME,
                "REDUCE_ONLY_EXCEEDED",
                STANDARD,
                exit,
                exit,
                view -> view.reducing = true,
                view -> view.position = 9);
        return Stream.concat(Stream.of(noPrice, tooMuch), cases())
                .filter(one -> one.rule.equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no case of rule " + rule));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesOfTheStandard")
    void everyRuleMatters(String rule) {
        Case one = caseOf(rule);
        RiskRule[] others = one.policy.rules().stream()
                .filter(other -> !other.name().equals(rule))
                .toArray(RiskRule[]::new);

        assertThat(denial(judge(one.policy, one.beyond, one.viewBeyond)).code()).isEqualTo(one.code);
        assertThat(judge(RuleSet.of("one less", others), one.beyond, one.viewBeyond))
                .isInstanceOf(ApprovedOrder.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldGiveNoCodeThatItDoesNotTell(Case one) {
        RiskRule rule = one.policy.rule(one.rule).orElseThrow();

        assertThat(rule.codes()).contains(one.code).doesNotHaveDuplicates();
    }

    @Test
    void shouldHoldTheRuleAgainstAskingTwiceForExitsTooButNotForFlattening() {
        Consumer<SampleView> twice = view -> {
            view.sameIntents = 1;
            view.reducing = true;
        };

        assertThat(denial(judge(STANDARD, sell(10), twice)).code()).isEqualTo("DUPLICATE_INTENT");
        assertThat(judge(STANDARD, sell(10), twice.andThen(view -> view.flattening = true)))
                .isInstanceOf(ApprovedOrder.class);
    }

    @Test
    void shouldJudgeNoSectorThatTheTableDoesNotTell() {
        RiskPolicy policy = STANDARD.sectors(SectorTable.of(Map.of(InstrumentId.of("XOM", "US"), "energy")));

        assertThat(judge(policy, MARKET, view -> view.weighted = e8(900_000))).isInstanceOf(ApprovedOrder.class);
        assertThat(STANDARD.rule("sector-exposure").orElseThrow().describe()).contains("not judged");
        assertThat(policy.rule("sector-exposure").orElseThrow().describe()).contains("1 instruments have one");
    }

    @Test
    void shouldNotCallDataStaleThatWasNeverThere() {
        assertThat(judge(STANDARD, order().limit(Price.of("17")).build(), view -> {
                    view.hasReference = false;
                    view.dataAge = Long.MAX_VALUE;
                }))
                .isInstanceOf(ApprovedOrder.class);
    }

    @Test
    void shouldBlackOutWhatTheNewsIsAboutAndNothingElse() {
        NewsCalendar calendar = NewsCalendar.empty()
                .with(InstrumentId.of("MSFT", "US"), NOW.minusSeconds(1), NOW.plusSeconds(1), "earnings")
                .withMarket("XETR", NOW.minusSeconds(1), NOW.plusSeconds(1), "holiday")
                .withAll(NOW.plusSeconds(5), NOW.plusSeconds(9), "war")
                .withAll(NOW.plusSeconds(4), NOW.plusSeconds(20), "rumour");

        assertThat(judge(STANDARD.news(calendar), MARKET, view -> {})).isInstanceOf(ApprovedOrder.class);
        assertThat(calendar.at(AAPL.id(), NOW.plusSeconds(6)).orElseThrow().reason())
                .isEqualTo("rumour");
        assertThat(denial(judge(STANDARD.news(calendar), MARKET, view -> view.now = at(NOW.plusSeconds(6))))
                        .remedy())
                .endsWith("enter from " + NOW.plusSeconds(20) + " on");
    }

    private interface Step {
        void set(SampleView view, int step);
    }

    private static Case number(String what, String rule, String code, RiskPolicy policy, Step step) {
        return number(what, rule, code, policy, MARKET, step);
    }

    private static Case number(
            String what, String rule, String code, RiskPolicy policy, OrderRequest order, Step step) {
        return new Case(what, rule, code, policy, order, order, view -> step.set(view, 0), view -> step.set(view, 1));
    }

    private static Case prices(String what, OrderRequest.Builder at, OrderRequest.Builder beyond) {
        return new Case(
                what,
                "price-collar",
                "LIMIT_PRICE_COLLAR",
                STANDARD,
                at.build(),
                beyond.build(),
                view -> {},
                view -> {});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldPassAtTheLimit(Case one) {
        assertThat(judge(one.policy, one.at, one.viewAt)).isInstanceOf(ApprovedOrder.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldDenyOneStepBeyond(Case one) {
        Denial denial = denial(judge(one.policy, one.beyond, one.viewBeyond));

        assertThat(denial.code()).isEqualTo(one.code);
        assertThat(denial.detail()).contains("=");
        assertThat(denial.remedy()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldBeTheRuleThatDenies(Case one) {
        assertThat(judge(one.policy.without(one.rule), one.beyond, one.viewBeyond))
                .isInstanceOf(ApprovedOrder.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("casesThatExemptExits")
    void shouldLetAnExitPass(Case one) {
        assertThat(judge(one.policy, one.beyond, one.viewBeyond.andThen(view -> view.reducing = true)))
                .isInstanceOf(ApprovedOrder.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldLetFlatteningPassInAHaltedSession(Case one) {
        Consumer<SampleView> flattening = view -> {
            view.state = TradingState.HALTED;
            view.reducing = true;
            view.flattening = true;
        };

        assertThat(judge(one.policy, one.beyond, one.viewBeyond.andThen(flattening)))
                .isInstanceOf(ApprovedOrder.class);
    }

    @Test
    void shouldHaveACaseForEveryRuleThatCanBeLeftOut() {
        Set<String> tested = new TreeSet<>(Set.of(ReferencePriceRule.NAME, ReduceOnlyRule.NAME));
        cases().forEach(one -> tested.add(one.rule));

        RiskPolicy all = STANDARD.maxDrawdown(Money.of(1, Currency.USD));

        assertThat(tested).containsAll(all.rules().stream().map(RiskRule::name).toList());
    }

    @Test
    void shouldDenyAMarketOrderWithoutAPriceToReckonWith() {
        Consumer<SampleView> noPrice = view -> {
            view.hasReference = false;
            view.notional = Long.MAX_VALUE;
            view.worstValue = Long.MAX_VALUE;
        };

        assertThat(denial(judge(RiskPolicy.research(), MARKET, noPrice)).code()).isEqualTo("NO_REFERENCE_PRICE");
        assertThat(judge(RiskPolicy.research(), MARKET, noPrice.andThen(view -> view.reducing = true)))
                .isInstanceOf(ApprovedOrder.class);
        assertThat(judge(STANDARD, order().limit(Price.of("17")).build(), view -> view.hasReference = false))
                .isInstanceOf(ApprovedOrder.class);
    }

    @Test
    void shouldDenyWithoutARateOfExchange() {
        assertThat(denial(judge(RiskPolicy.research(), MARKET, view -> view.hasRates = false))
                        .code())
                .isEqualTo("FX_RATE_MISSING");
    }

    @Test
    void shouldDenyAReduceOnlyOrderThatDoesNotReduce() {
        OrderRequest reduceOnly =
                OrderRequest.sell(AAPL.id()).quantity(10).reduceOnly().build();
        Consumer<SampleView> tooMuch = view -> {
            view.position = 15;
            view.available = 9;
            view.worstPosition = 0;
        };

        Denial denial = denial(judge(RiskPolicy.research(), reduceOnly, tooMuch));

        assertThat(denial.code()).isEqualTo("REDUCE_ONLY_EXCEEDED");
        assertThat(denial.detail()).isEqualTo("side=SELL quantity=10 position=15 available=9");
        assertThat(judge(RiskPolicy.research(), reduceOnly, view -> view.reducing = true))
                .isInstanceOf(ApprovedOrder.class);
    }

    @Test
    void shouldSayWhatWouldPass() {
        Denial denial = denial(judge(STANDARD, MARKET, view -> {
            view.notional = e8(1_000);
            view.orderQuantity = 10;
            view.worstValue = e8(10_350);
        }));

        assertThat(denial)
                .isEqualTo(new Denial(
                        "LIMIT_POSITION_VALUE",
                        "position=10350 USD max=10000 USD",
                        "ask for at most 6, or raise maxPositionValue"));
        assertThat(denial(judge(STANDARD, order().limit(Price.of("120")).build(), view -> {}))
                        .remedy())
                .isEqualTo("ask for a price from 90 to 110");
    }

    @Test
    void shouldDenyEverythingWithoutEquity() {
        assertThat(denial(judge(STANDARD, MARKET, view -> view.equity = 0)).code())
                .isEqualTo("LIMIT_CONCENTRATION");
        assertThat(denial(judge(RiskPolicy.research(), MARKET, view -> view.equity = -1))
                        .code())
                .isEqualTo("LIMIT_LEVERAGE");
    }

    @Test
    void shouldCollarNegativePricesByTheirSize() {
        Instrument spread = AAPL.toBuilder().build();
        SampleView view = new SampleView();
        view.instrument = spread;
        view.reference = -100_000_000;

        PriceCollarRule rule = new PriceCollarRule(100_000);

        assertThat(rule.check(order().limit(Price.of("-90")).build(), view)).isEmpty();
        assertThat(rule.check(order().limit(Price.of("-110")).build(), view)).isEmpty();
        assertThat(rule.check(order().limit(Price.of("-110.01")).build(), view)).isPresent();
        assertThat(rule.check(order().limit(Price.of("100")).build(), view)).isPresent();
    }

    @Test
    void shouldDenyALimitInAnotherCurrencyThanTheAccounts() {
        RiskPolicy policy = STANDARD.maxDailyLoss(Money.of("500", Currency.USD));

        Denial denial = denial(judge(policy, MARKET, view -> view.baseCurrency = Currency.EUR));

        assertThat(denial.code()).isEqualTo("POLICY_CURRENCY");
        assertThat(denial.detail()).isEqualTo("rule=daily-loss limit=500 USD base=EUR");
        assertThat(judge(STANDARD, MARKET, view -> view.baseCurrency = Currency.EUR))
                .isInstanceOf(ApprovedOrder.class);
    }

    private static OrderRequest.Builder order() {
        return OrderRequest.of(AAPL.id(), Side.BUY).quantity(10).clientOrderId(new ClientOrderId("c-1"));
    }

    private static OrderRequest sell(long quantity) {
        return OrderRequest.sell(AAPL.id()).quantity(quantity).build();
    }

    private static Denial denial(GateDecision decision) {
        assertThat(decision).isInstanceOf(GateDecision.Refused.class);
        return ((GateDecision.Refused) decision).denial();
    }

    private static GateDecision judge(RuleSet policy, OrderRequest order, Consumer<SampleView> change) {
        SampleView view = new SampleView();
        change.accept(view);
        RiskGate gate = RiskGate.standalone(policy);
        ApprovalVerifier connection = gate.connection("sim", view.account());
        OrderRequest named =
                order.toBuilder().clientOrderId(new ClientOrderId("c-1")).build();
        return gate.approve(connection, view.instrument(), new OrderId(1), named, view);
    }
}
