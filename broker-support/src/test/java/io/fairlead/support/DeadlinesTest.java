package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.Deadlines.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {
    private static final long SECOND = 1_000_000_000;

    private final ManualTime time = new ManualTime("2026-11-28T12:00:00Z");
    private final Deadlines deadlines = new Deadlines(time.io());
    private final List<String> rung = new ArrayList<>();

    @AfterEach
    void stop() {
        time.close();
    }

    private Deadline in(long nanos, String name) {
        Deadline deadline = deadlines.in(nanos, () -> rung.add(name));
        if (deadline == null) {
            throw new AssertionError("the scheduler is there");
        }
        return deadline;
    }

    @Test
    void shouldRingEachAtItsTimeHoweverTheyWereGiven() {
        in(3 * SECOND, "third");
        in(SECOND, "first");
        time.advance(Duration.ofMillis(500));
        in(SECOND, "second");

        time.advance(Duration.ofMillis(499));
        List<String> before = List.copyOf(rung);
        time.advance(Duration.ofMillis(1));
        List<String> first = List.copyOf(rung);
        time.advance(Duration.ofMillis(500));
        List<String> second = List.copyOf(rung);
        time.advance(Duration.ofMillis(1500));

        assertThat(before).isEmpty();
        assertThat(first).containsExactly("first");
        assertThat(second).containsExactly("first", "second");
        assertThat(rung).containsExactly("first", "second", "third");
    }

    @Test
    void shouldAskTheSchedulerOnceForAThousandWaitsThatEndBeforeTheirTime() {
        for (int i = 0; i < 1000; i++) {
            deadlines.callOff(in(10 * SECOND, "never"));
            time.advance(Duration.ofMillis(1));
        }

        assertThat(time.arranged()).isEqualTo(1);
        time.advance(Duration.ofSeconds(30));
        assertThat(rung).isEmpty();
        assertThat(time.hasTaskWithin(Duration.ofDays(1))).isFalse();
    }

    @Test
    void shouldLeaveNoTaskBehindOnceClosedAndDone() {
        Deadline open = in(10 * SECOND, "never");
        deadlines.close();
        boolean still = time.hasTaskWithin(Duration.ofSeconds(10));

        deadlines.callOff(open);

        assertThat(still).isTrue();
        assertThat(time.hasTaskWithin(Duration.ofDays(1))).isFalse();
    }

    @Test
    void shouldSayThatNobodyWillRingOnceTheLenderHasGone() {
        in(10 * SECOND, "never");
        time.io().shutdown();

        assertThat(deadlines.in(20 * SECOND, () -> rung.add("late"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldRingExactlyThoseThatWereNotCalledOffEachAtItsTime(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, Deadline> open = new HashMap<>();
        TreeMap<Integer, Long> due = new TreeMap<>();
        Map<Integer, Long> rang = new HashMap<>();
        long now = 0;
        long[] clock = {0};
        for (int i = 0; i < 500; i++) {
            int number = i;
            long wait = 1 + random.nextLong(20);
            open.put(i, deadlines.in(wait * SECOND, () -> rang.put(number, clock[0])));
            due.put(i, now + wait);
            int other = random.nextInt(i + 1);
            if (random.nextInt(3) == 0 && due.containsKey(other) && due.get(other) > now) {
                deadlines.callOff(open.get(other));
                due.remove(other);
            }
            if (random.nextBoolean()) {
                clock[0] = ++now;
                time.advance(Duration.ofSeconds(1));
            }
        }
        for (int i = 0; i < 21; i++) {
            clock[0] = ++now;
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(rang).as("seed %d", seed).isEqualTo(due);
    }
}
