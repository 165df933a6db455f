package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.spi.DiagnosticsFacet;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks at the key, the account, the clocks and the data plan. */
final class AlpacaDiagnostics implements DiagnosticsFacet {
    private static final Duration LARGE_OFFSET = Duration.ofSeconds(2);

    private final AlpacaRest trading;
    private final AlpacaRest data;
    private final AlpacaSettings settings;
    private final Clock clock;

    AlpacaDiagnostics(AlpacaRest trading, AlpacaRest data, AlpacaSettings settings, Clock clock) {
        this.trading = trading;
        this.data = data;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public CompletionStage<List<Check>> examine() {
        return account()
                .thenCombine(clockOffset(), AlpacaDiagnostics::joined)
                .thenCombine(feed(), AlpacaDiagnostics::joined);
    }

    private static List<Check> joined(List<Check> first, List<Check> second) {
        List<Check> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private CompletionStage<List<Check>> account() {
        return trading.get(RequestKind.QUERY, "/v2/account", new QueryText()).handle((account, fault) -> {
            if (fault != null) {
                return List.of(new Check(
                        "credentials",
                        Verdict.FAULT,
                        AlpacaOrders.described(fault) + "; paper and live have keys of their own, this is "
                                + settings.environment()));
            }
            return accountChecks(account);
        });
    }

    private List<Check> accountChecks(JsonNode account) {
        String number = ExactJson.optionalText(account, "account_number").orElse("");
        String status = ExactJson.optionalText(account, "status").orElse("");
        boolean paper = number.startsWith(AccountProof.PAPER_PREFIX);
        List<Check> checks = new ArrayList<>();
        checks.add(
                new Check("credentials", Verdict.OK, "account " + number + ", environment " + settings.environment()));
        checks.add(new Check(
                "account kind",
                paper == settings.isLive() ? Verdict.FAULT : Verdict.OK,
                paper ? "paper: no real money" : "real money"));
        checks.add(new Check("account status", status.equals("ACTIVE") ? Verdict.OK : Verdict.FAULT, status));
        for (String flag : List.of("trading_blocked", "account_blocked", "trade_suspended_by_user")) {
            boolean blocked = account.path(flag).asBoolean();
            checks.add(
                    new Check(flag.replace('_', ' '), blocked ? Verdict.FAULT : Verdict.OK, Boolean.toString(blocked)));
        }
        checks.add(new Check(
                "margin and short selling",
                Verdict.OK,
                "multiplier " + account.path("multiplier").asText("?") + ", shorting "
                        + account.path("shorting_enabled").asText("?") + ", options level "
                        + account.path("options_trading_level").asText("?")));
        checks.add(new Check(
                "withdrawal rights",
                Verdict.OK,
                "keys of the trading API cannot withdraw; this plug-in has no call that moves money out"));
        return checks;
    }

    private CompletionStage<List<Check>> clockOffset() {
        Instant asked = clock.instant();
        return trading.get(RequestKind.QUERY, "/v2/clock", new QueryText()).handle((answer, fault) -> {
            if (fault != null) {
                return List.of(new Check("clock offset", Verdict.FAULT, AlpacaOrders.described(fault)));
            }
            Instant middle = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
            Duration offset = Duration.between(middle, AlpacaTime.parse(ExactJson.text(answer, "timestamp")));
            boolean large = offset.abs().compareTo(LARGE_OFFSET) > 0;
            return List.of(new Check(
                    "clock offset",
                    large ? Verdict.WARNING : Verdict.OK,
                    "the venue is " + offset.toMillis() + " ms ahead" + (large ? "; set this machine's clock" : "")));
        });
    }

    private CompletionStage<List<Check>> feed() {
        QueryText query = new QueryText().add("symbols", "SPY").add("feed", settings.feed());
        return data.get(RequestKind.DATA, "/v2/stocks/quotes/latest", query)
                .handle((answer, fault) -> List.of(
                        fault == null
                                ? new Check("data feed", Verdict.OK, settings.feed() + " is permitted")
                                : new Check(
                                        "data feed",
                                        Verdict.WARNING,
                                        settings.feed() + ": " + AlpacaOrders.described(fault)
                                                + "; try data.feed iex")));
    }
}
