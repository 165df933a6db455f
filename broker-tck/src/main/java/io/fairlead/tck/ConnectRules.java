package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.api.BadInputException;
import io.fairlead.api.order.Side;
import io.fairlead.spi.Broker;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.ConnectionEvent.State;
import io.fairlead.spi.DiagnosticsFacet;
import io.fairlead.spi.DiagnosticsFacet.Check;
import io.fairlead.spi.DiagnosticsFacet.Verdict;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.SubmitResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What connecting means, and what bad settings and bad credentials lead to. */
final class ConnectRules {
    private ConnectRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("CON-01", "the provider has an id in lower case with dashes, and a version")
                        .lookAt("BrokerProvider.id() and version()")
                        .holds(bench -> {
                            assertThat(bench.provider().id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
                            assertThat(bench.provider().version()).isNotBlank();
                        })
                        .build(),
                rule("CON-02", "every environment has capabilities, and an unknown one is refused by name")
                        .lookAt("BrokerProvider.capabilities(environment)")
                        .holds(ConnectRules::environments)
                        .build(),
                rule("CON-03", "the default environment is never the one with real money")
                        .lookAt("the order of BrokerProvider.environments(), and Broker.isRealMoney()")
                        .holds(ConnectRules::noRealMoneyByDefault)
                        .build(),
                rule("CON-04", "settings have names, words and, where they are secret, a variable of their own")
                        .lookAt("BrokerProvider.configKeys()")
                        .holds(ConnectRules::keys)
                        .build(),
                rule("CON-05", "connect lists every unknown setting at once")
                        .lookAt("ProviderConfig.check at the start of BrokerProvider.connect")
                        .holds(ConnectRules::unknownSettings)
                        .build(),
                rule("CON-06", "connect lists every missing setting at once")
                        .declared(
                                "required settings",
                                plugin -> !plugin.requiredKeys().isEmpty())
                        .lookAt("ProviderConfig.check at the start of BrokerProvider.connect")
                        .holds(ConnectRules::missingSettings)
                        .build(),
                rule("CON-07", "a URL that is not encrypted is refused but on loopback")
                        .lookAt("the check of URLs in BrokerProvider.connect: http and ws on loopback only")
                        .holds(ConnectRules::plainUrls)
                        .build(),
                rule("CON-08", "connect does not wait, and UP is told once, first of all")
                        .lookAt("what the adapter does between connect and its first UP")
                        .holds(ConnectRules::upOnce)
                        .build(),
                rule("CON-09", "the broker says which account and which environment it is connected to")
                        .lookAt("Broker.account() and environment()")
                        .holds(ConnectRules::identity)
                        .build(),
                rule("CON-10", "the broker can do what its provider declared for the environment")
                        .lookAt("Broker.capabilities()")
                        .holds(bench -> {
                            Broker broker = bench.connect().broker();

                            assertThat(broker.capabilities())
                                    .isEqualTo(bench.plugin().capabilities());
                        })
                        .build(),
                rule("CON-11", "wrong credentials close the connection and never bring it UP")
                        .needs(Hook.CREDENTIALS)
                        .lookAt("what a 401 or a refused login leads to: ConnectionEvent CLOSED, no retry")
                        .holds(ConnectRules::wrongCredentials)
                        .build(),
                rule("CON-12", "an order on a connection that was never UP does not reach the venue")
                        .needs(Hook.CREDENTIALS)
                        .lookAt("OrderFacet.submit while the login is refused: NOT_SENT, or the venue's own refusal")
                        .holds(ConnectRules::orderWithoutLogin)
                        .build(),
                rule("CON-13", "a venue that is not there is DOWN, not an exception, and UP once it is back")
                        .needs(Hook.REFUSE)
                        .lookAt("reconnecting: the back-off on the lent scheduler")
                        .holds(ConnectRules::venueNotThere)
                        .build(),
                rule("CON-14", "connecting takes a handful of requests")
                        .needs(Hook.REQUEST_LOG)
                        .lookAt("what is asked on connect, and whether it is asked in a loop")
                        .holds(bench -> {
                            bench.connect();

                            assertThat(bench.stub().requests()).hasSizeLessThan(40);
                        })
                        .build(),
                rule("CON-15", "two connections of one provider share nothing")
                        .needs(Hook.SECOND_CONNECTION)
                        .lookAt("static or provider-wide state of the adapter")
                        .holds(bench -> {
                            Line first = bench.connect();
                            Line second = bench.connect();

                            first.close();

                            second.take(bench.usual(), Side.BUY, bench.usual().quantity());
                        })
                        .build(),
                rule("CON-16", "what the plug-in examines is not at fault where nothing is")
                        .lookAt("DiagnosticsFacet.examine(): a check that takes a warning for a fault")
                        .holds(bench -> assertThat(examined(bench, bench.connect()))
                                .isNotEmpty()
                                .noneMatch(check -> check.verdict() == Verdict.FAULT))
                        .build(),
                rule("CON-17", "what the plug-in examines shows wrong credentials as a fault")
                        .needs(Hook.CREDENTIALS)
                        .lookAt("DiagnosticsFacet.examine(): a check that cannot be made is a fault, never left out")
                        .holds(bench -> assertThat(
                                        examined(bench, bench.open(bench.stub().wrongCredentials())))
                                .anyMatch(check -> check.verdict() == Verdict.FAULT))
                        .build());
    }

    private static List<Check> examined(Bench bench, Line line) {
        Optional<DiagnosticsFacet> facet = line.broker().diagnostics();
        Assumptions.assumeTrue(facet.isPresent(), "the plug-in examines nothing");
        return bench.waiting().answer("examine", facet.orElseThrow().examine());
    }

    private static void environments(Bench bench) {
        List<String> environments = bench.provider().environments();
        assertThat(environments)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .contains(bench.stub().environment());
        environments.forEach(environment ->
                assertThat(bench.provider().capabilities(environment)).isNotNull());

        assertThatThrownBy(() -> bench.provider().capabilities("no-such-place"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no-such-place");
    }

    private static void noRealMoneyByDefault(Bench bench) {
        boolean isDefault = bench.stub()
                .environment()
                .equals(bench.provider().environments().get(0));
        Broker broker = bench.connect().broker();

        assertThat(isDefault && broker.isRealMoney())
                .as("%s is the default and moves real money", broker.environment())
                .isFalse();
    }

    private static void keys(Bench bench) {
        List<ConfigKey> keys = bench.provider().configKeys();
        assertThat(keys).extracting(ConfigKey::name).doesNotHaveDuplicates();
        for (ConfigKey key : keys) {
            assertThat(key.name()).as("name of %s", key).matches("[a-z0-9]+([.-][a-z0-9]+)*");
            assertThat(key.description()).as("description of %s", key.name()).isNotBlank();
            if (!key.environmentVariable().isEmpty()) {
                assertThat(key.environmentVariable())
                        .as("variable of %s", key.name())
                        .matches("[A-Z][A-Z0-9_]*");
            }
        }
        assertThat(keys.stream().filter(ConfigKey::secret).map(ConfigKey::environmentVariable))
                .as("a secret that has no variable cannot be given from the environment")
                .doesNotContain("");
    }

    private static void unknownSettings(Bench bench) {
        ProviderConfig config =
                bench.stub().config().with("kit.no-such.one", "1").with("kit.no-such.two", "2");

        assertThatThrownBy(() -> bench.open(config))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("kit.no-such.one")
                .hasMessageContaining("kit.no-such.two");
    }

    private static void missingSettings(Bench bench) {
        Throwable refusal = catchThrowable(() -> bench.open(ProviderConfig.empty()));

        assertThat(refusal).isInstanceOf(BadInputException.class);
        assertThat(bench.plugin().requiredKeys())
                .allSatisfy(name -> assertThat(refusal).hasMessageContaining(name));
    }

    private static void plainUrls(Bench bench) {
        List<ConfigKey> urls = bench.provider().configKeys().stream()
                .filter(key -> key.name().toLowerCase(Locale.ROOT).contains("url"))
                .toList();
        Assumptions.assumeFalse(urls.isEmpty(), "no setting is a URL");
        for (ConfigKey key : urls) {
            for (String plain : List.of("http://venue.example.org", "ws://venue.example.org")) {
                assertThat(catchThrowable(() -> bench.open(bench.stub().config().with(key.name(), plain))))
                        .as("%s = %s", key.name(), plain)
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining(key.name());
            }
        }
    }

    private static void upOnce(Bench bench) {
        Line line = bench.connect();

        line.fence();

        assertThat(line.tape().all().get(0)).isInstanceOf(ConnectionEvent.class);
        assertThat(line.tape().connection()).extracting(ConnectionEvent::state).containsExactly(State.UP);
    }

    private static void identity(Bench bench) {
        Broker broker = bench.connect().broker();

        assertThat(broker.environment()).isEqualTo(bench.stub().environment());
        assertThat(broker.account().venue()).isEqualTo(bench.provider().id());
        assertThat(broker.account().number()).isNotBlank();
    }

    private static void wrongCredentials(Bench bench) {
        Line line = bench.open(bench.stub().wrongCredentials());

        line.awaitConnection(State.CLOSED, 1);

        assertThat(line.tape().count(State.UP))
                .as("UP with wrong credentials: %s", line.told())
                .isZero();
    }

    private static void orderWithoutLogin(Bench bench) {
        Line line = bench.open(bench.stub().wrongCredentials());
        Tradable usual = bench.usual();

        SubmitResult result = line.submit(usual, line.resting(usual, Side.BUY).build());

        assertThat(result).isNotInstanceOf(SubmitResult.Accepted.class);
        assertThat(bench.stub().orders()).isEmpty();
    }

    private static void venueNotThere(Bench bench) {
        bench.stub().refuseConnections();
        Line line = bench.open(bench.stub().config());
        line.awaitConnection(State.DOWN, 1);
        assertThat(line.tape().count(State.UP))
                .as("UP at a venue that is not there")
                .isZero();

        bench.stub().acceptConnections();

        bench.await("the connection is UP", line.tape()::isUp, line::told);
    }
}
