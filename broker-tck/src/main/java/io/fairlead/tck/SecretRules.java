package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.api.order.Side;
import io.fairlead.spi.Broker;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keys, tokens and passwords: shown nowhere. */
final class SecretRules {
    private static final Pattern SOUNDS_SECRET = Pattern.compile("secret|password|passphrase|token|private");

    private SecretRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("SEC-01", "settings that sound secret are secrets")
                        .lookAt("ConfigKey.secret()")
                        .holds(bench -> assertThat(bench.provider().configKeys().stream()
                                        .filter(key -> SOUNDS_SECRET
                                                .matcher(key.name())
                                                .find()))
                                .allMatch(ConfigKey::secret))
                        .build(),
                secret("SEC-02", "no toString shows a secret")
                        .lookAt("toString of records and of what holds the settings")
                        .holds(SecretRules::toStrings)
                        .build(),
                secret("SEC-03", "no report, answer or connection event shows a secret")
                        .lookAt("words of the venue that are passed on, URLs in details")
                        .holds(bench -> {
                            Line line = bench.connect();
                            work(bench, line);

                            hasNone(bench, "what was told", line.told());
                            hasNone(bench, "what was answered", line.answers().toString());
                        })
                        .build(),
                secret("SEC-04", "no exception shows a secret")
                        .needs(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR)
                        .lookAt("messages and causes with signed URLs or headers")
                        .holds(SecretRules::exceptions)
                        .build(),
                secret("SEC-05", "nothing that is logged shows a secret")
                        .needs(Hook.LOG)
                        .lookAt("log lines on connect, on errors, of requests and answers")
                        .holds(bench -> {
                            Line line = bench.connect();
                            work(bench, line);
                            failQuestion(bench, line);
                            line.close();

                            hasNone(bench, "the log", bench.stub().log());
                        })
                        .build(),
                secret("SEC-06", "no request carries a secret in its address or body")
                        .needs(Hook.REQUEST_LOG)
                        .lookAt("secrets in query strings: they end up in logs of proxies")
                        .holds(bench -> {
                            Line line = bench.connect();
                            work(bench, line);

                            hasNone(
                                    bench,
                                    "the requests",
                                    bench.stub().requests().stream()
                                            .filter(request -> request.kind() != RequestKind.SESSION)
                                            .toList()
                                            .toString());
                        })
                        .build(),
                secret("SEC-07", "a refused login shows no secret")
                        .needs(Hook.CREDENTIALS)
                        .lookAt("the words of a CLOSED event, and what connect throws")
                        .holds(SecretRules::refusedLogin)
                        .build());
    }

    private static Rule.Builder secret(String id, String title) {
        return rule(id, title);
    }

    private static List<String> secrets(Bench bench, ProviderConfig config) {
        return bench.provider().configKeys().stream()
                .filter(ConfigKey::secret)
                .flatMap(key -> config.secret(key.name()).stream())
                .filter(secret -> !secret.isEmpty())
                .map(secret -> secret.reveal())
                .toList();
    }

    private static void hasNone(Bench bench, String where, String text) {
        hasNone(bench, bench.stub().config(), where, text);
    }

    private static void hasNone(Bench bench, ProviderConfig config, String where, String text) {
        assertThat(secrets(bench, config).stream().filter(text::contains).count())
                .as("secrets in %s", where)
                .isZero();
    }

    /** A bit of everything. */
    private static void work(Bench bench, Line line) {
        line.take(bench.usual(), Side.BUY, bench.usual().quantity());
        line.end(line.rest(bench.usual()));
        line.openOrders();
        AccountRules.snapshot(bench, line);
        if (bench.plugin().canReject(RequestKind.SUBMIT)) {
            bench.stub().rejectNext(RequestKind.SUBMIT, "kit says no");
            line.submit(bench.usual(), line.resting(bench.usual(), Side.BUY).build());
        }
    }

    private static void failQuestion(Bench bench, Line line) {
        if (bench.plugin().canFail(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR)) {
            bench.stub().failNext(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR);
            line.ask(
                    "openOrders",
                    line.orders().openOrders().<Object>thenApply(list -> list).exceptionally(e -> e));
        }
    }

    private static void toStrings(Bench bench) {
        Line line = bench.connect();
        Broker broker = line.broker();
        List<Object> shown = new ArrayList<>(List.of(
                bench.provider(),
                bench.stub().config(),
                broker,
                broker.account(),
                broker.environment(),
                broker.capabilities(),
                broker.orders(),
                broker.accounts()));
        Stream.of(broker.marketData(), broker.history(), broker.reference(), broker.news(), broker.diagnostics())
                .forEach(facet -> facet.ifPresent(shown::add));

        hasNone(bench, "toString", shown.toString());
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void exceptions(Bench bench) {
        Line line = bench.connect();
        bench.stub().failNext(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR);

        Object failed = line.ask(
                "openOrders",
                line.orders().openOrders().<Object>thenApply(list -> list).exceptionally(e -> e));

        if (failed instanceof Throwable failure) {
            hasNone(bench, "an exception", trace(failure));
        }
        Throwable bad = catchThrowable(() -> bench.open(bench.stub().config().with("kit.no-such", "1")));
        if (bad != null) {
            hasNone(bench, "the refusal of settings", trace(bad));
        }
    }

    private static void refusedLogin(Bench bench) {
        ProviderConfig wrong = bench.stub().wrongCredentials();
        Line line = bench.open(wrong);
        bench.await("the login was refused", () -> !line.tape().connection().isEmpty(), line::told);

        hasNone(bench, wrong, "what was told", line.told());
    }
}
