package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static io.fairlead.core.sim.Venue.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class OrdersOnBarsTest {
    private final Mode mode;

    OrdersOnBarsTest(Mode mode) {
        this.mode = mode;
    }

    private Venue venue(SimConfig.Builder config) {
        Venue venue = Venue.of(mode, config);
        return venue.bar(10, 11, 9, 10);
    }

    // --- Market orders --------------------------------------------------------------------------------------------

    @Test
    void shouldFillAMarketOrderAtTheNextBarsOpen() {
        try (Venue venue = venue(SimConfig.builder())) {
            venue.send(buy(100).market());

            venue.bar(10.05, 10.5, 10, 10.2);

            venue.toldExactly("5' c1 working", "5' c1 filled 100 at 10.05 taker fee 2.01 USD");
            assertThat(venue.answer("c1"))
                    .contains(new SubmitResult.Accepted(new ClientOrderId("c1"), new VenueOrderId("S-1"), List.of()));
        }
    }

    @Test
    void shouldNotFillFromABarThatHadBegunBeforeTheOrderArrived() {
        try (Venue venue = venue(plain())) {
            venue.time(7).send(buy(100).market());

            venue.bar(10, 11, 9, 10).bar(12, 13, 11, 12);

            venue.toldExactly("7' c1 working", "10' c1 filled 100 at 12 taker");
        }
    }

    @Test
    void shouldFillFromTheFirstBarThatBeginsAfterTheLatency() {
        try (Venue venue = venue(plain().latency(LatencyModel.constant(Duration.ofMillis(1))))) {
            venue.send(buy(100).market());

            venue.bar(10, 11, 9, 10).bar(12, 13, 11, 12);

            venue.toldExactly("5' c1 working", "10' c1 filled 100 at 12 taker");
        }
    }

    @Test
    void shouldFillNoMoreThanItsShareOfTheVolumeAndGoOnAtTheNextBar() {
        try (Venue venue = venue(plain().volumeShare(new BigDecimal("0.1")))) {
            venue.send(buy(100).market());
            venue.send(buy(30).market());

            venue.bar(10, 11, 9, 10, 409).bar(11, 12, 10, 11, 0).bar(12, 13, 11, 12, 700);
            venue.bar(13, 14, 12, 13, 1000);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c1 filled 40 at 10 taker",
                    "15' c1 filled 60 at 12 taker",
                    "15' c2 filled 10 at 12 taker",
                    "20' c2 filled 20 at 13 taker");
        }
    }

    @Test
    void shouldBuyWholeLotsForAnAmountOfMoney() {
        try (Venue venue = venue(plain())) {
            venue.send(OrderRequest.buy(Venue.ACME)
                    .notional(Money.of("1000", Currency.USD))
                    .market());
            venue.send(OrderRequest.buy(Venue.ACME)
                    .notional(Money.of("10", Currency.USD))
                    .market());

            venue.bar(10.3, 11, 9, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c1 filled 97 at 10.3 taker",
                    "5' c1 completed",
                    "5' c2 cancelled: the notional does not buy one lot");
        }
    }

    @Test
    void shouldKeepCountingExactlyWhenRulesGetFiner() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).limit(price("9.5")));
            Instrument finer = Venue.SHARE.toBuilder()
                    .scales(8, 6)
                    .lotStep(Quantity.of("0.5"))
                    .build();

            venue.market().onInstrument(0, finer);
            venue.bar(10, 10, 9.500001, 10).bar(10, 10, 9.5, 10);

            venue.toldExactly("5' c1 working", "15' c1 filled 100 at 9.5 maker");
        }
    }

    // --- Limits ---------------------------------------------------------------------------------------------------

    @Test
    void shouldFillALimitAtItsPriceWhenTheBarTouchesIt() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).limit(price("9.5")));

            venue.bar(10, 10.2, 9.51, 10).bar(10, 10.2, 9.5, 10);

            venue.toldExactly("5' c1 working", "15' c1 filled 100 at 9.5 maker");
        }
    }

    @Test
    void shouldWaitForATradeBeyondTheLimitWhereATouchIsNotEnough() {
        try (Venue venue = venue(plain().limitFill(LimitFill.THROUGH))) {
            venue.send(buy(100).limit(price("9.5")));

            venue.bar(10, 10.2, 9.5, 10).bar(10, 10.2, 9.49, 10);

            venue.toldExactly("5' c1 working", "15' c1 filled 100 at 9.5 maker");
        }
    }

    @Test
    void shouldFillALimitAtTheOpenWhenTheMarketGapsBeyondIt() {
        try (Venue venue = venue(plain())) {
            venue.send(sell(100).limit(price("11")));

            venue.bar(10, 10.2, 9.5, 10).bar(11.3, 12, 11, 11.5);

            venue.toldExactly("5' c1 working", "10' c1 filled 100 at 11.3 maker");
        }
    }

    @Test
    void shouldTakeWhenALimitCrossesOnArrivalAndSlipNoFurtherThanTheLimit() {
        try (Venue venue = venue(plain().slippage(SlippageModel.basisPoints("100")))) {
            venue.send(buy(100).limit(price("10.05")));
            venue.send(buy(100).limit(price("10.5")));

            venue.bar(10, 10.2, 9.5, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c1 filled 100 at 10.05 taker",
                    "5' c2 filled 100 at 10.1 taker");
        }
    }

    @Test
    void shouldRefuseAPostOnlyOrderThatWouldTake() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).limit(price("10")).postOnly());
            venue.send(buy(100).limit(price("9.5")).postOnly());

            venue.bar(10, 10.2, 9.5, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "5' c1 rejected: post-only, and it would take",
                    "10' c2 filled 100 at 9.5 maker");
        }
    }

    // --- Stops ----------------------------------------------------------------------------------------------------

    @Test
    void shouldFillAStopAtItsTriggerWithinTheBarAndSlip() {
        try (Venue venue = venue(plain().slippage(SlippageModel.basisPoints("10")))) {
            venue.send(sell(100).stop(price("9.5")));
            venue.send(buy(100).stop(price("10.3")));

            venue.bar(10, 10.2, 9.6, 10).bar(10, 10.2, 9.4, 10).bar(10, 10.4, 10, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "15' c1 triggered",
                    "15' c1 filled 100 at 9.4905 taker",
                    "20' c2 triggered",
                    "20' c2 filled 100 at 10.3103 taker");
        }
    }

    @Test
    void shouldFillAStopAtTheOpenWhenTheMarketGapsBeyondIt() {
        try (Venue venue = venue(plain())) {
            venue.send(sell(100).stop(price("9.5")));

            venue.bar(9.1, 9.3, 9, 9.2);

            venue.toldExactly("5' c1 working", "5' c1 triggered", "5' c1 filled 100 at 9.1 taker");
        }
    }

    @Test
    void shouldFillAStopLimitAtItsTriggerWhenTheLimitAllows() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).stopLimit(price("10.5"), price("10.6")));

            venue.bar(10, 10.7, 9.9, 10.7);

            venue.toldExactly("5' c1 working", "10' c1 triggered", "10' c1 filled 100 at 10.5 taker");
        }
    }

    @Test
    void shouldTriggerAStopLimitOnAGapAndFillItOnceTheMarketComesBack() {
        try (Venue venue = venue(plain())) {
            venue.send(sell(100).stopLimit(price("9.5"), price("9.45")));

            venue.bar(9.2, 9.4, 9, 9.2).bar(9.3, 9.6, 9.2, 9.3);

            venue.toldExactly("5' c1 working", "5' c1 triggered", "15' c1 filled 100 at 9.45 maker");
        }
    }

    @Test
    void shouldNotFillALimitFromWhatTheBarMayHaveShownBeforeTheTrigger() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).stopLimit(price("10.5"), price("9.8")));

            venue.bar(10, 10.7, 9.7, 10.2).bar(10.2, 10.3, 9.9, 10).bar(10, 10, 9.8, 10);

            venue.toldExactly("5' c1 working", "10' c1 triggered", "20' c1 filled 100 at 9.8 maker");
        }
    }

    @Test
    void shouldMoveATrailingStopWithTheHighsAndNeverBack() {
        try (Venue venue = venue(plain())) {
            venue.send(sell(100).trailingStop(Trail.by(price("0.5"))).timeInForce(TimeInForce.GTC));

            venue.bar(10, 10.8, 9.9, 10.7).bar(10.7, 10.75, 10.4, 10.5).bar(10.5, 10.6, 10.2, 10.3);

            venue.toldExactly("5' c1 working", "20' c1 triggered", "20' c1 filled 100 at 10.3 taker");
        }
    }

    @Test
    void shouldTakeTheWorseTrailingStopWhenABarReachesBoth() {
        try (Venue venue = venue(plain())) {
            venue.send(sell(100).trailingStop(Trail.percent("5")));

            venue.bar(10, 10.8, 9.5, 10.7);

            venue.toldExactly("5' c1 working", "10' c1 triggered", "10' c1 filled 100 at 9.5 taker");
        }
    }

    @Test
    void shouldFillATrailingStopRaisedWithinTheBarWhenTheCloseLiesBeyondIt() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).trailingStop(Trail.percent("5")));

            venue.bar(10, 10.1, 9, 9.9);

            venue.toldExactly("5' c1 working", "10' c1 triggered", "10' c1 filled 100 at 9.45 taker");
        }
    }

    // --- If touched -----------------------------------------------------------------------------------------------

    @Test
    void shouldFillIfTouchedOrdersWhenABetterPriceTrades() {
        try (Venue venue = venue(plain())) {
            venue.send(buy(100).marketIfTouched(price("9.5")));
            venue.send(sell(100).limitIfTouched(price("10.5"), price("10.6")));

            venue.bar(10, 10.4, 9.6, 10).bar(10, 10.5, 9.5, 10).bar(10, 10.7, 9.8, 10);

            venue.toldExactly(
                    "5' c1 working",
                    "5' c2 working",
                    "15' c1 triggered",
                    "15' c1 filled 100 at 9.5 taker",
                    "15' c2 triggered",
                    "20' c2 filled 100 at 10.6 maker");
        }
    }

    // --- Positions ------------------------------------------------------------------------------------------------

    @Test
    void shouldReduceOnlyWhatIsThere() {
        try (Venue venue = venue(plain())) {
            venue.send(sell(50).market().reduceOnly());
            venue.send(buy(100).market());
            venue.bar(10, 11, 9, 10);
            venue.send(sell(150).limit(price("10.5")).reduceOnly());
            venue.send(sell(20).market());

            venue.bar(10, 10.2, 9.9, 10).bar(10, 10.6, 9.9, 10).bar(10, 10.6, 9.9, 10);

            assertThat(venue.answer("c1"))
                    .contains(new SubmitResult.Rejected(
                            new ClientOrderId("c1"), "reduce-only, and there is nothing to reduce"));
            venue.toldExactly(
                    "5' c2 working",
                    "5' c2 filled 100 at 10 taker",
                    "10' c3 working",
                    "10' c4 working",
                    "10' c4 filled 20 at 10 taker",
                    "20' c3 filled 80 at 10.5 maker",
                    "20' c3 cancelled: reduce-only, and nothing is left to reduce");
        }
    }
}
