package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static io.fairlead.core.sim.Venue.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.SubmitResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersOnBarsTest {
    @Test
    void shouldFillAMarketOrderAtTheNextBarsOpen() {
        try (Venue venue = Venue.of(SimConfig.builder())) {
            venue.bar(10, 11, 9, 10.5);
            venue.send(buy(100).market());
            venue.bar(10.05, 10.5, 10, 10.2);

            assertThat(venue.events()).containsExactly("5' c1 working", "5' c1 filled 100 at 10.05 taker fee 2.01 USD");
            assertThat(venue.answer("c1"))
                    .contains(new SubmitResult.Accepted(new ClientOrderId("c1"), new VenueOrderId("S-1"), List.of()));
        }
    }

    @Test
    void shouldNotFillFromABarThatHadBegunBeforeTheOrderArrived() {
        try (Venue venue = Venue.of(plain())) {
            venue.bar(10, 11, 9, 10);
            venue.time(7);
            venue.send(buy(100).market());
            venue.bar(10, 11, 9, 10).bar(12, 13, 11, 12);

            assertThat(venue.events()).containsExactly("7' c1 working", "10' c1 filled 100 at 12 taker");
        }
    }

    @Test
    void shouldFillALimitAtItsPriceWhenTheBarTouchesIt() {
        try (Venue venue = Venue.of(plain())) {
            venue.bar(10, 11, 9, 10);
            venue.send(buy(100).limit(price("9.5")));
            venue.bar(10, 10.2, 9.51, 10).bar(10, 10.2, 9.5, 10);

            assertThat(venue.events()).containsExactly("5' c1 working", "15' c1 filled 100 at 9.5 maker");
        }
    }

    @Test
    void shouldFillALimitAtTheOpenWhenTheMarketGapsBeyondIt() {
        try (Venue venue = Venue.of(plain())) {
            venue.bar(10, 11, 9, 10);
            venue.send(sell(100).limit(price("11")));
            venue.bar(10, 10.2, 9.5, 10).bar(11.3, 12, 11, 11.5);

            assertThat(venue.events()).containsExactly("5' c1 working", "10' c1 filled 100 at 11.3 maker");
        }
    }

    @Test
    void shouldTakeWhenALimitCrossesOnArrival() {
        try (Venue venue = Venue.of(plain().slippage(SlippageModel.basisPoints("100")))) {
            venue.bar(10, 11, 9, 10);
            venue.send(buy(100).limit(price("10.05")));
            venue.bar(10, 10.2, 9.5, 10);

            assertThat(venue.events()).containsExactly("5' c1 working", "5' c1 filled 100 at 10.05 taker");
        }
    }

    @Test
    void shouldFillAStopAtItsTriggerWithinTheBar() {
        try (Venue venue = Venue.of(plain())) {
            venue.bar(10, 11, 9, 10);
            venue.send(sell(100).stop(price("9.5")));
            venue.bar(10, 10.2, 9.6, 10).bar(10, 10.2, 9.4, 10);

            assertThat(venue.events())
                    .containsExactly("5' c1 working", "15' c1 triggered", "15' c1 filled 100 at 9.5 taker");
        }
    }

    @Test
    void shouldFillAStopAtTheOpenWhenTheMarketGapsBeyondIt() {
        try (Venue venue = Venue.of(plain())) {
            venue.bar(10, 11, 9, 10);
            venue.send(sell(100).stop(price("9.5")));
            venue.bar(9.1, 9.3, 9, 9.2);

            assertThat(venue.events())
                    .containsExactly("5' c1 working", "5' c1 triggered", "5' c1 filled 100 at 9.1 taker");
        }
    }

    @Test
    void shouldTriggerAStopLimitAndFillItOnceTheMarketComesBack() {
        try (Venue venue = Venue.of(plain())) {
            venue.bar(10, 11, 9, 10);
            venue.send(sell(100).stopLimit(price("9.5"), price("9.45")));
            venue.bar(9.2, 9.4, 9, 9.2).bar(9.3, 9.6, 9.2, 9.3);

            assertThat(venue.events())
                    .containsExactly("5' c1 working", "5' c1 triggered", "15' c1 filled 100 at 9.45 maker");
        }
    }

    @Test
    void shouldMoveATrailingStopWithTheHighsAndNeverBack() {
        try (Venue venue = Venue.of(plain())) {
            venue.bar(10, 11, 9, 10);
            venue.send(sell(100).trailingStop(Trail.by(price("0.5"))).timeInForce(TimeInForce.GTC));
            venue.bar(10, 10.8, 9.9, 10.7).bar(10.7, 10.75, 10.4, 10.5).bar(10.5, 10.6, 10.2, 10.3);

            assertThat(venue.events())
                    .containsExactly("5' c1 working", "20' c1 triggered", "20' c1 filled 100 at 10.3 taker");
        }
    }
}
