package io.fairlead.core.risk;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rules of law and of self-regulators for a kind of account, each with its source and the dates between which it holds; a backtest
 * meets the rules of its own time. The host says what kind of account it is; without that none applies. They keep an account out of
 * trouble and are no legal advice: what they leave out, each says. Immutable; any thread.
 *
 * <p>Dates are those of the instrument's market. What depends on earlier fills (day trades, unsettled cash) knows the fills that the
 * session has seen, and no others.
 */
public final class MarketRules {
    /** The version of this data. */
    public static final String VERSION = "2026-11";

    private static final LocalDate DAY_TRADE_RULE_ENDED = LocalDate.of(2026, 6, 4);
    private static final LocalDate PHASE_IN_ENDS = LocalDate.of(2027, 10, 20);
    private static final MarketRules NONE = new MarketRules(List.of());

    private final List<DatedRule> rules;

    private MarketRules(List<DatedRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** None: the kind of account is not told. */
    public static MarketRules none() {
        return NONE;
    }

    /**
     * A margin account in the United States whose broker still counts day trades: until {@code 2027-10-20}, the last day on which it
     * may. FINRA Rule 4210(f)(8)(B), since 2001-09-28 (then NASD Rule 2520); its end was approved on 2026-04-14 (SR-FINRA-2025-017,
     * 91 FR 20731) with effect from 2026-06-04, and brokers may take until 2027-10-20. Margin itself is the broker's to reckon: buying
     * power and leverage are limited by the policy, not here.
     */
    public static MarketRules usMargin() {
        return usMargin(PHASE_IN_ENDS.plusDays(1));
    }

    /**
     * The same for a broker that has gone over to intraday margin.
     *
     * @param intradayMarginSince the first day on which the broker does not count day trades any more: 2026-06-04 to 2027-10-21
     * @throws BadInputException if no broker could have done so on that day
     */
    public static MarketRules usMargin(LocalDate intradayMarginSince) {
        if (intradayMarginSince.isBefore(DAY_TRADE_RULE_ENDED)
                || intradayMarginSince.isAfter(PHASE_IN_ENDS.plusDays(1))) {
            throw new BadInputException("a broker may stop counting day trades from " + DAY_TRADE_RULE_ENDED + " to "
                    + PHASE_IN_ENDS.plusDays(1) + ", was " + intradayMarginSince);
        }
        return new MarketRules(List.of(new DayTradeLimit(
                LocalDate.of(2001, 9, 28),
                intradayMarginSince.minusDays(1),
                "FINRA Rule 4210(f)(8)(B); ended by SR-FINRA-2025-017, 91 FR 20731")));
    }

    /**
     * A cash account in the United States: no short sales, and purchases from settled cash only. Sales settle after three business
     * days until 2017-09-04, after two until 2024-05-27, after one since (SEC Rule 15c6-1, 17 CFR 240.15c6-1).
     */
    public static MarketRules usCash() {
        return new MarketRules(List.of(
                new NoShortInCash(LocalDate.of(1998, 4, 1), "Regulation T, 12 CFR 220.12"),
                new SettledCash(3, LocalDate.of(1995, 6, 7), LocalDate.of(2017, 9, 4), "SEC Rule 15c6-1, T+3"),
                new SettledCash(
                        2, LocalDate.of(2017, 9, 5), LocalDate.of(2024, 5, 27), "SEC Rule 15c6-1, 82 FR 15564, T+2"),
                new SettledCash(1, LocalDate.of(2024, 5, 28), null, "SEC Rule 15c6-1, 88 FR 13872, T+1")));
    }

    /**
     * A retail client of a European broker: leverage of contracts for difference. ESMA's decision held from 2018-08-01 to 2019-07-31;
     * national measures with the same limits or stricter ones have followed.
     *
     * @param classes what each contract is on; one that is not told counts as crypto, at 2:1
     */
    public static MarketRules retailCfd(Map<InstrumentId, CfdClass> classes) {
        Map<InstrumentId, CfdClass> copy = Map.copyOf(new TreeMap<>(classes));
        return new MarketRules(List.of(
                new CfdMargin(
                        copy,
                        LocalDate.of(2018, 8, 1),
                        LocalDate.of(2019, 7, 31),
                        "ESMA Decision (EU) 2018/796, article 2"),
                new CfdMargin(
                        copy,
                        LocalDate.of(2019, 8, 1),
                        null,
                        "national measures after ESMA Decision (EU) 2018/796, at least as strict")));
    }

    /** These rules and others. */
    public MarketRules and(MarketRules others) {
        List<DatedRule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        return new MarketRules(all);
    }

    /** Every rule in a line: what it says, from when to when, and where it stands. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (DatedRule rule : rules) {
            LocalDate last = rule.to();
            lines.add(rule.code() + ": " + rule.what() + " (" + rule.from() + " to " + (last == null ? "now" : last)
                    + "; " + rule.source() + ")");
        }
        return List.copyOf(lines);
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    Optional<Denial> check(OrderRequest order, RiskView view) {
        LocalDate today =
                LocalDate.ofInstant(view.now(), view.instrument().calendar().zone());
        for (DatedRule rule : rules) {
            Optional<Denial> denial = rule.holdsOn(today) ? rule.check(order, view) : Optional.empty();
            if (denial.isPresent()) {
                return denial;
            }
        }
        return Optional.empty();
    }
}
