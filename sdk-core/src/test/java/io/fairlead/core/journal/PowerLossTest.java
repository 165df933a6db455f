package io.fairlead.core.journal;

import static io.fairlead.core.journal.JournalText.all;
import static io.fairlead.core.journal.JournalText.append;
import static io.fairlead.core.journal.JournalText.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PowerLossTest {
    private static final int LIVES = 12;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /** Lives a journal through many ends, with everything that can be known about it written down beside it. */
    private static final class Life {
        private final MemoryStorage storage = new MemoryStorage();
        private final SplittableRandom chance;
        private final List<String> committed = new ArrayList<>();
        private int durable;
        private int number;

        Life(long seed) {
            chance = new SplittableRandom(seed);
        }

        void run(int steps) {
            try (Journal journal = open(storage)) {
                remember(journal);
                for (int i = 0; i < steps; i++) {
                    step(journal);
                }
            } catch (SimulatedCrash | JournalException expected) {
                assertThat(expected).hasMessageNotContaining("damaged");
            }
        }

        /** What a reopened journal holds must be what was committed, from the start, at least what was forced. */
        private void remember(Journal journal) {
            List<String> found = all(storage);
            assertThat(found.size()).as("forced records were lost").isGreaterThanOrEqualTo(durable);
            assertThat(found.size()).as("records were invented").isLessThanOrEqualTo(committed.size());
            assertThat(found).as("records were changed").isEqualTo(committed.subList(0, found.size()));
            assertThat(journal.lastSequence()).isEqualTo(found.size());
            committed.subList(found.size(), committed.size()).clear();
            durable = found.size();
        }

        private void step(Journal journal) {
            int choice = chance.nextInt(10);
            if (choice == 0) {
                journal.force();
                durable = committed.size();
            } else if (choice == 1) {
                journal.catchUp();
            } else {
                String text = "r" + number++ + "x".repeat(chance.nextInt(chance.nextInt(20) == 0 ? 1500 : 120));
                committed.add((journal.lastSequence() + 1) + ":" + text);
                append(journal, text);
            }
            durable = Math.max(durable, (int) journal.forcedSequence());
        }

        void arm() {
            switch (chance.nextInt(5)) {
                case 0 -> storage.crashAfter(chance.nextInt(6000) + 1);
                case 1 -> storage.failForceAt(chance.nextInt(8) + 1);
                case 2 -> storage.failWriteAfter(chance.nextInt(6000));
                default -> {}
            }
        }

        void end() {
            if (chance.nextBoolean()) {
                storage.powerLoss(chance);
            } else {
                storage.crash();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void forcedRecordsSurviveAndNothingIsInvented(long seed) throws IOException {
        for (int run = 0; run < 40; run++) {
            Life life = new Life(seed * 1000 + run);
            for (int i = 0; i < LIVES; i++) {
                life.arm();
                openAndRun(life);
                life.end();
            }
            try (Journal journal = open(life.storage)) {
                life.remember(journal);
            }
            assertThat(JournalVerification.verify(life.storage).faults()).isEmpty();
        }
    }

    /** Opening may meet the armed fault itself; then the journal must open once the fault is gone. */
    private static void openAndRun(Life life) {
        try {
            life.run(life.chance.nextInt(60));
        } catch (io.fairlead.api.BadInputException notOpened) {
            assertThat(notOpened).hasMessageContaining("cannot be opened");
        }
    }

    @Test
    void shouldBreakForGoodWhenAForceFails() {
        MemoryStorage storage = new MemoryStorage();
        Journal journal = open(storage);
        append(journal, "one");
        journal.force();
        append(journal, "two");
        storage.failForceAt(1);

        assertThatThrownBy(journal::force)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("input/output error")
                .hasMessageContaining("forced up to 1");
        assertThat(journal.isBroken()).isTrue();
        assertThat(journal.forcedSequence()).isEqualTo(1);
        assertThatThrownBy(() -> journal.begin(1, 0)).isInstanceOf(JournalException.class);
        assertThatThrownBy(journal::commit).isInstanceOf(JournalException.class);
        assertThatThrownBy(journal::force).hasMessageContaining("broken since record 3");
        assertThatThrownBy(journal::catchUp).isInstanceOf(JournalException.class);
        journal.close();

        try (Journal reopened = open(storage)) {
            assertThat(reopened.lastSequence()).isBetween(1L, 2L);
        }
    }

    /** The system drops what it could not write from its list of things to write, and shows it all the same. */
    @Test
    void shouldMakeDurableWhatItTookOverAfterAFailedForce() {
        for (long seed = 0; seed < 200; seed++) {
            MemoryStorage storage = new MemoryStorage();
            Journal journal = open(storage);
            append(journal, "one");
            storage.failForceAt(1);
            assertThatThrownBy(journal::force).isInstanceOf(JournalException.class);
            storage.crash();
            long kept;
            try (Journal reopened = open(storage)) {
                kept = reopened.lastSequence();
            }

            storage.powerLoss(new SplittableRandom(seed));

            assertThat(all(storage)).as("seed %d", seed).hasSize((int) kept);
        }
    }

    @Test
    void shouldBreakForGoodWhenTheDiskIsFullAndKeepWhatWasCommitted() {
        MemoryStorage storage = new MemoryStorage();
        Journal journal = open(storage);
        append(journal, "one");
        storage.failWriteAfter(10);

        assertThatThrownBy(() -> append(journal, "two"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("no space left");
        assertThatThrownBy(() -> append(journal, "three")).isInstanceOf(JournalException.class);
        journal.close();
        storage.crash();

        try (Journal reopened = open(storage)) {
            assertThat(reopened.lastSequence()).isEqualTo(1);
            assertThat(reopened.tail().bytes()).isBetween(1L, 10L);
        }
        assertThat(all(storage)).containsExactly("1:one");
    }

    @Test
    void shouldNotLetADeadProcessWrite() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        Journal dead = open(storage);
        append(dead, "one");
        storage.crash();
        byte[] before = storage.bytes("journal-0000000001.seg");

        assertThatThrownBy(() -> append(dead, "two")).isInstanceOf(SimulatedCrash.class);
        dead.close();

        assertThat(storage.bytes("journal-0000000001.seg")).isEqualTo(before);
    }
}
