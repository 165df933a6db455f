package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.ACME;
import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static io.fairlead.core.sim.Venue.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CostsTest {
    private static final InstrumentId BTC = InstrumentId.of("BTCUSDT", "BINANCE");
    private static final Instrument PAIR = Instrument.cryptoSpot(BTC, Currency.BTC, Currency.USDT)
            .lotStep(Quantity.of("0.0001"))
            .build();

    private static Venue venue(SimConfig.Builder config) {
        return Venue.of(Mode.SYNCHRONOUS, config).bar(10, 11, 9, 10);
    }

    private static Venue pair(FeeModel fees) {
        return Venue.of(Mode.SYNCHRONOUS, SimConfig.builder().fees(fees), PAIR).bar(50_000, 50_001, 49_999, 50_000);
    }

    // --- Fees -----------------------------------------------------------------------------------------------------

    @Test
    void shouldChargeMakerAndTakerPercentRoundedUpToTheCent() {
        try (Venue venue = venue(SimConfig.builder())) {
            venue.send(buy(7).market());
            venue.send(sell(7).limit(price("10.13")));

            venue.bar(10.01, 10.13, 10, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c1 filled 7 at 10.01 taker fee 0.15 USD",
                    "10' c2 filled 7 at 10.13 maker fee 0.08 USD");
        }
    }

    @Test
    void shouldChargeExactlyWhereAsked() {
        try (Venue venue =
                venue(SimConfig.builder().fees(FeeModel.percent("-0.01", "0.2").exact()))) {
            venue.send(buy(7).market());
            venue.send(sell(7).limit(price("10.13")));

            venue.bar(10.01, 10.13, 10, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c1 filled 7 at 10.01 taker fee 0.14014 USD",
                    "10' c2 filled 7 at 10.13 maker fee -0.007091 USD");
        }
    }

    @Test
    void shouldRoundARebateAgainstTheTrader() {
        try (Venue venue = venue(SimConfig.builder().fees(FeeModel.percent("-0.1", "0")))) {
            venue.send(sell(7).limit(price("10.13")));

            venue.bar(10.01, 10.13, 10, 10);

            venue.toldExactly("5' c1 working", "10' c1 filled 7 at 10.13 maker fee -0.07 USD");
        }
    }

    @Test
    void shouldTakeTheFeeOutOfWhatIsBoughtWhereTheVenueDoes() {
        try (Venue venue = pair(FeeModel.standard().inBaseAssetOnBuys())) {
            venue.send(OrderRequest.buy(BTC).quantity(Quantity.of("1")).market());
            venue.bar(50_000, 50_001, 49_999, 50_000);
            venue.send(OrderRequest.sell(BTC).quantity(Quantity.of("1")).market());
            venue.send(OrderRequest.sell(BTC).quantity(Quantity.of("0.998")).market());
            venue.bar(50_000, 50_001, 49_999, 50_000);

            assertThat(venue.answer("c2")).get().isInstanceOf(SubmitResult.Rejected.class);
            venue.toldExactly(
                    "5' c1 working",
                    "5' c1 filled 1 at 50000 taker fee 0.002 BTC",
                    "10' c3 working",
                    "10' c3 filled 0.998 at 50000 taker fee 99.8 USDT");
            assertThat(Venue.ask(venue.broker.accounts().snapshot()).positions())
                    .isEmpty();
        }
    }

    @Test
    void shouldChargePerShareWithMinimumAndMaximumForTheWholeOrder() {
        FeeModel fees = FeeModel.perShare(Money.of("0.005", Currency.USD), Money.of("1", Currency.USD), "1");
        try (Venue venue = venue(SimConfig.builder().fees(fees).volumeShare(new BigDecimal("0.1")))) {
            venue.send(buy(350).market());
            venue.bar(10, 11, 9, 10, 1000).bar(10, 11, 9, 10, 1500).bar(10, 11, 9, 10, 1000);
            venue.send(buy(5).market());
            venue.bar(10, 11, 9, 10, 1000);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1 filled 100 at 10 taker fee 1 USD",
                    "10' c1 filled 150 at 10 taker fee 0.25 USD",
                    "15' c1 filled 100 at 10 taker fee 0.5 USD",
                    "20' c2 working",
                    "20' c2 filled 5 at 10 taker fee 0.5 USD");
        }
    }

    @Test
    void shouldFollowDatedSchedules() {
        FeeModel fees = FeeModel.dated(new TreeMap<>(
                Map.of(Venue.instant(0), FeeModel.percent("0", "1"), Venue.instant(10), FeeModel.percent("0", "2"))));
        try (Venue venue = venue(SimConfig.builder().fees(fees))) {
            venue.send(buy(10).market());
            venue.bar(10, 11, 9, 10);
            venue.send(buy(10).market());
            venue.bar(10, 11, 9, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c1 filled 10 at 10 taker fee 1 USD",
                    "10' c2 working",
                    "10' c2 filled 10 at 10 taker fee 2 USD");
        }
    }

    @Test
    void shouldChargeExactlyWhatIsTooWideForALong() {
        Instrument wide = Instrument.builder(ACME, AssetClass.EQUITY, Currency.USD)
                .tick("0.0000000001")
                .lotStep(Quantity.of("0.00000001"))
                .build();
        try (Venue venue = Venue.of(Mode.SYNCHRONOUS, SimConfig.builder(), wide).bar(10, 11, 9, 10)) {
            venue.send(OrderRequest.buy(ACME)
                    .quantity(Quantity.of("12345678.87654321"))
                    .market());

            venue.bar(10.123456789, 11, 9, 10);

            venue.toldExactly("5' c1 working", "5' c1 filled 12345678.87654321 at 10.123456789 taker fee 249961.9 USD");
        }
    }

    @Test
    void shouldRefuseFeesThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> FeeModel.percent("0.1", "101"));
        assertThatIllegalArgumentException().isThrownBy(() -> FeeModel.dated(new TreeMap<>()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeModel.perShare(Money.of("0.005", Currency.USD), Money.of("1", Currency.EUR), "1"));
    }

    // --- Slippage -------------------------------------------------------------------------------------------------

    @Test
    void shouldSlipAgainstTheTraderAndRoundAgainstTheTrader() {
        try (Venue venue = venue(plain().slippage(SlippageModel.basisPoints("1.5")))) {
            venue.send(buy(1).market());
            venue.send(sell(1).market());

            venue.bar(10.01, 11, 9, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c1 filled 1 at 10.011502 taker",
                    "5' c2 filled 1 at 10.008498 taker");
        }
    }

    @Test
    void shouldSlipInTheTradersFavourWhereBasisPointsAreNegative() {
        try (Venue venue = venue(plain().slippage(SlippageModel.basisPoints("-10")))) {
            venue.send(buy(1).market());

            venue.bar(10.005, 11, 9, 10);

            venue.toldExactly("5' c1 working", "5' c1 filled 1 at 9.994995 taker");
        }
    }

    @Test
    void shouldAddUpHalfTheSpreadAndTheImpactOfTheVolume() {
        SlippageModel slippage = SlippageModel.halfSpread(Price.of("0.03")).plus(SlippageModel.volumeShare(0.1));
        try (Venue venue = venue(plain().slippage(slippage))) {
            venue.send(buy(100).market());

            venue.bar(10, 11, 9, 10, 1000);

            venue.toldExactly("5' c1 working", "5' c1 filled 100 at 10.025 taker");
        }
    }

    @Test
    void shouldSlipByTheSquareRootOfTheShareOfTheVolume() {
        try (Venue venue = venue(plain().slippage(SlippageModel.squareRootImpact(0.01)))) {
            venue.send(sell(250).market());

            venue.bar(10, 11, 9, 10, 1000);

            venue.toldExactly("5' c1 working", "5' c1 filled 250 at 9.95 taker");
        }
    }

    // --- Latency --------------------------------------------------------------------------------------------------

    @Test
    void shouldDrawLatenciesFromTheirRange() {
        SplittableRandom random = new SplittableRandom(7);
        LatencyModel between = LatencyModel.between(Duration.ofMillis(1), Duration.ofMillis(3));
        LatencyModel exponential = LatencyModel.exponential(Duration.ofMillis(1), Duration.ofMillis(2));
        long sum = 0;

        for (int i = 0; i < 1000; i++) {
            assertThat(between.nextNanos(random)).isBetween(1_000_000L, 3_000_000L);
            long drawn = exponential.nextNanos(random);
            assertThat(drawn).isGreaterThanOrEqualTo(1_000_000L);
            sum += drawn;
        }

        assertThat(sum / 1000).isBetween(2_700_000L, 3_300_000L);
        assertThat(LatencyModel.none().nextNanos(random)).isZero();
    }

    // --- Late arrivals --------------------------------------------------------------------------------------------

    @Test
    void shouldLetALateOrderMeetTheCloseOfItsBarWhereAsked() {
        try (Venue venue = venue(plain().lateArrival(LateArrival.BAR_CLOSE))) {
            venue.time(8).send(buy(100).market());
            venue.send(buy(100).limit(price("9.9")));

            venue.bar(10, 11, 9, 10.2).bar(10, 10, 9.9, 10);

            venue.toldExactly(
                    "8' c1 working",
                    "8' c2 working",
                    "10' c1 filled 100 at 10.2 taker",
                    "15' c2 filled 100 at 9.9 maker");
        }
    }
}
