package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.spi.DiagnosticsFacet;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Credentials, permissions, account type, clock and limits, as far as the spot API tells. */
final class BinanceDiagnostics implements DiagnosticsFacet {
    private static final Duration CLOCK_TOLERANCE = Duration.ofMillis(500);

    private final BinanceConnection connection;
    private final BinanceAccount account;

    BinanceDiagnostics(BinanceConnection connection, BinanceAccount account) {
        this.connection = connection;
        this.account = account;
    }

    @Override
    public CompletionStage<List<Check>> examine() {
        return clock().thenCombine(account(), BinanceDiagnostics::joined)
                .thenCombine(symbols(), BinanceDiagnostics::joined)
                .thenApply(checks -> joined(checks, limits()));
    }

    private static List<Check> joined(List<Check> some, List<Check> more) {
        List<Check> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private CompletionStage<List<Check>> clock() {
        return connection.rest().syncClock().handle((now, fault) -> {
            if (fault != null) {
                return List.of(fault("clock offset", fault));
            }
            Duration ahead = connection.rest().time().aheadOf(connection.clock().instant());
            boolean off = ahead.abs().compareTo(CLOCK_TOLERANCE) > 0;
            String detail = "the venue is " + ahead.toMillis() + " ms ahead, within "
                    + connection.rest().time().uncertainty().toMillis() + " ms";
            return List.of(
                    off
                            ? new Check(
                                    "clock offset",
                                    Verdict.WARNING,
                                    detail + "; signatures allow for it, set the clock")
                            : new Check("clock offset", Verdict.OK, detail));
        });
    }

    private CompletionStage<List<Check>> account() {
        return account.read().handle((json, fault) -> {
            if (fault != null) {
                return List.of(fault("credentials", fault));
            }
            try {
                return permissions(json);
            } catch (UnreadableAnswerException e) {
                return List.of(fault("credentials", e));
            }
        });
    }

    private List<Check> permissions(JsonNode json) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "credentials",
                Verdict.OK,
                "the venue takes the key ("
                        + connection
                                .settings()
                                .signature()
                                .map(Object::toString)
                                .orElse("none") + ")"));
        checks.add(
                ExactJson.flag(json, "canTrade")
                        ? new Check("may trade", Verdict.OK, "canTrade=true")
                        : new Check("may trade", Verdict.FAULT, "canTrade=false; enable spot trading for the account"));
        boolean withdraws = ExactJson.flag(json, "canWithdraw");
        checks.add(new Check(
                "withdrawals",
                withdraws ? Verdict.WARNING : Verdict.OK,
                withdraws
                        ? "canWithdraw=true: the account may withdraw; the spot API does not tell whether this key may. See to it that"
                                + " the key has no withdrawal right and is bound to addresses; Fairlead never withdraws"
                        : "canWithdraw=false"));
        String type = ExactJson.optionalText(json, "accountType").orElse("?");
        checks.add(new Check("account type", type.equals("SPOT") ? Verdict.OK : Verdict.FAULT, "accountType=" + type));
        return checks;
    }

    private CompletionStage<List<Check>> symbols() {
        return connection
                .symbols()
                .refresh()
                .handle((table, fault) -> List.of(
                        fault != null
                                ? fault("instruments", fault)
                                : new Check("instruments", Verdict.OK, table.size() + " symbols")));
    }

    private List<Check> limits() {
        String detail = connection.budget().windows().stream()
                .map(window -> window.name() + "="
                        + connection.budget().available(window.name()).orElse(0L) + "/" + window.limit())
                .reduce((a, b) -> a + " " + b)
                .orElse("none");
        return List.of(new Check("limits", Verdict.OK, detail));
    }

    private Check fault(String name, Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return new Check(name, Verdict.FAULT, connection.rest().redactor().describe(cause));
    }
}
