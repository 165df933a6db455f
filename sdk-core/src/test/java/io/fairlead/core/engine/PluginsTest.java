package io.fairlead.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fairlead.api.BadInputException;
import io.fairlead.api.UnsupportedBrokerException;
import io.fairlead.core.sim.SimBrokerProvider;
import io.fairlead.spi.ProviderConfig;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {
    @Test
    void shouldRefuseXtbWithCodeDateReasonAndAlternatives() {
        UnsupportedBrokerException refusal = catchThrowableOfType(
                UnsupportedBrokerException.class, () -> TradingSession.builder().broker("xtb", ProviderConfig.empty()));

        assertThat(refusal.code()).isEqualTo("SERVICE_ENDED");
        assertThat(refusal.date()).isEqualTo(LocalDate.of(2025, 3, 14));
        assertThat(refusal.alternatives()).containsExactly("ibkr", "alpaca");
        assertThat(refusal)
                .hasMessage("broker 'xtb' is not supported (SERVICE_ENDED, 2025-03-14): XTB has ended its API (xAPI);"
                        + " there is nothing left to connect to; take ibkr or alpaca");
    }

    @ParameterizedTest
    @ValueSource(strings = {"degiro", "DEGIRO", "trade-republic", "Trade Republic", "trade_republic", "traderepublic"})
    void shouldRefuseBrokersWithoutAnOfficialApiHoweverTheyAreSpelt(String id) {
        assertThatThrownBy(() -> Plugins.broker(id))
                .isInstanceOfSatisfying(
                        UnsupportedBrokerException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("NO_OFFICIAL_API"));
    }

    @Test
    void shouldRefuseThemEvenIfSomebodyBringsAPlugin() {
        assertThatThrownBy(() -> Plugins.broker(Map.of("xtb", new SimBrokerProvider()), "xtb"))
                .isInstanceOf(UnsupportedBrokerException.class);
    }

    @Test
    void shouldNameTheKnownOnesForAnUnknownOne() {
        String known = new SimBrokerProvider().id();

        assertThatThrownBy(() -> Plugins.broker("nosuch"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no broker plug-in 'nosuch'; found are")
                .hasMessageContaining(known);
        assertThat(Plugins.broker(known)).isInstanceOf(SimBrokerProvider.class);
    }

    @Test
    void shouldTellTwoOfOneIdByTheirClasses() {
        assertThatThrownBy(() -> Plugins.byId(
                        List.of(new SimBrokerProvider(), new SimBrokerProvider()), SimBrokerProvider::id, "broker"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("two broker plug-ins have the id");
    }

    @Test
    void shouldListTheRefusedOnes() {
        assertThat(Plugins.refusedBrokers())
                .extracting(UnsupportedBrokerException::broker)
                .containsExactly("degiro", "trade-republic", "xtb");
    }
}
