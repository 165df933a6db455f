package io.fairlead.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.core.journal.JournalRecord;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No kind of record is passed over by oversight. */
class RecordCoverageTest {
    /** Market data, and the passing of time. */
    private static final Set<String> WITHOUT_ROWS =
            Set.of("BarArrived", "QuoteArrived", "TradeArrived", "DataEnded", "TimePassed", "Checkpoint");

    @Test
    void shouldTakeEveryKindButMarketData() {
        List<JournalRecord> all = RandomRecords.of(21, 5_000);
        Projection projection = new Projection(OrderSource.NONE);
        Set<String> taken = new HashSet<>();
        Set<String> passed = new HashSet<>();

        for (int i = 0; i < all.size(); i++) {
            String kind = all.get(i).getClass().getSimpleName();
            (projection.apply(i + 1, i, all.get(i)) ? taken : passed).add(kind);
        }

        Set<String> expected = Arrays.stream(JournalRecord.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(kind -> !WITHOUT_ROWS.contains(kind))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(taken)).isEqualTo(expected);
        assertThat(WITHOUT_ROWS).containsAll(passed);
    }
}
