package io.fairlead.core.risk;

import io.fairlead.api.Money;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RuleSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules that a session's gate asks, as one value: {@link #standard()} or {@link #research()}, changed as needed. Each change
 * gives a new policy; {@link #describe()} tells every rule and limit. Immutable; any thread.
 *
 * <pre>{@code
 * RiskPolicy.standard().maxDailyLoss(Money.of("500", USD)).deny(InstrumentId.of("GME", "US"))
 * }</pre>
 *
 * <p>Beneath every policy lies the gate's floor, which no change here touches: account and instrument, the tick and lot grids, and
 * what HALTED and REDUCE_ONLY let through. Two rules more stay in every policy: {@code reference-price} and {@code reduce-only}.
 * All others can be replaced or left out by name. Orders that can only reduce exposure pass all rules but {@code reduce-only} and
 * {@code duplicate-intent}; explicit flattening passes the latter too.
 *
 * <p>Limits without a currency (those of {@link #standard()}) are in the account's base currency. A limit in another currency than
 * the account's denies what it would have to judge ({@code POLICY_CURRENCY}): a rate is no limit.
 */
public final class RiskPolicy implements RuleSet {
    private static final Set<String> FIXED = Set.of(ReferencePriceRule.NAME, ReduceOnlyRule.NAME);
    private static final String CHANGED = " (changed)";

    private static final String SECTOR_SHARE = "30";

    private final String name;
    private final List<RiskRule> rules;
    private final Breakers breakers;

    private RiskPolicy(String name, List<RiskRule> rules, Breakers breakers) {
        this.name = name;
        this.rules = List.copyOf(rules);
        this.breakers = breakers;
    }

    /**
     * For money, real or pretended: the default in PAPER, DRY_RUN and LIVE. In the account's base currency: position value at most
     * 10,000 per instrument and 10 percent of equity, order notional at most 20,000 (an order can turn the largest position round),
     * daily loss at most 1,000, drawdown at most 20 percent of the highest equity, risk per trade at most 2 percent of equity (an
     * order without a stop counts as losing 20 percent of its notional, so that the largest position allowed just passes), at most 50
     * open orders and 100 orders a minute, prices within 10 percent of the last and no older than 15 minutes of open market, gross and
     * net exposure at most equity, buying power, trading hours; at most 30 percent of equity in instruments that move together (a
     * correlation of 0.8 or more), at most 10 losing round trips in a row on a day, the same order once a second, no order that one
     * of the account's own could fill; short sales where the instrument is shortable. Sectors (30 percent of equity each), news and
     * market rules are judged once the host has told them. {@link Breakers#standard()} watch.
     */
    public static RiskPolicy standard() {
        return new RiskPolicy(
                "standard",
                List.of(
                        new ReferencePriceRule(),
                        new ReduceOnlyRule(),
                        new DuplicateIntentRule(Duration.ofSeconds(1)),
                        InstrumentsRule.all(),
                        new ShortSellingRule(true),
                        new MarketRulesRule(MarketRules.none()),
                        new TradingHoursRule(),
                        new NewsBlackoutRule(NewsCalendar.empty()),
                        new StaleDataRule(Duration.ofMinutes(15)),
                        new PriceCollarRule(Millionths.ofPercent("10", PriceCollarRule.NAME, 100)),
                        new SelfTradeRule(),
                        new OrderNotionalRule(AmountLimit.ofBase(20_000)),
                        new PositionValueRule(AmountLimit.ofBase(10_000)),
                        new ConcentrationRule(Millionths.ofPercent("10", ConcentrationRule.NAME, 100)),
                        new RiskPerTradeRule(
                                Millionths.ofPercent("2", RiskPerTradeRule.NAME, 100),
                                Millionths.ofPercent("20", RiskPerTradeRule.NAME, 100)),
                        new BuyingPowerRule(),
                        new LeverageRule(Millionths.ONE),
                        new NetLeverageRule(Millionths.ONE),
                        new SectorExposureRule(
                                Millionths.ofPercent(SECTOR_SHARE, SectorExposureRule.NAME, 100), SectorTable.empty()),
                        new CorrelationRule(Millionths.ofPercent("30", CorrelationRule.NAME, 100), 800_000),
                        new OpenOrdersRule(50),
                        new OrderRateRule(100, Duration.ofMinutes(1)),
                        new DailyLossRule(AmountLimit.ofBase(1_000)),
                        DrawdownRule.ofShare(Millionths.ofPercent("20", DrawdownRule.NAME, 100)),
                        new ConsecutiveLossesRule(10)),
                Breakers.standard());
    }

    /**
     * For studies on past data: the default in BACKTEST. Buying power and gross exposure of at most equity, so that all-in studies
     * run; short sales where the instrument is shortable. No breakers.
     */
    public static RiskPolicy research() {
        return new RiskPolicy(
                "research",
                List.of(
                        new ReferencePriceRule(),
                        new ReduceOnlyRule(),
                        new ShortSellingRule(true),
                        new BuyingPowerRule(),
                        new LeverageRule(Millionths.ONE)),
                Breakers.none());
    }

    /** Its name in reports: {@code standard}, or {@code standard (changed)} once a rule is another, unless {@link #named} says. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public List<RiskRule> rules() {
        return rules;
    }

    /** The same rules under another name. */
    public RiskPolicy named(String newName) {
        if (newName.isBlank()) {
            throw new IllegalArgumentException("a policy needs a name, was '" + newName + "'");
        }
        return new RiskPolicy(newName, rules, breakers);
    }

    /**
     * With one rule more, or instead of the one of its name.
     *
     * @throws IllegalArgumentException if the name is that of a rule that stays
     */
    public RiskPolicy with(RiskRule rule) {
        requireNotFixed(rule.name());
        return replacing(rule);
    }

    private RiskPolicy replacing(RiskRule rule) {
        List<RiskRule> changed = new ArrayList<>(rules);
        int index = indexOf(rule.name());
        if (index < 0) {
            changed.add(rule);
        } else {
            changed.set(index, rule);
        }
        return new RiskPolicy(changedName(), changed, breakers);
    }

    /**
     * Without a rule.
     *
     * @param ruleName its name, as {@link #describe()} shows it
     * @throws IllegalArgumentException if there is no such rule, or it is one that stays
     */
    public RiskPolicy without(String ruleName) {
        requireNotFixed(ruleName);
        int index = indexOf(ruleName);
        if (index < 0) {
            throw new IllegalArgumentException("policy '" + name + "' has no rule '" + ruleName + "'; it has "
                    + rules.stream().map(RiskRule::name).collect(Collectors.joining(", ")));
        }
        List<RiskRule> changed = new ArrayList<>(rules);
        changed.remove(index);
        return new RiskPolicy(changedName(), changed, breakers);
    }

    private void requireNotFixed(String ruleName) {
        if (FIXED.contains(ruleName)) {
            throw new IllegalArgumentException("rule '" + ruleName + "' stays in every policy");
        }
    }

    private String changedName() {
        return (name.equals("standard") || name.equals("research")) ? name + CHANGED : name;
    }

    private int indexOf(String ruleName) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).name().equals(ruleName)) {
                return i;
            }
        }
        return -1;
    }

    /** What a position, with all that works on its side, may be worth at the most ({@code position-value}). */
    public RiskPolicy maxPositionValue(Money amount) {
        return replacing(new PositionValueRule(AmountLimit.of(amount, "maxPositionValue")));
    }

    /** What an order may be worth at the most ({@code order-notional}). */
    public RiskPolicy maxOrderNotional(Money amount) {
        return replacing(new OrderNotionalRule(AmountLimit.of(amount, "maxOrderNotional")));
    }

    /** What a day may lose, realised and unrealised less fees, before nothing more is entered ({@code daily-loss}). */
    public RiskPolicy maxDailyLoss(Money amount) {
        return replacing(new DailyLossRule(AmountLimit.of(amount, "maxDailyLoss")));
    }

    /** How far equity may fall from its highest value before nothing more is entered ({@code drawdown}), as an amount. */
    public RiskPolicy maxDrawdown(Money amount) {
        return replacing(DrawdownRule.of(AmountLimit.of(amount, "maxDrawdown")));
    }

    /** The same as a share of the highest value ({@code drawdown}): {@code "20"}; above 0, at most 100. */
    public RiskPolicy maxDrawdownPercent(String percent) {
        return replacing(DrawdownRule.ofShare(Millionths.ofPercent(percent, "maxDrawdownPercent", 100)));
    }

    /** The largest share of equity in one instrument ({@code concentration}): {@code "10"}; above 0, at most 10000. */
    public RiskPolicy maxConcentrationPercent(String percent) {
        return replacing(new ConcentrationRule(Millionths.ofPercent(percent, "maxConcentrationPercent", 10_000)));
    }

    /**
     * The largest share of equity that a trade may lose to its stop ({@code risk-per-trade}); an order without a stop counts as losing
     * 20 percent of its notional.
     *
     * @param percent {@code "1.5"}; above 0, at most 100
     */
    public RiskPolicy maxRiskPerTradePercent(String percent) {
        return maxRiskPerTradePercent(percent, "20");
    }

    /**
     * The largest share of equity that a trade may lose ({@code risk-per-trade}).
     *
     * @param percent {@code "1.5"}; above 0, at most 100
     * @param lossWithoutStop the share of its notional that an order without a stop counts as losing, in percent; above 0, at most
     *     100: {@code "100"} all but forbids orders without a stop
     */
    public RiskPolicy maxRiskPerTradePercent(String percent, String lossWithoutStop) {
        return replacing(new RiskPerTradeRule(
                Millionths.ofPercent(percent, "maxRiskPerTradePercent", 100),
                Millionths.ofPercent(lossWithoutStop, "lossWithoutStop", 100)));
    }

    /** How many times equity gross exposure may be ({@code leverage}): 1 or {@code 1.5}; above 0, at most 1000. */
    public RiskPolicy maxLeverage(BigDecimal timesEquity) {
        return replacing(new LeverageRule(Millionths.ofFactor(timesEquity, "maxLeverage", 1000)));
    }

    /**
     * How many times equity long less short exposure may be, either way ({@code net-leverage}): 1 or {@code 0.5}; above 0, at most
     * 1000.
     */
    public RiskPolicy maxNetLeverage(BigDecimal timesEquity) {
        return replacing(new NetLeverageRule(Millionths.ofFactor(timesEquity, "maxNetLeverage", 1000)));
    }

    /** Which sector each instrument belongs to ({@code sector-exposure}); 30 percent of equity per sector unless said. */
    public RiskPolicy sectors(SectorTable table) {
        long share = sectorRule()
                .map(SectorExposureRule::millionths)
                .orElse(Millionths.ofPercent(SECTOR_SHARE, SectorExposureRule.NAME, 100));
        return replacing(new SectorExposureRule(share, table));
    }

    /** The largest share of equity in one sector ({@code sector-exposure}): {@code "30"}; above 0, at most 10000. */
    public RiskPolicy maxSectorExposurePercent(String percent) {
        SectorTable table = sectorRule().map(SectorExposureRule::table).orElse(SectorTable.empty());
        return replacing(
                new SectorExposureRule(Millionths.ofPercent(percent, "maxSectorExposurePercent", 10_000), table));
    }

    private Optional<SectorExposureRule> sectorRule() {
        return rule(SectorExposureRule.NAME)
                .filter(SectorExposureRule.class::isInstance)
                .map(SectorExposureRule.class::cast);
    }

    /**
     * The largest share of equity in what moves together ({@code correlation}). Correlation is Pearson's, of the returns of the last
     * 60 bars that both instruments have of the interval that the session subscribed to first, known from 20 on.
     *
     * @param percent {@code "30"}; above 0, at most 10000
     * @param minCorrelation from which correlation on two count as one: {@code "0.8"}; above 0, at most 1
     */
    public RiskPolicy maxCorrelatedExposurePercent(String percent, String minCorrelation) {
        long bound = Millionths.ofFactor(new BigDecimal(minCorrelation), "minCorrelation", 1);
        return replacing(new CorrelationRule(
                Millionths.ofPercent(percent, "maxCorrelatedExposurePercent", 10_000), (int) bound));
    }

    /** How many round trips in a row a day may lose before nothing more is entered that day ({@code consecutive-losses}); 1 or more. */
    public RiskPolicy maxConsecutiveLosses(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("maxConsecutiveLosses must be 1 or more, was " + count);
        }
        return replacing(new ConsecutiveLossesRule(count));
    }

    /** How old the last price may be to be entered on, in time of open market ({@code stale-data}); more than no time. */
    public RiskPolicy maxDataAge(Duration age) {
        return replacing(new StaleDataRule(positive(age, "maxDataAge")));
    }

    /** Within what time the same order of a strategy is a mistake ({@code duplicate-intent}); more than no time. */
    public RiskPolicy duplicateWindow(Duration window) {
        return replacing(new DuplicateIntentRule(positive(window, "duplicateWindow")));
    }

    private static Duration positive(Duration span, String what) {
        if (span.isZero() || span.isNegative()) {
            throw new IllegalArgumentException(what + " must be more than no time, was " + span);
        }
        return span;
    }

    /** When nothing is entered because of news ({@code news-blackout}); replaces the calendar that was there. */
    public RiskPolicy news(NewsCalendar calendar) {
        return replacing(new NewsBlackoutRule(calendar));
    }

    /** What kind of account it is, by the rules that hold for it ({@code market-rules}); replaces what was told before. */
    public RiskPolicy marketRules(MarketRules rulesOfTheMarket) {
        return replacing(new MarketRulesRule(rulesOfTheMarket));
    }

    /** What takes trading back to REDUCE_ONLY and HALTED; replaces the breakers that were there. */
    public RiskPolicy breakers(Breakers watching) {
        return new RiskPolicy(changedName(), rules, Objects.requireNonNull(watching, "watching"));
    }

    /** The breakers. */
    public Breakers breakers() {
        return breakers;
    }

    /** How far limit and trigger may lie from the last price ({@code price-collar}): {@code "5"}; above 0, at most 10000. */
    public RiskPolicy priceCollarPercent(String percent) {
        return replacing(new PriceCollarRule(Millionths.ofPercent(percent, "priceCollarPercent", 10_000)));
    }

    /** How many orders may work at once, a group counting as one ({@code open-orders}); 0 or more. */
    public RiskPolicy maxOpenOrders(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("maxOpenOrders must be 0 or more, was " + count);
        }
        return replacing(new OpenOrdersRule(count));
    }

    /** How many orders may be submitted within a span of time ({@code order-rate}). */
    public RiskPolicy maxOrderRate(int count, Duration window) {
        if (count < 1 || window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException(
                    "maxOrderRate must be 1 or more within more than no time, was " + count + " within " + window);
        }
        return replacing(new OrderRateRule(count, window));
    }

    /** Lets these instruments be entered and no other ({@code instruments}); replaces an allow list, keeps the deny list. */
    public RiskPolicy allowOnly(InstrumentId... ids) {
        return replacing(instruments().allowingOnly(List.of(ids)));
    }

    /** Lets these instruments not be entered ({@code instruments}); adds to the deny list. */
    public RiskPolicy deny(InstrumentId... ids) {
        return replacing(instruments().denying(List.of(ids)));
    }

    private InstrumentsRule instruments() {
        int index = indexOf(InstrumentsRule.NAME);
        return index >= 0 && rules.get(index) instanceof InstrumentsRule rule ? rule : InstrumentsRule.all();
    }

    /** Whether shortable instruments may be sold short ({@code short-selling}). */
    public RiskPolicy shortSelling(boolean allowed) {
        return replacing(new ShortSellingRule(allowed));
    }

    /** The leverage that {@link #maxLeverage} allows: what buying power is reckoned with; empty without the rule. */
    public Optional<BigDecimal> leverage() {
        int index = indexOf(LeverageRule.NAME);
        return index >= 0 && rules.get(index) instanceof LeverageRule rule
                ? Optional.of(new BigDecimal(Millionths.asFactor(rule.millionths())))
                : Optional.empty();
    }

    /** A rule by its name. */
    public Optional<RiskRule> rule(String ruleName) {
        int index = indexOf(Objects.requireNonNull(ruleName, "ruleName"));
        return index < 0 ? Optional.empty() : Optional.of(rules.get(index));
    }

    /** The floor, every rule and every breaker with its limits, one line each, in the order in which they are asked: for reports. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        lines.add("floor: account, instrument, tick and lot grid, trading state");
        rules.forEach(rule -> lines.add(rule.describe()));
        lines.addAll(breakers.describe());
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return name + " " + describe();
    }
}
