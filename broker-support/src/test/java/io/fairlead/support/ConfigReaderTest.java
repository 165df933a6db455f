package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    private static final List<ConfigKey> KEYS = List.of(
            new ConfigKey("url", "", false, false, ""),
            new ConfigKey("ws", "", false, false, ""),
            new ConfigKey("wait", "", false, false, ""),
            new ConfigKey("on", "", false, false, ""),
            new ConfigKey("count", "", false, false, ""),
            new ConfigKey("api.key", "X_KEY", true, true, ""));

    @Test
    void shouldReadWhatIsGivenAndTakeDefaultsForTheRest() {
        ConfigReader reader = new ConfigReader(
                "x",
                ProviderConfig.empty().with("wait", "250ms").with("on", "TRUE").with("api.key", Secret.of("k")),
                KEYS);

        assertThat(reader.duration("wait", Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isEqualTo(Duration.ofMillis(250));
        assertThat(reader.flag("on", false)).isTrue();
        assertThat(reader.number("count", 1, 9, 5)).isEqualTo(5);
        assertThat(reader.http("url", "https://venue")).isEqualTo(URI.create("https://venue"));
        reader.finish();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080/", "http://127.9.0.1:1", "http://[::1]:1/x", "https://venue.example/a"})
    void shouldTakeSecureUrlsAndPlainOnesOnLoopback(String url) {
        ConfigReader reader = reader("url", url);

        URI taken = reader.http("url", "https://default");

        reader.finish();
        assertThat(url).startsWith(taken.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://venue.example",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil",
                "ftp://x",
                "venue",
                "https://u:p@venue",
                "https://venue?key=1",
                "http://10.0.0.1",
                "https:// x"
            })
    void shouldRefuseOtherUrls(String url) {
        ConfigReader reader = reader("url", url);

        URI taken = reader.http("url", "https://default");

        assertThat(taken).isEqualTo(URI.create("https://default"));
        assertThatThrownBy(reader::finish).isInstanceOf(BadInputException.class).hasMessageContaining("url");
    }

    @Test
    void shouldReportAllFaultsAtOnceWithoutSecrets() {
        ConfigReader reader = new ConfigReader(
                "x",
                ProviderConfig.empty()
                        .with("url", "http://far")
                        .with("wait", "1h")
                        .with("on", "yes")
                        .with("count", "0")
                        .with("ws", "https://x")
                        .with("typo", "1")
                        .with("other", Secret.of("planted")),
                KEYS);
        reader.http("url", "https://d");
        reader.webSocket("ws", "wss://d");
        reader.duration("wait", Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO);
        reader.flag("on", false);
        reader.number("count", 1, 9, 5);

        assertThatThrownBy(reader::finish)
                .hasMessageStartingWith("configuration of x: ")
                .hasMessageContainingAll(
                        "missing api.key (X_KEY)", "typo", "unknown secret other", "url", "ws", "wait", "on", "count")
                .hasMessageNotContaining("planted");
    }

    private static ConfigReader reader(String name, String value) {
        return new ConfigReader("x", ProviderConfig.empty().with(name, value).with("api.key", Secret.of("k")), KEYS);
    }
}
