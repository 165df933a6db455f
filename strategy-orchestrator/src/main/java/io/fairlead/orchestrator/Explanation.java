package io.fairlead.orchestrator;

import io.fairlead.api.edge.TradeType;
import java.util.Locale;

/** A decision in words. */
final class Explanation {
    private Explanation() {}

    static String headline(Decision decision) {
        StringBuilder text = new StringBuilder()
                .append(decision.time())
                .append(' ')
                .append(decision.instrument())
                .append(' ')
                .append(decision.action().text())
                .append(": ")
                .append(decision.rule().text());
        if (decision.rule() == DecisionRule.VETO) {
            text.append(" by ").append(String.join(", ", decision.vetoedBy()));
        } else if (!Double.isNaN(decision.number())) {
            text.append(" (").append(number(decision.number())).append(')');
        }
        return text.toString();
    }

    static String of(Decision decision) {
        StringBuilder text = new StringBuilder(headline(decision)).append('\n');
        text.append("  profile ").append(decision.config().name());
        text.append(", close ").append(number(decision.close()));
        text.append(", ATR ").append(number(decision.atr()));
        text.append(" (").append(number(100 * decision.atrPercent())).append(" %)");
        text.append(", regime ").append(decision.regime());
        text.append(" at ").append(number(decision.regimeConfidence())).append('\n');
        limits(text, decision);
        decision.position().ifPresent(position -> position(text, position));
        decision.direction()
                .ifPresent(direction -> text.append("  intended: ")
                        .append(direction)
                        .append(
                                decision.tradeType().orElseThrow() == TradeType.MOMENTUM
                                        ? ", momentum"
                                        : ", mean reversion")
                        .append('\n'));
        decision.votes().forEach(vote -> vote(text, vote));
        decision.tally().ifPresent(tally -> tally(text, tally, decision.config()));
        decision.entry().ifPresent(entry -> entry(text, entry));
        return text.toString();
    }

    private static void limits(StringBuilder text, Decision decision) {
        OrchestratorConfig config = decision.config();
        switch (decision.rule()) {
            case WARMING_UP -> limit(text, "at least", config.get(Parameter.WARM_UP_BARS), "bars");
            case COOLDOWN -> limit(text, "at least", config.get(Parameter.COOLDOWN_BARS), "bars since the exit");
            case VOLATILITY ->
                limit(
                        text,
                        "an ATR% of " + number(config.get(Parameter.ATR_PERCENT_MIN)) + " to",
                        config.get(Parameter.ATR_PERCENT_MAX),
                        "as a fraction");
            case REGIME ->
                limit(
                        text,
                        "a known regime that is not too volatile, at",
                        config.get(Parameter.REGIME_CONFIDENCE_MIN),
                        "or more");
            case NO_SETUP -> limit(text, "a price z beyond", config.get(Parameter.REVERSION_Z), "either way");
            default -> {}
        }
    }

    private static void limit(StringBuilder text, String before, double limit, String after) {
        text.append("  needed: ")
                .append(before)
                .append(' ')
                .append(number(limit))
                .append(' ')
                .append(after)
                .append('\n');
    }

    private static void position(StringBuilder text, OpenPosition position) {
        text.append("  position: ")
                .append(position.direction())
                .append(" from ")
                .append(number(position.entryPrice()))
                .append(", best ")
                .append(number(position.best()))
                .append(position.trailing() ? ", trailing stop " : ", stop ")
                .append(number(position.stop()))
                .append(", target ")
                .append(number(position.target()))
                .append('\n');
    }

    private static void vote(StringBuilder text, CastVote cast) {
        text.append("  ")
                .append(cast.edge())
                .append(": ")
                .append(cast.vote().stance())
                .append(' ')
                .append(number(cast.vote().confidence()))
                .append(cast.weight() == 1 ? "" : " × " + number(cast.weight()))
                .append(", ")
                .append(cast.vote().reason());
        cast.vote()
                .inputs()
                .forEach((name, value) ->
                        text.append("; ").append(name).append(' ').append(number(value)));
        text.append('\n');
    }

    private static void tally(StringBuilder text, Tally tally, OrchestratorConfig config) {
        text.append("  counted: ")
                .append(tally.agreeing())
                .append(" of ")
                .append(tally.voters())
                .append(" agree (needed ")
                .append(config.agreement())
                .append("), support ")
                .append(number(tally.support()))
                .append(" (at least ")
                .append(number(config.get(Parameter.SUPPORT_MIN)))
                .append("), opposition ")
                .append(number(tally.opposition()))
                .append(" (at most ")
                .append(number(config.get(Parameter.OPPOSITION_MAX)))
                .append("), quality ")
                .append(number(tally.quality()))
                .append(" (at least ")
                .append(number(config.get(Parameter.QUALITY_MIN)))
                .append(")\n");
    }

    private static void entry(StringBuilder text, EntryPlan entry) {
        text.append("  entry: ")
                .append(number(100 * entry.size()))
                .append(" % of equity at about ")
                .append(number(entry.referencePrice()))
                .append(", stop ")
                .append(number(entry.stop()))
                .append(", target ")
                .append(number(entry.target()))
                .append('\n');
    }

    /** Up to six decimals, no trailing zeros. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.6f", value);
        return Double.isFinite(value) ? text.replaceAll("\\.?0+$", "") : text;
    }
}
