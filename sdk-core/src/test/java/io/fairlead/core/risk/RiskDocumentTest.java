package io.fairlead.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.TradingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code docs/risk.md} is made from the code: from every rule, breaker and market rule there is. */
class RiskDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "risk.md");
    private static final String WRITE = "mvn test -pl sdk-core -am -Dtest=RiskDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfairlead.docs=write";

    @Test
    void shouldAgreeWithTheCode() throws IOException {
        String made = render();
        if ("write".equals(System.getProperty("fairlead.docs"))) {
            Files.writeString(DOCUMENT, made);
        }

        assertThat(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "")
                .as("docs/risk.md is not what the code says; make it anew: %s", WRITE)
                .isEqualTo(made);
    }

    private static String render() {
        StringBuilder text = new StringBuilder();
        text.append("""
                # Risk

                Made from the code by `RiskDocumentTest`; to make it anew after a change: `%s`.

                Every order of a session goes through one gate. Beneath all policies lies its floor: the account and the instrument are
                known, prices are on the tick grid, quantities on the lot grid and within the venue's bounds, and a session that is
                HALTED lets through cancels and explicit flattening only, one that is REDUCE_ONLY what can only reduce. Then the rules of
                the policy are asked in the order of the table; the first denial ends it, with its code, the numbers, and what would pass.

                Orders that can, in the worst case, only make a position smaller meet the rules marked *exits too* and no other. While
                the outcome of an order is unknown, both outcomes are reckoned, and the worse one counts, for each side.

                ## Rules

                `standard` is the policy of PAPER, DRY_RUN and LIVE, `research` that of BACKTEST. A policy is changed by the calls in the
                last column, a rule is left out with `without("name")`, rules of your own come in with `with(rule)`; a running session
                takes a new policy with `session.changeLimits(policy, who, why)`, which is recorded first.

                | rule | in `standard` | in `research` | denial codes | changed by |
                | --- | --- | --- | --- | --- |
                """.formatted(WRITE));
        for (RiskRule rule : RiskPolicy.standard().rules()) {
            text.append("| `").append(rule.name()).append('`');
            text.append(rule.appliesToReducing() ? " (exits too)" : "");
            text.append(" | ").append(limits(rule));
            text.append(" | ")
                    .append(RiskPolicy.research()
                            .rule(rule.name())
                            .map(RiskDocumentTest::limits)
                            .orElse("-"));
            text.append(" | ").append(codes(rule.codes()));
            text.append(" | ").append(call(((PolicyRule) rule).changedBy())).append(" |\n");
        }
        text.append("""

                Codes of the gate's floor: `INSTRUMENT_MISMATCH`, `ACCOUNT_UNKNOWN`, `GRID_QUANTITY_OFF_LOT`, `GRID_QUANTITY_TOO_SMALL`,
                `GRID_QUANTITY_TOO_LARGE`, `GRID_PRICE_OFF_TICK`, `GRID_PRICE_NOT_POSITIVE`, `GRID_NOTIONAL_TOO_SMALL`,
                `GRID_NOTIONAL_CURRENCY`, `STATE_HALTED`, `STATE_REDUCE_ONLY`; a rule that throws denies with `RULE_FAILED`.

                ## Breakers

                They take trading back from ACTIVE to REDUCE_ONLY and on to HALTED, each step with an alarm, and never forward again: a
                person does, with `session.setTradingState(ACTIVE, who, why)`; each breaker then counts from there.

                | breaker | in `standard` | alarm |
                | --- | --- | --- |
                """);
        for (Breaker breaker : Breakers.standard().all()) {
            text.append("| `").append(breaker.name()).append("` | ");
            text.append(breaker.describe().substring(breaker.name().length() + 2));
            text.append(" | `")
                    .append(new Breaker.Trip(breaker.name(), TradingState.HALTED, "").code())
                    .append("` |\n");
        }
        text.append("\n`research` has none.\n\n## Market rules\n\nVersion ").append(MarketRules.VERSION);
        text.append("""
                . None applies unless the host says what kind of account it is. A rule holds between its dates, so that a backtest meets
                the rules of its own time. They keep an account out of trouble; they are no legal advice.

                | kind of account | rules |
                | --- | --- |
                """);
        kind(text, "MarketRules.usMargin()", MarketRules.usMargin());
        kind(text, "MarketRules.usMargin(intradayMarginSince)", MarketRules.usMargin(LocalDate.of(2026, 6, 4)));
        kind(text, "MarketRules.usCash()", MarketRules.usCash());
        kind(text, "MarketRules.retailCfd(classes)", MarketRules.retailCfd(Map.of()));
        text.append("""

                Not here, for the session does not know what they ask: the short-sale price test (Regulation SHO, rule 201), margin as a
                broker reckons it, the close-out of contracts for difference at half their margin, and fills from before the session.

                ## Kill switch

                | tripped by | how |
                | --- | --- |
                | API | `killSwitch.trip(reason, who)`; one switch may serve several sessions |
                | file | `builder.killFile(path)`: as soon as the file exists; looked at on opening and once a second |
                | signal | `KillSignal.onSignal("USR2", killSwitch)`: only where the host asks for it; needs the module `jdk.unsupported` |

                A trip holds at once and is recorded; with `riskRecords(…)` the next session starts tripped. Only `reset(who, why)` ends it,
                and only once that is recorded.

                ## Real money

                Paper, demo and test accounts need no arming. An account that the venue says moves real money opens in LIVE only if
                `TRADING_LIVE_ENABLED=true`, `TRADING_ORDER_TOKEN` is set, both were handed in with `environment(…)`, and the session is
                opened with `open(Arming.of(token, account))`, where the token is the same and the account is the one that the venue says
                is connected. Everything that is missing is told at once; the token is never shown.

                ## Sizes

                `context.size(id)` has `fixedFractional`, `byAtr`, `volatilityTarget` and `kelly`. Each gives a `Size`: the quantity, rounded
                down to the lot; what was asked for exactly; and which limit bound it.
                """);
        return text.toString();
    }

    private static String limits(RiskRule rule) {
        String text = rule.describe();
        int colon = text.indexOf(": ");
        return colon < 0 ? "yes" : text.substring(colon + 2).replace("|", "\\|");
    }

    private static String call(String change) {
        return change.contains("(") ? "`" + change + "`" : change;
    }

    private static String codes(List<String> codes) {
        return String.join(", ", codes.stream().map(code -> "`" + code + "`").toList());
    }

    private static void kind(StringBuilder text, String call, MarketRules rules) {
        text.append("| `").append(call).append("` | ");
        text.append(String.join("<br>", rules.describe())).append(" |\n");
    }
}
