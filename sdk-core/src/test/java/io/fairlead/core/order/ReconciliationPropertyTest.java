package io.fairlead.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.core.journal.JournalRecord.VenueRead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the desk and the venue have come to: what a reading shows is taken in once, in whatever order it shows it. */
class ReconciliationPropertyTest {
    private static final int LIVES = 150;

    /** What the venue shows some time later, in which nothing else was heard of it. */
    private static VenueRead later(DeskLife life) {
        life.bench.nanos += Duration.ofSeconds(life.random.nextInt(12)).toNanos();
        life.bench.desk.setTime(life.bench.nanos);
        return life.venue.reading(life.bench);
    }

    @Test
    void shouldChangeNothingWhenTheSameReadingIsTakenInTwice() {
        for (long seed = 0; seed < LIVES; seed++) {
            DeskLife life = new DeskLife(seed);
            for (int round = 0; round < 6; round++) {
                life.live(25);
                VenueRead read = later(life);

                life.bench.read(read);
                List<String> once = life.bench.dump();
                life.bench.read(read);

                assertThat(DeskBench.different(life.bench.dump(), once))
                        .as("seed %d round %d", seed, round)
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldNotDependOnTheOrderInWhichTheVenueListsItsOrders() {
        for (long seed = 0; seed < LIVES; seed++) {
            DeskLife life = new DeskLife(seed);
            life.live(120);
            VenueRead read = later(life);
            DeskBench one = life.bench.restarted(life.bench.entries.size());
            DeskBench other = life.bench.restarted(life.bench.entries.size());

            one.read(read);
            other.read(shuffled(read, new Random(seed)));

            assertThat(DeskBench.different(other.dump(), one.dump()))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static VenueRead shuffled(VenueRead read, Random random) {
        return new VenueRead(
                read.askedNanos(),
                shuffled(read.openOrders(), random),
                shuffled(read.lookedUp(), random),
                shuffled(read.notFound(), random),
                read.sinceNanos(),
                read.executions(),
                read.account());
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> other = new ArrayList<>(list);
        Collections.shuffle(other, random);
        return other;
    }
}
