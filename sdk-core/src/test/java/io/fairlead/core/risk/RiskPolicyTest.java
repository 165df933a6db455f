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
                        "duplicate-intent: the same order of a strategy once within PT1S, exits included",
                        "instruments: all",
                        "short-selling: where the instrument is shortable",
                        "market-rules 2026-11: none; not judged, for the host did not say what kind of account it is",
                        "trading-hours: market, IOC and FOK orders in the regular session only",
                        "news-blackout: no entry around news; not judged, for the host gave no calendar",
                        "stale-data: no entry once the market has been open for PT15M without a new price",
                        "price-collar: limit and trigger within 10 percent of the last price",
                        "self-trade: no order that a working order of the account on the other side could fill",
                        "order-notional: at most 20000 in the base currency per order",
                        "position-value: at most 10000 in the base currency per instrument",
                        "concentration: at most 10 percent of equity per instrument",
                        "risk-per-trade: at most 2 percent of equity to the stop; without one, 20 percent of the"
                                + " notional count as lost",
                        "buying-power: no more than there is",
                        "leverage: gross exposure at most 1 times equity",
                        "net-leverage: net exposure at most 1 times equity",
                        "sector-exposure: at most 30 percent of equity per sector; not judged, for the host gave no"
                                + " table of sectors",
                        "correlation: at most 30 percent of equity in what moves together, by a correlation of 0.8 or"
                                + " more of the closes that the session has seen; not judged where it has seen too few",
                        "open-orders: at most 50",
                        "order-rate: at most 100 within PT1M",
                        "daily-loss: at most 1000 in the base currency",
                        "drawdown: at most 20 percent of the highest equity",
                        "consecutive-losses: at most 10 losing round trips in a row on a day, then no more entries that"
                                + " day",
                        "breaker loss: REDUCE_ONLY once a day has lost 5 percent of the equity that it began with,"
                                + " HALTED at 10",
                        "breaker volatility: REDUCE_ONLY once the price of something held has moved by 10 percent within"
                                + " PT5M, HALTED at 20",
                        "breaker connectivity: REDUCE_ONLY once the broker's connection has been down for PT30S or went"
                                + " down 3 times within PT10M, HALTED after PT5M or once it is closed for good",
                        "breaker reject-rate: REDUCE_ONLY once the venue has rejected 5 orders within PT10M, and 50"
                                + " percent of its answers or more, HALTED at 10");
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
                .maxNetLeverage(new BigDecimal("0.5"))
                .sectors(SectorTable.empty().with(InstrumentId.of("AAPL", "US"), "technology"))
                .maxSectorExposurePercent("15")
                .maxCorrelatedExposurePercent("20", "0.7")
                .maxConsecutiveLosses(3)
                .maxDataAge(Duration.ofSeconds(90))
                .duplicateWindow(Duration.ofMillis(250))
                .breakers(Breakers.none().loss("2", "3"))
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
                        "net-leverage: net exposure at most 0.5 times equity",
                        "sector-exposure: at most 15 percent of equity per sector; 1 instruments have one, any other is"
                                + " not judged",
                        "consecutive-losses: at most 3 losing round trips in a row on a day, then no more entries that"
                                + " day",
                        "stale-data: no entry once the market has been open for PT1M30S without a new price",
                        "duplicate-intent: the same order of a strategy once within PT0.25S, exits included",
                        "breaker loss: REDUCE_ONLY once a day has lost 2 percent of the equity that it began with,"
                                + " HALTED at 3",
                        "drawdown: at most 900 USD");
        assertThat(changed.describe()).anyMatch(line -> line.startsWith("correlation: at most 20 percent"));
        assertThat(changed.breakers().all()).hasSize(1);
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
        assertThatThrownBy(() -> policy.maxConsecutiveLosses(0)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> policy.maxDataAge(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> policy.duplicateWindow(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> policy.maxCorrelatedExposurePercent("10", "1.1"))
                .hasMessageContaining("was 1.1");
        assertThatThrownBy(() -> policy.maxNetLeverage(BigDecimal.ZERO)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> policy.named(" ")).hasMessageContaining("needs a name");
    }
}
