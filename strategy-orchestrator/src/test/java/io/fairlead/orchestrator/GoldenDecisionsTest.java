package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.feed.CsvFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenDecisionsTest {
    private static final int FIRST_NUMBER = 4;
    private static final int LAST_NUMBER = 7;
    private static final double TOLERANCE = 1e-6;

    @Test
    void shouldReproduceEveryDecisionOfTheReference() {
        Path golden = SharedData.require("golden/orchestrator-classic-2024h1.csv.gz");
        BarData data = CsvFolder.of(SharedData.require("data/us-5min-2024h1"));

        List<String> decided = decide(data);

        List<String> expected = SharedData.lines(golden);
        assertThat(decided).hasSameSizeAs(expected).hasSize(29_017);
        List<String> different = new ArrayList<>();
        for (int i = 0; i < decided.size(); i++) {
            if (!agree(decided.get(i), expected.get(i))) {
                different.add(decided.get(i) + " instead of " + expected.get(i));
            }
        }
        assertThat(different).isEmpty();
    }

    private static List<String> decide(BarData data) {
        StringBuilder text = new StringBuilder();
        DecisionRun run = DecisionRun.of(OrchestratorConfig.classic())
                .windowDays(6)
                .trade(List.of(id("AAPL"), id("GOOGL"), id("NVDA")))
                .csv(text)
                .start();
        run.feed(data);
        run.finish();
        return text.toString().lines().toList();
    }

    private static InstrumentId id(String symbol) {
        return InstrumentId.of(symbol, "US");
    }

    private static boolean agree(String decided, String expected) {
        String[] ours = decided.split(",", -1);
        String[] theirs = expected.split(",", -1);
        if (ours.length != theirs.length) {
            return false;
        }
        for (int i = 0; i < ours.length; i++) {
            if (!ours[i].equals(theirs[i]) && !(i >= FIRST_NUMBER && i <= LAST_NUMBER && isNear(ours[i], theirs[i]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(String ours, String theirs) {
        return !ours.isEmpty()
                && !theirs.isEmpty()
                && Math.abs(Double.parseDouble(ours) - Double.parseDouble(theirs)) <= TOLERANCE + 1e-9;
    }
}
