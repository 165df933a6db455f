package io.fairlead.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import io.fairlead.support.RequestKind;
import io.fairlead.tck.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressLimitsTest {
    private static final String HERE = "http://127.0.0.1:9001";
    private static final String ELSEWHERE = "http://127.0.0.1:9002";

    private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-28T12:00:01Z"));
    private final BinanceBrokerProvider provider = new BinanceBrokerProvider();
    private final List<BinanceConnection> open = new ArrayList<>();

    @AfterEach
    void stop() {
        open.forEach(BinanceConnection::close);
        time.close();
    }

    private BinanceConnection account(String key, String url) {
        return connection(BinanceSettings.forAccount(ProviderConfig.empty()
                .with("api.key", Secret.of(key))
                .with("api.secret", Secret.of("the-secret"))
                .with("rest.url", url)));
    }

    private BinanceConnection connection(BinanceSettings settings) {
        BinanceConnection made = new BinanceConnection(settings, time.clock(), time.scheduler(), provider.limits());
        open.add(made);
        return made;
    }

    private static int ordersTaken(BinanceConnection connection) {
        int taken = 0;
        Map<String, Integer> order = Map.of(connection.rest().ordersCounted(), 1);
        while (connection.budget().tryTake(RequestKind.ORDER_WRITE, order)) {
            taken++;
        }
        return taken;
    }

    private static boolean takesWeight(BinanceConnection connection, int weight) {
        return connection.budget().tryTake(RequestKind.CANCEL, Map.of(Weights.WEIGHT, weight));
    }

    @Test
    void shouldCountTheOrdersOfOneKeyTogetherAndThoseOfAnotherApart() {
        int first = ordersTaken(account("key-a", HERE));
        int same = ordersTaken(account("key-a", HERE));
        int other = ordersTaken(account("key-b", HERE));

        assertThat(List.of(first, same, other)).containsExactly(50, 0, 50);
    }

    @Test
    void shouldCountTheWeightOfAllThatCallOnePlaceTogether() {
        BinanceConnection some = account("key-a", HERE);
        BinanceConnection other = account("key-b", HERE);
        BinanceConnection data =
                connection(BinanceSettings.forData(ProviderConfig.empty().with("data.rest.url", HERE)));
        BinanceConnection elsewhere = account("key-a", ELSEWHERE);

        takesWeight(some, 3000);
        takesWeight(data, 3000);

        assertThat(takesWeight(other, 1)).isFalse();
        assertThat(takesWeight(elsewhere, 6000)).isTrue();
    }

    @Test
    void shouldCountPublicDataOfAnEnvironmentWithItsAccounts() {
        BinanceConnection account = connection(BinanceSettings.forAccount(ProviderConfig.empty()
                .with("environment", "testnet")
                .with("api.key", Secret.of("key-a"))
                .with("api.secret", Secret.of("the-secret"))));
        BinanceConnection data =
                connection(BinanceSettings.forData(ProviderConfig.empty().with("environment", "testnet")));

        takesWeight(data, 6000);

        assertThat(takesWeight(account, 1)).isFalse();
    }

    @Test
    void shouldKeepABanAndWhatWasUsedWhenAConnectionIsMadeAnew() {
        BinanceConnection before = account("key-a", HERE);
        ordersTaken(before);
        before.budget().stopUntil(time.clock().instant().plus(Duration.ofSeconds(5)), true, "banned");
        before.close();

        BinanceConnection after = account("key-a", HERE);
        boolean banned = !takesWeight(after, 1);
        time.advance(Duration.ofSeconds(5));

        assertThat(banned).isTrue();
        assertThat(takesWeight(after, 1)).isTrue();
        assertThat(ordersTaken(after)).isZero();
    }

    @Test
    void shouldShowNoKeyInTheNamesOfItsWindows() {
        BinanceConnection account = account("key-a", HERE);

        assertThat(account.budget().windows().toString()).contains("orders@").doesNotContain("key-a");
    }
}
