package io.fairlead.tck;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * A few rules on the true venue: questions, and one tiny order that rests and is cancelled. They run where the plug-in's credentials are
 * in the environment, under the names that its {@link ConfigKey}s give, and are skipped with the reason elsewhere.
 *
 * <p>Never with real money: only the provider's default environment is connected to, and before anything else is asked the broker has to
 * say that it is that environment and that it moves no real money. If it says otherwise the connection is closed and every rule fails.
 *
 * <pre>{@code
 * class MyBrokerLiveTest extends LiveBrokerContract {
 *   @Override protected BrokerProvider provider() { return new MyBrokerProvider(); }
 *   @Override protected InstrumentId instrument() { return InstrumentId.of("AAPL", "US"); }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class LiveBrokerContract {
    private @Nullable LiveLine line;
    private @Nullable AssertionError refused;

    /** For subclasses. */
    protected LiveBrokerContract() {}

    /** The plug-in. */
    protected abstract BrokerProvider provider();

    /** What is asked about. */
    protected abstract InstrumentId instrument();

    /**
     * A small order that rests far from the market, under no id: it is placed and cancelled. Empty, and the rules on orders are skipped,
     * unless said.
     *
     * @param rules the instrument, as the venue has it
     */
    protected Optional<OrderRequest> tinyOrder(Instrument rules) {
        return Optional.empty();
    }

    /** Where credentials are looked for: the process's environment unless said. */
    protected Map<String, String> variables() {
        return System.getenv();
    }

    /** How long the venue may take to answer. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** The rules. */
    @TestFactory
    @DisplayName("live rules")
    final Stream<DynamicTest> rules() {
        return LiveRules.rules().stream()
                .map(rule -> dynamicTest(rule.toString(), () -> {
                    Optional<String> missing = missing();
                    Assumptions.assumeTrue(
                            missing.isEmpty(), () -> rule.id() + " is not tested: " + missing.orElse(""));
                    rule.check().on(this, connected());
                }));
    }

    /** Which variables are missing, in words; empty if the credentials are there. */
    private Optional<String> missing() {
        List<String> wanted = provider().configKeys().stream()
                .filter(key -> key.required() || key.secret())
                .map(ConfigKey::environmentVariable)
                .filter(name -> !name.isEmpty())
                .toList();
        List<String> given = wanted.stream()
                .filter(name -> !variables().getOrDefault(name, "").isBlank())
                .toList();
        List<String> required = provider().configKeys().stream()
                .filter(ConfigKey::required)
                .map(ConfigKey::environmentVariable)
                .toList();
        if (wanted.isEmpty()) {
            return Optional.of("the plug-in takes no credentials, and the rules on a true venue are for those that do");
        }
        return given.isEmpty() || !given.containsAll(required)
                ? Optional.of("no credentials in the environment; set " + String.join(", ", wanted))
                : Optional.empty();
    }

    private synchronized LiveLine connected() {
        AssertionError before = refused;
        if (before != null) {
            throw before;
        }
        LiveLine open = line;
        if (open == null) {
            try {
                ProviderConfig config =
                        ProviderConfig.fromEnvironment(provider().configKeys(), variables());
                open = LiveLine.connect(provider(), config, patience());
                line = open;
            } catch (AssertionError e) {
                refused = e;
                throw e;
            }
        }
        return open;
    }

    /** Closes the connection. */
    @AfterAll
    final void close() {
        LiveLine open = line;
        if (open != null) {
            open.close();
        }
    }
}
