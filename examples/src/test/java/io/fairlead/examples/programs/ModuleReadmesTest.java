package io.fairlead.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.fakes.alpaca.AlpacaKeys;
import io.fairlead.fakes.alpaca.FakeAlpaca;
import io.fairlead.fakes.binance.FakeBinance;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the modules' READMEs show is what the build compiles and what runs here, on fake venues. */
@Timeout(60)
class ModuleReadmesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/fairlead/examples/programs");

    @ParameterizedTest
    @CsvSource({
        "broker-binance, BinanceMinutes",
        "broker-alpaca, OnAlpaca",
        "broker-support, VenueTime",
        "broker-fakes, LostAnswer"
    })
    void shouldShowTheProgramThatIsCompiled(String module, String name) throws IOException {
        String source = Files.readString(SOURCES.resolve(name + ".java")).replaceFirst("package .*;\n\n", "");

        assertThat(Files.readString(Path.of("..", module, "README.md"))).contains("```java\n" + source + "```");
    }

    @Test
    void shouldReadTheLastTenMinutes() {
        try (FakeBinance venue =
                FakeBinance.builder().history(Duration.ofHours(1)).start()) {
            assertThat(BinanceMinutes.lastTen(ProviderConfig.empty()
                            .with("data.rest.url", venue.restUrl().toString())))
                    .hasSizeBetween(9, 11)
                    .allSatisfy(bar -> assertThat(bar.instrument().symbol()).isEqualTo("BTCUSDT"));
        }
    }

    @Test
    void shouldOpenASessionOnPaper(@TempDir Path journal) {
        try (FakeAlpaca venue =
                FakeAlpaca.builder().history(Duration.ofHours(2)).start()) {
            ProviderConfig config = ProviderConfig.empty()
                    .with("api.key", Secret.of(AlpacaKeys.usual().id()))
                    .with("api.secret", Secret.of(AlpacaKeys.usual().secret()))
                    .with("trading.url", venue.tradingUrl().toString())
                    .with("orders.url", venue.orderStreamUrl().toString())
                    .with("data.url", venue.dataUrl().toString())
                    .with("stream.url", venue.dataStreamUrl().toString());
            try (TradingSession session = OnAlpaca.open(config, journal)) {
                assertThat(session.mode()).isEqualTo(Mode.LIVE);
                assertThat(session.policy()).isEqualTo("standard");
            }
            assertThat(journal).isNotEmptyDirectory();
        }
    }

    @Test
    void shouldAskAVenueForItsTime() {
        try (FakeBinance venue = FakeBinance.start()) {
            assertThat(VenueTime.ask(venue.restUrl().toString())).matches("epoch ms \\d{13}");
        }
    }

    @Test
    void shouldSendNothingTwiceWhenAnAnswerIsLost(@TempDir Path journal) throws InterruptedException {
        assertThat(LostAnswer.play(journal)).isEqualTo(1);
    }
}
