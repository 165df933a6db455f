package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Price;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOrderIdsTest {
    private static byte[] nonce(long seed) {
        return ClientOrderIds.draw(new SplittableRandom(seed));
    }

    private static OrderRequest buy(String id) {
        return OrderRequest.buy(AAA)
                .quantity(1)
                .limit(Price.of(99))
                .clientOrderId(new ClientOrderId(id))
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {36, 32, 28, 20, 16, 13, 12, 11, 5})
    void shouldKeepToTheAlphabetAndTheLengthOfTheRule(int length) {
        ClientOrderIds ids = new ClientOrderIds(nonce(length), ClientIdRule.text(length));
        Set<ClientOrderId> seen = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            ClientOrderId id = ids.next();

            assertThat(id.value()).hasSizeLessThanOrEqualTo(length).matches("[0-9a-z-]+");
            assertThat(seen.add(id)).isTrue();
            assertThat(ClientIdRule.numberOf(id)).hasValue(i + 1);
            assertThat(ids.isOwn(id)).isTrue();
        }
    }

    @Test
    void shouldHaveRoomForTenBillionIntents() {
        for (int length : new int[] {36, 28, 20, 16, 13, 12}) {
            ClientOrderIds ids = new ClientOrderIds(nonce(1), ClientIdRule.text(length));
            String prefix = ids.upcoming().value().replaceAll("1$", "");
            ids.used(new ClientOrderId(prefix + "9999999999"));

            assertThat(ids.next().value()).endsWith("10000000000").hasSizeLessThanOrEqualTo(length);
        }
    }

    @Test
    void shouldSayAllOfTheNonceWhereThereIsRoomAndTheSameForTheSame() {
        assertThat(new ClientOrderIds(nonce(7), ClientIdRule.text(36)).next())
                .isEqualTo(new ClientOrderIds(nonce(7), ClientIdRule.NONE).next());
        Set<String> prefixes = new HashSet<>();
        byte[] bytes = nonce(7);
        for (int bit = 0; bit < 80; bit++) {
            byte[] other = bytes.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            prefixes.add(new ClientOrderIds(other, ClientIdRule.text(36)).next().value());
        }
        assertThat(prefixes)
                .hasSize(80)
                .doesNotContain(
                        new ClientOrderIds(bytes, ClientIdRule.text(36)).next().value());
    }

    @Test
    void shouldMakeNumbersWhereOnlyDigitsAreTaken() {
        ClientOrderIds ids = new ClientOrderIds(nonce(1), ClientIdRule.digits());

        assertThat(ids.next().value()).isEqualTo("1");
        ids.used(new ClientOrderId("41"));
        assertThat(ids.next().value()).isEqualTo("42");
    }

    @Test
    void shouldTakeNothingInOfIdsThatItDidNotMake() {
        ClientOrderIds ids = new ClientOrderIds(nonce(1), ClientIdRule.text(36));
        ids.used(new ClientOrderId("other-99"));
        ids.used(new ClientOrderId("77"));
        ClientOrderIds digits = new ClientOrderIds(nonce(1), ClientIdRule.digits());
        digits.used(new ClientOrderId("other-99"));

        assertThat(ids.next().value()).endsWith("-1");
        assertThat(digits.next().value()).isEqualTo("1");
    }

    @Test
    void shouldRefuseANonceOfAnotherSize() {
        assertThatThrownBy(() -> new ClientOrderIds(new byte[9], ClientIdRule.text(36)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseACallersIdThatTheSessionMakesOrMayMakeLater() {
        for (ClientIdRule rule :
                new ClientIdRule[] {ClientIdRule.text(36), ClientIdRule.text(10), ClientIdRule.digits()}) {
            DeskBench bench = new DeskBench(ScriptedBroker.capable()
                    .clientIds(IdempotencyClass.DEDUP, rule)
                    .build());
            String upcoming = bench.desk.room().clientIds.upcoming().value();
            String later = upcoming.replaceAll("1$", "5000");

            assertThat(bench.submit(buy(later)).denial().orElseThrow().code()).isEqualTo("ID_USED_BEFORE");
            assertThat(bench.desk.room().clientIds.upcoming().value()).isEqualTo(upcoming);
        }
    }

    @Test
    void shouldStillKnowAnOrderWhoseIdACallerTriesToUseAgain() {
        DeskBench bench = new DeskBench();
        ManagedOrder first = bench.submit(buy("mine"));
        ManagedOrder second = bench.submit(buy("mine"));
        assertThat(second.denial().orElseThrow().code()).isEqualTo("ID_USED_BEFORE");

        bench.fill(first, "x1", 1, 99);

        assertThat(first.isClosed()).isTrue();
        assertThat(bench.positionUnits()).isEqualTo(1);
        assertThat(bench.alarms).isEmpty();
    }

    @Test
    void shouldNeverUseAnIdTwiceOverRestarts() {
        DeskBench bench = new DeskBench();
        Set<ClientOrderId> sent = new HashSet<>();
        for (int run = 0; run < 5; run++) {
            for (int i = 0; i < 3; i++) {
                bench.broker.calls.clear();
                ManagedOrder order = bench.submit(OrderRequest.buy(AAA)
                        .quantity(1)
                        .limit(Price.of(90 + i))
                        .build());
                assertThat(sent.add(order.clientOrderId())).isTrue();
            }
            bench = bench.restarted(bench.entries.size());
            bench.connect();
        }
    }
}
