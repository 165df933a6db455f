package io.fairlead.core.ids;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.ClientOrderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClientIdMapTest {
    private static final List<String> TEXTS = List.of("abc-", "abc-", "abc-", "abd-", "abc", "", "abc-0", "abc-x");

    private final ClientIdMap<Integer> map = new ClientIdMap<>();

    @Test
    void shouldFindWhatWasPutInUnderNumbersThatRise() {
        for (int i = 1; i <= 10_000; i++) {
            map.put(new ClientOrderId("nonce-" + i), i);
        }

        assertThat(map.get(new ClientOrderId("nonce-1"))).isEqualTo(1);
        assertThat(map.get(new ClientOrderId("nonce-10000"))).isEqualTo(10_000);
        assertThat(map.get(new ClientOrderId("nonce-10001"))).isNull();
        assertThat(map.get(new ClientOrderId("nonce-0"))).isNull();
    }

    @Test
    void shouldTellNumbersThatAreWrittenDifferentlyApart() {
        map.put(new ClientOrderId("a-7"), 1);
        map.put(new ClientOrderId("a-07"), 2);
        map.put(new ClientOrderId("a-7x"), 3);
        map.put(new ClientOrderId("a-"), 4);

        assertThat(map.get(new ClientOrderId("a-7"))).isEqualTo(1);
        assertThat(map.get(new ClientOrderId("a-07"))).isEqualTo(2);
        assertThat(map.get(new ClientOrderId("a-7x"))).isEqualTo(3);
        assertThat(map.get(new ClientOrderId("a-"))).isEqualTo(4);
        assertThat(map.contains(new ClientOrderId("a-007"))).isFalse();
    }

    @Test
    void shouldKeepANumberFarAheadFoundOnceTheOthersHaveCaughtUp() {
        map.put(new ClientOrderId("a-1"), 1);
        map.put(new ClientOrderId("a-999999999"), -1);
        map.put(new ClientOrderId("a-5000"), -2);
        for (int i = 2; i < 5_000; i++) {
            map.put(new ClientOrderId("a-" + i), i);
        }

        map.put(new ClientOrderId("a-5000"), -3);

        assertThat(map.get(new ClientOrderId("a-5000"))).isEqualTo(-3);
        assertThat(map.get(new ClientOrderId("a-999999999"))).isEqualTo(-1);
    }

    @Test
    void shouldDoAsAHashMapDoes() {
        long seed = 20261127;
        SplittableRandom random = new SplittableRandom(seed);
        Map<ClientOrderId, Integer> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            int number = random.nextInt(1 << random.nextInt(1, 15));
            ClientOrderId id = new ClientOrderId(TEXTS.get(random.nextInt(TEXTS.size())) + number);
            if (random.nextBoolean()) {
                map.put(id, i);
                expected.put(id, i);
            }
            assertThat(map.get(id)).as("seed %d step %d %s", seed, i, id).isEqualTo(expected.get(id));
        }
        expected.forEach((id, value) -> assertThat(map.get(id)).isEqualTo(value));
    }
}
