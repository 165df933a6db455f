package io.fairlead.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.spi.IdempotencyClass;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChaosTest {
    private static final int SCHEDULES = 1_000;
    private static final int FOUND_WITHIN = 10_000;

    @ParameterizedTest
    @EnumSource(IdempotencyClass.class)
    void shouldLoseNoOrderAndSendNoneTwiceWhateverFails(IdempotencyClass kind) {
        Tally tally = new Tally();
        List<String> violations = new ArrayList<>();

        for (long seed = 1; seed <= SCHEDULES; seed++) {
            violations.addAll(ChaosRun.outcome(seed, kind, PlantedBug.NONE, false, tally));
        }

        assertThat(violations).isEmpty();
        assertThat(tally.orders()).as("orders that reached the venue").isGreaterThan(SCHEDULES);
        assertThat(tally.unknowns()).as("unknown outcomes").isGreaterThan(SCHEDULES / 10);
    }

    @ParameterizedTest
    @EnumSource(value = PlantedBug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindAPlantedBug(PlantedBug bug) {
        IdempotencyClass[] kinds = IdempotencyClass.values();
        List<String> violations = List.of();

        for (int seed = 1; violations.isEmpty() && seed <= FOUND_WITHIN; seed++) {
            violations = ChaosRun.outcome(seed, kinds[seed % kinds.length], bug, false, new Tally());
        }

        assertThat(violations).as("what the harness says of " + bug).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100812, NONE", "109623, CORRELATE", "118345, DEDUP"})
    void shouldCountWhatAnAccountBeganWithOnce(long seed, IdempotencyClass kind) {
        assertThat(ChaosRun.outcome(seed, kind, PlantedBug.NONE, false, new Tally()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"905857, DEDUP", "916237, DEDUP"})
    void shouldHaveNothingWorkingThereThatIsOverHere(long seed, IdempotencyClass kind) {
        assertThat(ChaosRun.outcome(seed, kind, PlantedBug.NONE, false, new Tally()))
                .isEmpty();
    }

    @Test
    void shouldPlayASeedTheSameWayTwice() {
        List<String> once = ChaosRun.outcome(1, IdempotencyClass.DEDUP, PlantedBug.FILL_TWICE, true, new Tally());
        List<String> again = ChaosRun.outcome(1, IdempotencyClass.DEDUP, PlantedBug.FILL_TWICE, true, new Tally());

        assertThat(once).isNotEmpty();
        assertThat(withoutNonce(again)).isEqualTo(withoutNonce(once));
    }

    @Test
    void shouldKnowWhatHappenedAfterAProcessWasKilledAgainAndAgain(@TempDir Path folder) throws Exception {
        List<String> violations = new KillLoop(folder, 1, new PrintWriter(new StringWriter())).run(4);

        assertThat(violations).isEmpty();
    }

    /** The journal's nonce is drawn anew each time, and an object's name in a line is its own. */
    private static List<String> withoutNonce(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("[0-9a-z]{16}-", "N-")
                        .replaceAll("nonce=\\w+", "nonce")
                        .replaceAll("@[0-9a-f]+", "@"))
                .toList();
    }
}
