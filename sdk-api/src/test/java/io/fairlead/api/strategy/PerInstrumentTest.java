package io.fairlead.api.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PerInstrumentTest {
    private static final List<InstrumentId> IDS = ids();

    private final PerInstrument<List<String>> lists = PerInstrument.of(() -> new ArrayList<>());

    private static List<InstrumentId> ids() {
        List<InstrumentId> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(InstrumentId.of("S" + i, "US"));
        }
        return ids;
    }

    @Test
    void shouldKeepOneOfEachInstrumentInWhateverOrderTheyAreAskedFor() {
        long seed = 20261128;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            InstrumentId id = IDS.get(random.nextBoolean() ? i % IDS.size() : random.nextInt(IDS.size()));
            InstrumentId asked = random.nextInt(10) == 0 ? InstrumentId.of(id.symbol(), id.market()) : id;
            List<String> own = lists.get(asked);
            if (own.isEmpty()) {
                own.add(id.symbol());
            }
            assertThat(own).as("seed %d step %d", seed, i).containsExactly(id.symbol());
        }
        assertThat(lists.size()).isEqualTo(IDS.size());
    }

    @Test
    void shouldMakeWhatIsKeptForItsInstrument() {
        PerInstrument<String> names = PerInstrument.by(id -> "of " + id);

        assertThat(names.get(IDS.get(3))).isEqualTo("of S3.US");
        assertThat(names.get(IDS.get(3))).isSameAs(names.get(IDS.get(3)));
    }

    @Test
    void shouldFindOnlyWhatWasAskedForBefore() {
        lists.get(IDS.get(1)).add("one");

        assertThat(lists.find(IDS.get(1))).containsExactly("one");
        assertThat(lists.find(IDS.get(2))).isNull();
        assertThat(lists.size()).isEqualTo(1);
    }

    @Test
    void shouldShowAllInTheOrderInWhichTheyWereFirstAskedFor() {
        lists.get(IDS.get(7));
        lists.get(IDS.get(2));
        lists.get(IDS.get(7));
        List<InstrumentId> shown = new ArrayList<>();

        lists.forEach((id, list) -> shown.add(id));

        assertThat(shown).containsExactly(IDS.get(7), IDS.get(2));
    }

    @Test
    void shouldLetTheMakerAskForAnother() {
        List<PerInstrument<String>> self = new ArrayList<>();
        PerInstrument<String> chained = PerInstrument.by(
                id -> id.equals(IDS.get(0)) ? "base" : self.get(0).get(IDS.get(0)) + "+" + id.symbol());
        self.add(chained);

        assertThat(chained.get(IDS.get(5))).isEqualTo("base+S5");
        assertThat(chained.get(IDS.get(0))).isEqualTo("base");
    }

    @Test
    void shouldRefuseAMakerThatMakesNothing() {
        @SuppressWarnings("NullAway") // that is the fault
        PerInstrument<String> none = PerInstrument.of(() -> null);

        assertThatThrownBy(() -> none.get(IDS.get(0)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("maker made null");
        assertThat(none.size()).isZero();
    }
}
