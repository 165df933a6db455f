package io.fairlead.core.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReplaceSupport;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SimBrokerProviderTest {
    private final SimBrokerProvider provider = new SimBrokerProvider();

    private Broker connect(BrokerProvider from, ProviderConfig config) {
        ApprovalVerifier approvals = RiskGate.standalone(RuleSet.of("test", Venue.pass()))
                .connection("sim", AccountId.of("sim", from.accountNumber(config)));
        return from.connect(
                config,
                new Lent(
                        Clock.fixed(Venue.START, ZoneOffset.UTC),
                        Executors.newSingleThreadScheduledExecutor(task -> {
                            Thread thread = new Thread(task, "lent-io");
                            thread.setDaemon(true);
                            return thread;
                        }),
                        approvals,
                        new Tape(0)));
    }

    @Test
    void shouldBeFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(BrokerProvider.class))
                .filteredOn(found -> found.id().equals("sim"))
                .singleElement()
                .isInstanceOf(SimBrokerProvider.class);
    }

    @Test
    void shouldConnectAnAccountOfPlayMoney() {
        ProviderConfig config = ProviderConfig.empty()
                .with("account", "demo-7")
                .with("cash", "10000 USD, 0.5 BTC")
                .with("asynchronous.seed", "3");

        try (Broker broker = connect(provider, config)) {
            assertThat(broker.account()).isEqualTo(AccountId.of("sim", "demo-7"));
            assertThat(broker.environment()).isEqualTo("paper");
            assertThat(broker.isRealMoney()).isFalse();
            assertThat(Venue.ask(broker.accounts().snapshot()).cash())
                    .containsExactly(Money.of("0.5", Currency.BTC), Money.of("10000", Currency.USD));
        }
    }

    @Test
    void shouldStartFromTheConfigurationThatItWasMadeWith() {
        SimBrokerProvider made = SimBrokerProvider.of(SimConfig.builder()
                .account("fund")
                .cash(Money.of("5", Currency.EUR))
                .shortSelling(false)
                .build());

        try (Broker broker = connect(made, ProviderConfig.empty())) {
            assertThat(made.accountNumber(ProviderConfig.empty())).isEqualTo("fund");
            assertThat(broker.capabilities().has(Feature.SHORT_SELLING)).isFalse();
            assertThat(Venue.ask(broker.accounts().snapshot()).cash()).containsExactly(Money.of("5", Currency.EUR));
        }
    }

    @Test
    void shouldNameEveryFaultOfTheSettings() {
        ProviderConfig config = ProviderConfig.empty()
                .with("cash", "plenty")
                .with("fees.percent", "0.1")
                .with("slippage.bps", "x")
                .with("latency", "5")
                .with("volume.share", "2")
                .with("limit.fill", "never")
                .with("short.selling", "maybe");

        assertThatThrownBy(() -> connect(provider, config))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cash was 'plenty'")
                .hasMessageContaining("fees.percent was '0.1'")
                .hasMessageContaining("slippage.bps was 'x'")
                .hasMessageContaining("latency was '5'")
                .hasMessageContaining("volume.share was '2'")
                .hasMessageContaining("limit.fill was 'never'")
                .hasMessageContaining("short.selling was 'maybe'");
    }

    @Test
    void shouldTakeEverySettingThatItDescribes() {
        ProviderConfig config = ProviderConfig.empty()
                .with("fees.percent", "0/0")
                .with("slippage.bps", "2.5")
                .with("latency", "PT0.05S")
                .with("volume.share", "0.1")
                .with("limit.fill", "through")
                .with("late.arrival", "bar_close")
                .with("short.selling", "false")
                .with("check.funds", "true")
                .with("seed", "7");

        connect(provider, config).close();

        assertThat(provider.configKeys()).hasSize(12);
    }

    @Test
    void shouldRefuseAnEnvironmentThatItDoesNotHave() {
        assertThatThrownBy(() -> provider.capabilities("live"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'live'")
                .hasMessageContaining("paper");
    }

    @Test
    void shouldDeclareWhatItCan() {
        Capabilities paper = provider.capabilities("paper");

        assertThat(provider.environments()).containsExactly("paper");
        assertThat(paper.supports(OrderType.TRAILING_STOP, TimeInForce.GTC)).isTrue();
        assertThat(paper.supports(OrderType.STOP, TimeInForce.IOC)).isFalse();
        assertThat(paper.nativeGroups().has(Contingency.BRACKET)).isTrue();
        assertThat(paper.replace()).isEqualTo(ReplaceSupport.SAME_VENUE_ID);
        assertThat(paper.idempotency()).isEqualTo(IdempotencyClass.DEDUP);
        assertThat(paper.has(Feature.DISPLAY_QUANTITY)).isFalse();
    }
}
