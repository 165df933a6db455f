package io.fairlead.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.api.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings and secrets. A planted key must show nowhere. */
class ProviderConfigTest {
    private static final String PLANTED = "pl4nted-k3y-that-must-never-show";

    private static final List<ConfigKey> KEYS = List.of(
            new ConfigKey("api.key", "VENUE_API_KEY", true, true, "the key"),
            new ConfigKey("environment", "VENUE_ENVIRONMENT", false, false, "which one"),
            new ConfigKey("account", "", true, false, "which account"));

    @Test
    void shouldReadTheEnvironment() {
        ProviderConfig config = ProviderConfig.fromEnvironment(
                KEYS, Map.of("VENUE_API_KEY", PLANTED, "VENUE_ENVIRONMENT", "paper", "", "nothing", "OTHER", "x"));

        assertThat(config.secret("api.key").orElseThrow().reveal()).isEqualTo(PLANTED);
        assertThat(config.value("environment")).contains("paper");
        assertThat(config.value("api.key")).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatIsBlank() {
        assertThat(ProviderConfig.fromEnvironment(KEYS, Map.of("VENUE_API_KEY", "  "))
                        .secret("api.key"))
                .isEmpty();
    }

    @Test
    void shouldReplaceAndLeaveTheFormerAlone() {
        ProviderConfig one = ProviderConfig.empty().with("environment", "paper");

        ProviderConfig two = one.with("environment", "live");

        assertThat(one.value("environment")).contains("paper");
        assertThat(two.value("environment")).contains("live");
        assertThatThrownBy(() -> two.values().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldListEveryFaultAtOnce() {
        ProviderConfig config = ProviderConfig.empty()
                .with("api.key", "as a plain value")
                .with("enviroment", "paper")
                .with("token", Secret.of(PLANTED));

        assertThatThrownBy(() -> config.check("venue", KEYS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("configuration of venue")
                .hasMessageContaining("missing api.key (VENUE_API_KEY)")
                .hasMessageContaining("missing account")
                .hasMessageContaining("unknown or secret key api.key")
                .hasMessageContaining("unknown or secret key enviroment; known are [api.key, environment, account]")
                .hasMessageContaining("unknown secret token");
    }

    @Test
    void shouldPassWhatIsComplete() {
        ProviderConfig.empty()
                .with("api.key", Secret.of(PLANTED))
                .with("account", "1")
                .check("venue", KEYS);
    }

    @Test
    void shouldNeverShowAPlantedKey() {
        Secret secret = Secret.of(PLANTED);
        ProviderConfig config = ProviderConfig.empty().with("api.key", secret).with("oops", PLANTED.substring(0, 3));
        Throwable thrown = catchThrowable(() -> config.check("venue", KEYS));
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));

        assertThat(List.of(
                        secret.toString(),
                        String.valueOf(config),
                        config.values().toString(),
                        config.secret("api.key").toString(),
                        "" + config.secret("api.key").map(Object::toString),
                        String.format("%s", secret),
                        trace.toString()))
                .noneMatch(text -> text.contains(PLANTED));
        assertThat(secret).hasToString("***");
        assertThat(config).hasToString("{oops=pl4} secrets [api.key]");
    }

    @Test
    void shouldNotShowAKeyThatWasGivenAsAPlainValue() {
        ProviderConfig wrong = ProviderConfig.empty().with("api.key", PLANTED);

        assertThat(catchThrowable(() -> wrong.check("venue", KEYS)).getMessage())
                .doesNotContain(PLANTED);
    }

    @Test
    void shouldNotBeTakenApart() {
        Secret secret = Secret.of(PLANTED);

        assertThat(secret).isNotInstanceOf(Serializable.class).isNotInstanceOf(CharSequence.class);
        assertThat(secret).isNotEqualTo(Secret.of(PLANTED));
        assertThatThrownBy(() -> serialise(secret)).isInstanceOf(NotSerializableException.class);
    }

    @Test
    void shouldBeGoneOnceWiped() {
        Secret secret = Secret.of(PLANTED);

        secret.wipe();

        assertThat(secret.reveal()).isBlank().hasSameSizeAs(PLANTED);
        assertThat(secret.isEmpty()).isFalse();
        assertThat(Secret.of("").isEmpty()).isTrue();
    }

    private static void serialise(Object value) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(value);
        }
    }
}
