package io.fairlead.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskEnvironmentTest {
    private static RiskEnvironment from(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return RiskEnvironment.from(variables, Currency.USD);
    }

    @Test
    void shouldPutItsLimitsOnAPolicyAndLeaveTheOthers() {
        RiskEnvironment environment = from(
                "MAX_POSITION_SIZE",
                "2500.50",
                "MAX_DAILY_LOSS",
                "300",
                "MAX_OPEN_ORDERS",
                " 7 ",
                "RISK_PER_TRADE",
                "0.015",
                "PATH",
                "/bin");

        RiskPolicy policy = environment.applyTo(RiskPolicy.standard());

        assertThat(policy.describe())
                .contains(
                        "position-value: at most 2500.5 USD per instrument",
                        "daily-loss: at most 300 USD",
                        "open-orders: at most 7",
                        "risk-per-trade: at most 1.5 percent of equity to the stop; without one, 20 percent of the"
                                + " notional count as lost",
                        "order-rate: at most 100 within PT1M");
        assertThat(environment.hasLimits()).isTrue();
        assertThat(environment.liveEnabled()).isFalse();
        assertThat(environment.dryRun()).isFalse();
    }

    @Test
    void shouldReadAPercentageAndFlagsAsPeopleWriteThem() {
        RiskEnvironment environment = from(
                "RISK_PER_TRADE",
                "2 %",
                "TRADING_DRY_RUN",
                "Yes",
                "TRADING_LIVE_ENABLED",
                "TRUE",
                "TRADING_ORDER_TOKEN",
                "correct horse battery");

        assertThat(environment.applyTo(RiskPolicy.standard()).describe())
                .contains("risk-per-trade: at most 2 percent of equity to the stop; without one, 20 percent of the"
                        + " notional count as lost");
        assertThat(environment.dryRun()).isTrue();
        assertThat(environment.liveEnabled()).isTrue();
        assertThat(environment.orderToken().orElseThrow().reveal()).isEqualTo("correct horse battery");
        assertThat(environment.toString()).contains("orderToken=***").doesNotContain("horse");
    }

    @Test
    void shouldTakeBlankForNotSet() {
        RiskEnvironment environment =
                from("MAX_DAILY_LOSS", " ", "TRADING_ORDER_TOKEN", "", "TRADING_LIVE_ENABLED", "");

        assertThat(environment.hasLimits()).isFalse();
        assertThat(environment.orderToken()).isEmpty();
        assertThat(environment.applyTo(RiskPolicy.standard()).name()).isEqualTo("standard");
    }

    @Test
    void shouldTellEveryFaultAtOnceAndNoSecret() {
        assertThatThrownBy(() -> from(
                        "MAX_POSITION_SIZE",
                        "-1",
                        "MAX_DAILY_LOSS",
                        "many",
                        "MAX_OPEN_ORDERS",
                        "1.5",
                        "RISK_PER_TRADE",
                        "2",
                        "TRADING_DRY_RUN",
                        "perhaps",
                        "TRADING_LIVE_ENABLED",
                        "maybe",
                        "TRADING_ORDER_TOKEN",
                        "hunter2"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(
                        "MAX_POSITION_SIZE must be an amount above 0 with up to 8 decimals, was '-1'",
                        "MAX_DAILY_LOSS",
                        "was 'many'",
                        "MAX_OPEN_ORDERS must be a whole number, 0 or more, was '1.5'",
                        "RISK_PER_TRADE must be a fraction above 0 and at most 1 such as 0.02",
                        "TRADING_DRY_RUN must be true or false, was 'perhaps'",
                        "TRADING_LIVE_ENABLED",
                        "TRADING_ORDER_TOKEN must have at least 8 characters, had 7")
                .hasMessageNotContaining("hunter2");
    }
}
