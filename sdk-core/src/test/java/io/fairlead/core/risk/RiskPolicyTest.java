package io.fairlead.core.risk;

import static io.fairlead.api.Currency.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Money;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RiskPolicyTest {
    @Test
    void shouldTellEveryRuleAndLimitOfTheStandard() {
        assertThat(RiskPolicy.standard().name()).isEqualTo("standard");
        assertThat(RiskPolicy.standard().describe())
                .containsExactly(
                        "floor: account, instrument, tick and lot grid, trading state",
                        "reference-price: no order without a price or a rate of exchange to judge it by",
                        "reduce-only: a reduce-only order only reduces",
                        "instruments: all",
                        "short-selling: where the instrument is shortable",
                        "trading-hours: market, IOC and FOK orders in the regular session only",
                        "price-collar: limit and trigger within 10 percent of the last price",
                        "order-notional: at most 20000 in the base currency per order",
                        "position-value: at most 10000 in the base currency per instrument",
                        "concentration: at most 10 percent of equity per instrument",
                        "risk-per-trade: at most 2 percent of equity to the stop; without one, 20 percent of the"
                                + " notional count as lost",
                        "buying-power: no more than there is",
                        "leverage: gross exposure at most 1 times equity",
                        "open-orders: at most 50",
                        "order-rate: at most 100 within PT1M",
                        "daily-loss: at most 1000 in the base currency");
    }

    @Test
    void shouldLetAllInStudiesRunInResearch() {
        assertThat(RiskPolicy.research().describe())
                .containsExactly(
                        "floor: account, instrument, tick and lot grid, trading state",
                        "reference-price: no order without a price or a rate of exchange to judge it by",
                        "reduce-only: a reduce-only order only reduces",
                        "short-selling: where the instrument is shortable",
                        "buying-power: no more than there is",
                        "leverage: gross exposure at most 1 times equity");
    }

    @Test
    void shouldChangeLimitsWithoutChangingTheFormerPolicy() {
        RiskPolicy standard = RiskPolicy.standard();

        RiskPolicy changed = standard.maxPositionValue(Money.of("2500.50", USD))
                .maxOrderNotional(Money.of(3000, USD))
                .maxDailyLoss(Money.of("500", USD))
                .maxDrawdown(Money.of(900, USD))
                .maxConcentrationPercent("12.5")
                .maxRiskPerTradePercent("0.5", "100")
                .maxLeverage(new BigDecimal("1.5"))
                .priceCollarPercent("3")
                .maxOpenOrders(7)
                .maxOrderRate(5, Duration.ofSeconds(2))
                .allowOnly(InstrumentId.of("MSFT", "US"), InstrumentId.of("AAPL", "US"))
                .deny(InstrumentId.of("GME", "US"))
                .shortSelling(false);

        assertThat(standard.describe()).isEqualTo(RiskPolicy.standard().describe());
        assertThat(changed.name()).isEqualTo("standard (changed)");
        assertThat(changed.describe())
                .contains(
                        "instruments: only [AAPL.US, MSFT.US] but [GME.US]",
                        "short-selling: none",
                        "price-collar: limit and trigger within 3 percent of the last price",
                        "order-notional: at most 3000 USD per order",
                        "position-value: at most 2500.5 USD per instrument",
                        "concentration: at most 12.5 percent of equity per instrument",
                        "risk-per-trade: at most 0.5 percent of equity to the stop; without one, 100 percent of the"
                                + " notional count as lost",
                        "leverage: gross exposure at most 1.5 times equity",
                        "open-orders: at most 7",
                        "order-rate: at most 5 within PT2S",
                        "daily-loss: at most 500 USD",
                        "drawdown: at most 900 USD");
        assertThat(changed.leverage()).contains(new BigDecimal("1.5"));
        assertThat(changed.named("mine").maxOpenOrders(3).name()).isEqualTo("mine");
    }

    @Test
    void shouldTakeARuleOfTheCallers() {
        RiskRule weekday = new RiskRule() {
            @Override
            public String name() {
                return "no-fridays";
            }

            @Override
            public Optional<Denial> check(OrderRequest order, RiskView view) {
                return Optional.empty();
            }
        };

        RiskPolicy policy = RiskPolicy.research().with(weekday);

        assertThat(policy.rule("no-fridays")).containsSame(weekday);
        assertThat(policy.without("no-fridays").rule("no-fridays")).isEmpty();
        assertThat(policy.without("leverage").leverage()).isEmpty();
    }

    @Test
    void shouldKeepTheRulesThatStay() {
        assertThatThrownBy(() -> RiskPolicy.standard().without("reduce-only"))
                .hasMessage("rule 'reduce-only' stays in every policy");
        assertThatThrownBy(() -> RiskPolicy.standard().with(new ReferencePriceRule()))
                .hasMessage("rule 'reference-price' stays in every policy");
        assertThatThrownBy(() -> RiskPolicy.research().without("daily-loss"))
                .hasMessageContaining("has no rule 'daily-loss'; it has reference-price, reduce-only");
    }

    @Test
    void shouldRefuseLimitsThatCannotBe() {
        RiskPolicy policy = RiskPolicy.standard();

        assertThatThrownBy(() -> policy.maxDailyLoss(Money.of("-1", USD))).hasMessageContaining("was -1 USD");
        assertThatThrownBy(() -> policy.maxDailyLoss(Money.of("0.000000001", USD)))
                .hasMessageContaining("8 decimals");
        assertThatThrownBy(() -> policy.maxConcentrationPercent("0"))
                .hasMessage("maxConcentrationPercent must be above 0 and at most 10000 percent, with up to 4 decimals,"
                        + " was 0");
        assertThatThrownBy(() -> policy.maxConcentrationPercent("ten")).hasMessageContaining("was 'ten'");
        assertThatThrownBy(() -> policy.maxRiskPerTradePercent("100.0001")).hasMessageContaining("at most 100 percent");
        assertThatThrownBy(() -> policy.maxLeverage(new BigDecimal("-2"))).hasMessageContaining("was -2");
        assertThatThrownBy(() -> policy.maxOpenOrders(-1)).hasMessageContaining("was -1");
        assertThatThrownBy(() -> policy.maxOrderRate(1, Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> policy.named(" ")).hasMessageContaining("needs a name");
    }
}
