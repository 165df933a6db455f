package io.fairlead.core.analytics;

import static io.fairlead.api.Currency.BTC;
import static io.fairlead.api.Currency.USD;
import static io.fairlead.api.Currency.USDT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
    @Test
    void shouldPairAnEntryWithItsExit() {
        RunRecord record = new RunBuilder()
                .buys("2024-01-02T14:35:00Z", "10", "187.50", "0.10")
                .sells("2024-01-02T15:05:00Z", "10", "188.25", "0.12")
                .record();

        assertThat(record.roundTrips())
                .extracting(RoundTrip::toString)
                .containsExactly(
                        "LONG 10 ACME.US 2024-01-02T14:35:00Z 187.5 to 2024-01-02T15:05:00Z 188.25, net 7.28 USD");
        RoundTrip trip = record.roundTrips().get(0);
        assertThat(trip.grossPnl()).isEqualTo(Money.of("7.5", USD));
        assertThat(trip.fees()).isEqualTo(Money.of("0.22", USD));
        assertThat(trip.duration()).isEqualTo(Duration.ofMinutes(30));
        assertThat(trip.exitTime()).contains(Instant.parse("2024-01-02T15:05:00Z"));
        assertThat(trip.returnOnEntry()).isEqualTo(7.28 / 1875, within(1e-12));
        assertThat(trip.isWin()).isTrue();
    }

    @Test
    void shouldEarnOnAFallingPriceWhenShort() {
        RunRecord record = new RunBuilder()
                .sells("2024-01-02T14:35:00Z", "4", "50", "0")
                .buys("2024-01-02T14:40:00Z", "4", "47.5", "0")
                .record();

        assertThat(record.roundTrips())
                .extracting(RoundTrip::toString)
                .containsExactly("SHORT 4 ACME.US 2024-01-02T14:35:00Z 50 to 2024-01-02T14:40:00Z 47.5, net 10 USD");
    }

    @Test
    void shouldKeepAdditionsAndPartExitsInOneRoundTrip() {
        RunRecord record = new RunBuilder()
                .buys("2024-01-02T14:35:00Z", "1", "10", "0")
                .buys("2024-01-02T14:40:00Z", "2", "11", "0")
                .sells("2024-01-02T14:45:00Z", "1", "12", "0")
                .sells("2024-01-02T14:50:00Z", "2", "9", "0")
                .record();

        RoundTrip trip = record.roundTrips().get(0);
        assertThat(record.roundTrips()).hasSize(1);
        assertThat(trip.quantity()).isEqualTo(Quantity.of(3));
        assertThat(trip.entryPrice()).isEqualTo(Price.of("10.666667"));
        assertThat(trip.exitPrice()).contains(Price.of(10));
        assertThat(trip.netPnl()).isEqualTo(Money.of("-2", USD));
    }

    @Test
    void shouldSplitAFillThatGoesThroughZeroAndLoseNoFee() {
        RunRecord record = new RunBuilder()
                .buys("2024-01-02T14:35:00Z", "1", "10", "0")
                .sells("2024-01-02T14:40:00Z", "3", "11", "0.10")
                .buys("2024-01-02T14:45:00Z", "2", "10", "0")
                .record();

        assertThat(record.roundTrips())
                .extracting(RoundTrip::toString)
                .containsExactly(
                        "LONG 1 ACME.US 2024-01-02T14:35:00Z 10 to 2024-01-02T14:40:00Z 11, net 0.966666666667 USD",
                        "SHORT 2 ACME.US 2024-01-02T14:40:00Z 11 to 2024-01-02T14:45:00Z 10, net 1.933333333333 USD");
        assertThat(record.roundTrips().stream()
                        .map(trip -> trip.fees().value())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0.10");
    }

    @Test
    void shouldTakeWhatIsStillHeldAtTheLastClose() {
        RunRecord record = new RunBuilder()
                .buys("2024-01-02T14:35:00Z", "2", "10", "0.5")
                .bars("2024-01-02T14:35:00Z", new double[] {10, 10.5, 9.5, 10.25}, new double[] {10.25, 13, 10, 12.5})
                .record();

        RoundTrip trip = record.roundTrips().get(0);
        assertThat(trip.isOpen()).isTrue();
        assertThat(trip.exitTime()).isEmpty();
        assertThat(trip.exitPrice()).contains(Price.of("12.5"));
        assertThat(trip.netPnl()).isEqualTo(Money.of("4.5", USD));
        assertThat(trip.duration()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void shouldMeasureExcursionsOverTheBarsOfTheHolding() {
        double[][] bars = {{100, 150, 50, 100}, {100, 104, 98, 101}, {101, 103, 95, 102}, {102, 200, 10, 102}};
        RunBuilder run = new RunBuilder().bars("2024-01-02T14:30:00Z", bars);

        RoundTrip bought = run.buys("2024-01-02T14:35:00Z", "1", "100", "0")
                .sells("2024-01-02T14:45:00Z", "1", "102", "0")
                .record()
                .roundTrips()
                .get(0);
        RoundTrip sold = run.sells("2024-01-02T14:35:00Z", "1", "100", "0")
                .buys("2024-01-02T14:45:00Z", "1", "102", "0")
                .record()
                .roundTrips()
                .get(1);

        assertThat(bought.maxAdverse().orElseThrow()).isEqualTo(-0.05, within(1e-12));
        assertThat(bought.maxFavourable().orElseThrow()).isEqualTo(0.04, within(1e-12));
        assertThat(sold.maxAdverse().orElseThrow()).isEqualTo(-0.04, within(1e-12));
        assertThat(sold.maxFavourable().orElseThrow()).isEqualTo(0.05, within(1e-12));
    }

    @Test
    void shouldSayHowItWasClosed() {
        RunBuilder run = new RunBuilder()
                .fill(Side.BUY, "2024-01-02T14:35:00Z", "1", "100", Money.of(0, USD), "plan")
                .fill(Side.SELL, "2024-01-02T14:40:00Z", "1", "100", Money.of(0, USD), "flatten")
                .fill(Side.BUY, "2024-01-02T14:45:00Z", "2", "100", Money.of(0, USD), "plan")
                .fill(Side.SELL, "2024-01-02T14:50:00Z", "1", "100", Money.of(0, USD), "plan");
        OrderRequest stop = OrderRequest.sell(RunBuilder.ACME)
                .quantity(1)
                .stop(Price.of(90))
                .tag("plan")
                .build();
        Fill stopped = run.fillOf(Side.SELL, "2024-01-02T14:55:00Z", "1", "90", Money.of(0, USD));
        run.recorder.filled("hand", new OrderId(99), stop, stopped);
        run.fill(Side.BUY, "2024-01-02T15:00:00Z", "1", "100", Money.of(0, USD), "plan");

        assertThat(run.record().roundTrips()).extracting(RoundTrip::exitReason).containsExactly("flatten", "stop", "");
    }

    @Test
    void shouldHaveNoExcursionWithoutBars() {
        RoundTrip trip = new RunBuilder()
                .buys("2024-01-02T14:35:00Z", "1", "100", "0")
                .sells("2024-01-02T14:45:00Z", "1", "102", "0")
                .record()
                .roundTrips()
                .get(0);

        assertThat(trip.maxAdverse()).isEmpty();
        assertThat(trip.maxFavourable()).isEmpty();
    }

    @Test
    void shouldCountFeesInTheBaseAssetAtTheFillsPriceAndLeaveOutThirdCurrencies() {
        InstrumentId id = InstrumentId.of("BTCUSDT", "BINANCE");
        RunRecorder recorder = RunRecorder.of("crypto", Money.of("100000", USDT))
                .instrument(Instrument.cryptoSpot(id, BTC, USDT).build());
        OrderRequest request = OrderRequest.buy(id).quantity(1).market().build();

        recorder.filled("s", new OrderId(1), request, cryptoFill(id, Side.BUY, "60000", Money.of("0.001", BTC)));
        recorder.filled("s", new OrderId(2), request, cryptoFill(id, Side.SELL, "61000", Money.of("0.01", USD)));

        assertThat(recorder.finish().roundTrips().get(0).fees()).isEqualTo(Money.of("60", USDT));
        assertThat(recorder.finish().roundTrips().get(0).netPnl()).isEqualTo(Money.of("940", USDT));
    }

    private static Fill cryptoFill(InstrumentId id, Side side, String price, Money fee) {
        return new Fill("X-" + side, id, side, Quantity.of(1), Price.of(price), List.of(fee), Liquidity.TAKER, 0);
    }
}
