package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockAndBackoffTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final AtomicLong ticks = new AtomicLong(1_000);
    private final ServerTimeOffset offset = new ServerTimeOffset(NOON, ticks::get);

    @Test
    void shouldTakeTheVenuesTimeForThatInTheMiddleOfTheRoundTrip() {
        long asked = offset.tick();
        ticks.addAndGet(Duration.ofMillis(100).toNanos());

        offset.observe(asked, offset.tick(), NOON.plusMillis(5_000));

        assertThat(offset.now()).isEqualTo(NOON.plusMillis(5_050));
        assertThat(offset.uncertainty()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void shouldBelieveTheSharpestLook() {
        look(10, 2_000);
        look(400, 2_150);
        look(300, 1_900);

        Duration ahead = Duration.between(NOON.plusNanos(ticks.get() - 1_000), offset.now());

        assertThat(ahead).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldForgetWhatTheVenueHasProvenWrong() {
        look(10, 2_000);
        offset.distrust();
        look(700, 9_000);
        Duration afterOne = Duration.between(NOON.plusNanos(ticks.get() - 1_000), offset.now());
        look(500, -300);
        look(600, 8_000);

        assertThat(afterOne).isEqualTo(Duration.ofSeconds(2));

        assertThat(Duration.between(NOON.plusNanos(ticks.get() - 1_000), offset.now()))
                .isEqualTo(Duration.ofMillis(-300));
    }

    /** A look with a symmetric round trip at a venue that is ahead of us by so much. */
    private void look(long roundTripMs, long aheadMs) {
        long asked = offset.tick();
        Instant middle = NOON.plusNanos(ticks.get() - 1_000).plusMillis(roundTripMs / 2);
        ticks.addAndGet(Duration.ofMillis(roundTripMs).toNanos());
        offset.observe(asked, offset.tick(), middle.plusMillis(aheadMs));
    }

    @Test
    void shouldSpreadWaitsOverTheWholeOfADoublingSpanUpToAMinute() {
        long seed = 99;
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new SplittableRandom(seed));
        for (int failures = 0; failures < 70; failures++) {
            long most = failures < 6 ? 1_000L << failures : 60_000;
            long sum = 0;
            for (int i = 0; i < 400; i++) {
                long wait = backoff.delay(failures).toMillis();
                assertThat(wait).as("seed %d, failure %d", seed, failures).isBetween(0L, most);
                sum += wait;
            }
            assertThat(sum / 400).as("seed %d, failure %d", seed, failures).isBetween(most * 4 / 10, most * 6 / 10);
        }
    }

    @Test
    void shouldEncodeAllButUnreservedCharacters() {
        assertThat(new QueryText()
                        .add("symbol", "１２")
                        .add("q", "a b*~+/=")
                        .add("n", 5)
                        .toString())
                .isEqualTo("symbol=%EF%BC%91%EF%BC%92&q=a%20b%2A~%2B%2F%3D&n=5");
    }
}
