package io.fairlead.core.risk;

import static io.fairlead.core.risk.SampleView.AAPL;
import static io.fairlead.core.risk.SampleView.e8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketRulesTest {
    private static final OrderRequest BUY =
            OrderRequest.buy(AAPL.id()).quantity(10).build();
    private static final OrderRequest SELL =
            OrderRequest.sell(AAPL.id()).quantity(10).build();
    private static final InstrumentId GERMANY = InstrumentId.of("DE40", "CFD");

    private final SampleView view = new SampleView();

    private Optional<String> judge(MarketRules rules, OrderRequest order, String day) {
        view.now = EpochNanos.of(Instant.parse(day + "T15:00:00Z"));
        return new MarketRulesRule(rules).check(order, view).map(Denial::code);
    }

    @ParameterizedTest
    @CsvSource({
        "2001-09-27, false",
        "2001-09-28, true",
        "2026-06-03, true",
        "2026-06-04, true",
        "2027-10-20, true",
        "2027-10-21, false"
    })
    void shouldCountDayTradesAsLongAsABrokerMay(String day, boolean denied) {
        view.equity = e8(10_000);
        view.dayTrades = 3;

        assertThat(judge(MarketRules.usMargin(), BUY, day).isPresent()).isEqualTo(denied);
    }

    @Test
    void shouldStopCountingDayTradesWhenTheBrokerDid() {
        MarketRules rules = MarketRules.usMargin(LocalDate.of(2026, 6, 4));
        view.equity = e8(10_000);
        view.dayTrades = 3;

        assertThat(judge(rules, BUY, "2026-06-03")).contains("MARKET_DAY_TRADES");
        assertThat(judge(rules, BUY, "2026-06-04")).isEmpty();
        assertThatThrownBy(() -> MarketRules.usMargin(LocalDate.of(2026, 6, 3)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2026-06-03");
        assertThatThrownBy(() -> MarketRules.usMargin(LocalDate.of(2027, 10, 22)))
                .hasMessageContaining("2027-10-22");
    }

    @Test
    void shouldLetDayTradeWhoHeldTheMinimumWhenTheDayBeganAndHoldsItNow() {
        view.dayTrades = 9;
        view.equity = e8(25_000);
        assertThat(judge(MarketRules.usMargin(), BUY, "2024-01-03")).isEmpty();
        view.equity = e8(25_000) - 1;
        assertThat(judge(MarketRules.usMargin(), BUY, "2024-01-03")).contains("MARKET_DAY_TRADES");
        view.equity = e8(26_000);
        view.dayPnl = e8(1_001);
        assertThat(judge(MarketRules.usMargin(), BUY, "2024-01-03")).contains("MARKET_DAY_TRADES");
        view.dayPnl = 0;
        view.baseCurrency = Currency.EUR;
        assertThat(judge(MarketRules.usMargin(), BUY, "2024-01-03")).contains("MARKET_DAY_TRADES");
    }

    @Test
    void shouldCountWhatWasOpenedTodayAsIfItEndedToday() {
        view.equity = e8(10_000);
        view.dayTrades = 1;
        view.openedToday = 1;
        assertThat(judge(MarketRules.usMargin(), BUY, "2024-01-03")).isEmpty();

        view.openedToday = 2;

        assertThat(judge(MarketRules.usMargin(), BUY, "2024-01-03")).contains("MARKET_DAY_TRADES");
    }

    @Test
    void shouldHoldRulesOfTheUnitedStatesForItsSecuritiesOnly() {
        view.equity = e8(10_000);
        view.dayTrades = 3;
        view.unsettled = e8(10_000);
        view.worstPosition = -10;
        view.instrument =
                Instrument.equity(InstrumentId.of("SAP", "XETR"), Currency.EUR).build();

        assertThat(judge(MarketRules.usMargin().and(MarketRules.usCash()), SELL, "2024-01-03"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2017-09-04, 3", "2017-09-05, 2", "2024-05-27, 2", "2024-05-28, 1", "2026-11-27, 1"})
    void shouldAskForTheSettlementOfTheTime(String day, int days) {
        int[] asked = new int[1];
        SampleView dated = new SampleView() {
            @Override
            public long unsettledE8(int settlementDays) {
                asked[0] = settlementDays;
                return e8(1_000_000);
            }
        };
        dated.now = EpochNanos.of(Instant.parse(day + "T15:00:00Z"));

        Optional<Denial> denial = new MarketRulesRule(MarketRules.usCash()).check(BUY, dated);

        assertThat(denial.orElseThrow().code()).isEqualTo("MARKET_UNSETTLED_CASH");
        assertThat(asked[0]).isEqualTo(days);
    }

    @Test
    void shouldSellNothingShortInACashAccount() {
        view.worstPosition = -1;
        assertThat(judge(MarketRules.usCash(), SELL, "2024-01-03")).contains("MARKET_CASH_SHORT");
        view.worstPosition = 0;
        assertThat(judge(MarketRules.usCash(), SELL, "2024-01-03")).isEmpty();
    }

    @Test
    void shouldHoldTheMarginsOfContractsForDifferenceWithinEquity() {
        MarketRules told = MarketRules.retailCfd(Map.of(GERMANY, CfdClass.MAJOR_INDEX));
        OrderRequest order = OrderRequest.buy(GERMANY).quantity(1).build();
        view.instrument =
                Instrument.builder(GERMANY, AssetClass.CFD, Currency.USD).build();
        view.equity = e8(1_000);
        view.weighted = e8(20_000);
        assertThat(judge(told, order, "2018-08-01")).isEmpty();
        assertThat(judge(MarketRules.retailCfd(Map.of()), order, "2024-01-03")).contains("MARKET_CFD_LEVERAGE");

        view.weighted = e8(20_001);

        assertThat(judge(told, order, "2018-07-31")).isEmpty();
        assertThat(judge(told, order, "2018-08-01")).contains("MARKET_CFD_LEVERAGE");
        assertThat(judge(told, order, "2026-11-27")).contains("MARKET_CFD_LEVERAGE");
    }

    @Test
    void shouldRoundMarginsUp() {
        assertThat(CfdClass.MAJOR_FX.marginMillionths()).isEqualTo(33_334);
        assertThat(CfdClass.SHARE.marginMillionths()).isEqualTo(200_000);
        assertThat(CfdClass.CRYPTO.marginMillionths()).isEqualTo(500_000);
    }

    @Test
    void shouldSayWhatHoldsFromWhenToWhenAndWhereItStands() {
        assertThat(MarketRules.none().describe()).isEmpty();
        assertThat(MarketRules.usCash().describe())
                .hasSize(4)
                .last()
                .asString()
                .isEqualTo(
                        "MARKET_UNSETTLED_CASH: US cash account: purchases from settled cash only, sales settle after 1"
                                + " business day (2024-05-28 to now; SEC Rule 15c6-1, 88 FR 13872, T+1)");
    }
}
