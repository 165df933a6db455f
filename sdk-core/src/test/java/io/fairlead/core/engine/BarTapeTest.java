package io.fairlead.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.feed.BarColumns;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BarTapeTest {
    private static final long SPAN = 60_000_000_000L;
    private static final int COUNT = 5;

    @Test
    void shouldShowEveryBarOfEveryInstrumentThoughTheyAreNotInStep() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns[] columns = new BarColumns[COUNT];
        int[] next = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            columns[i] = walk(i, i * 13, random);
        }
        BarTape tape = new BarTape(COUNT);
        int shown = 0;
        for (int step = 0; step < 2_000; step++) {
            int i = random.nextInt(COUNT);
            if (moveTo(tape, i, columns[i], next[i], columns[i].size())) {
                int at = tape.placeOf(i);
                int bar = next[i]++;
                assertThat(shown(tape, at, columns[i]))
                        .as("seed %d step %d instrument %d bar %d", seed, step, i, bar)
                        .isEqualTo(columns[i].bar(bar));
                shown++;
            } else {
                assertThat(next[i]).isEqualTo(columns[i].size());
            }
        }
        assertThat(shown).isEqualTo(13 * (1 + 2 + 3 + 4));
    }

    @Test
    void shouldBeginInTheMidstAndEndAtTheLimit() {
        BarColumns columns = walk(0, 40, new SplittableRandom(1));
        BarTape tape = new BarTape(1);
        for (int bar = 11; bar < 30; bar++) {
            assertThat(moveTo(tape, 0, columns, bar, 30)).isTrue();
            assertThat(tape.close(tape.placeOf(0))).isEqualTo(columns.close(bar));
        }

        assertThat(moveTo(tape, 0, columns, 30, 30)).isFalse();
        assertThat(moveTo(tape, 0, columns, 30, 30)).isFalse();
    }

    private static boolean moveTo(BarTape tape, int instrument, BarColumns columns, int next, int limit) {
        return tape.moveOn(instrument) || tape.load(instrument, columns, next, limit);
    }

    private static Bar shown(BarTape tape, int at, BarColumns of) {
        return new Bar(
                of.instrument(),
                of.interval(),
                tape.startNanos(at),
                tape.endNanos(at),
                tape.open(at),
                tape.high(at),
                tape.low(at),
                tape.close(at),
                tape.volume(at));
    }

    private static BarColumns walk(int symbol, int bars, SplittableRandom random) {
        BarColumns walk = BarColumns.of(InstrumentId.of("S" + symbol, "US"), BarInterval.ofMinutes(1));
        for (int i = 0; i < bars; i++) {
            double close = 10 + random.nextDouble();
            walk.append(i * SPAN, (i + 1) * SPAN, 10.5, 12 + i, 9, close, random.nextInt(1_000));
        }
        return walk;
    }
}
