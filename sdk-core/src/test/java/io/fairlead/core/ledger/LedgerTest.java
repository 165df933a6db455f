package io.fairlead.core.ledger;

import static io.fairlead.api.Currency.BTC;
import static io.fairlead.api.Currency.EUR;
import static io.fairlead.api.Currency.GBP;
import static io.fairlead.api.Currency.GBX;
import static io.fairlead.api.Currency.USD;
import static io.fairlead.api.Currency.USDT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import io.fairlead.api.strategy.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instrument AAPL =
            Instrument.equity(InstrumentId.of("AAPL", "US"), USD).build();
    private static final Instrument BTCUSDT = Instrument.cryptoSpot(InstrumentId.of("BTCUSDT", "BINANCE"), BTC, USDT)
            .build();
    private static final Instrument ES = Instrument.builder(InstrumentId.of("ES", "XCME"), AssetClass.FUTURE, USD)
            .tick("0.25")
            .multiplier(Quantity.of(50))
            .build();
    private static final Instrument VOD =
            Instrument.equity(InstrumentId.of("VOD", "XLON"), GBX).build();

    private final Ledger ledger = ledger(USD, Money.of("10000", USD));
    private final int aapl = ledger.register(AAPL);
    private final int es = ledger.register(ES);
    private int executions;

    @Test
    void shouldPayForASharePurchaseAndValueItAtTheMark() {
        ledger.book(aapl, buy(AAPL, "10", "187.50", Money.of("1.25", USD)));
        ledger.mark(aapl, 190_000_000);

        assertThat(ledger.cash(USD)).isEqualTo(Money.of("8123.75", USD));
        assertThat(ledger.equity()).isEqualTo(Money.of("10023.75", USD));
        assertThat(ledger.equityE8()).isEqualTo(1_002_375_000_000L);
        assertThat(ledger.view().equityValue()).isEqualTo(10_023.75);
        assertThat(ledger.fees(USD)).isEqualTo(Money.of("1.25", USD));
        Position position = ledger.position(aapl);
        assertThat(position.isLong()).isTrue();
        assertThat(position.quantity()).isEqualTo(Quantity.of(10));
        assertThat(position.averagePrice()).contains(Price.of("187.5"));
        assertThat(position.unrealizedPnl()).isEqualTo(Money.of("25", USD));
        assertThat(position.realizedPnl()).isEqualTo(Money.zero(USD));
    }

    @Test
    void shouldTakeProfitByAverageCost() {
        ledger.book(aapl, buy(AAPL, "10", "100"));
        ledger.book(aapl, buy(AAPL, "20", "130"));
        ledger.book(aapl, sell(AAPL, "15", "150"));

        Position position = ledger.position(aapl);
        assertThat(position.realizedPnl()).isEqualTo(Money.of("450", USD));
        assertThat(position.averagePrice()).contains(Price.of("120"));
        assertThat(position.quantity()).isEqualTo(Quantity.of(15));
    }

    @Test
    void shouldCloseAndOpenWhenAPositionFlips() {
        ledger.book(aapl, buy(AAPL, "10", "100"));
        ledger.book(aapl, sell(AAPL, "25", "110"));

        Position position = ledger.position(aapl);
        assertThat(position.isShort()).isTrue();
        assertThat(position.quantity()).isEqualTo(Quantity.of(15));
        assertThat(position.averagePrice()).contains(Price.of("110"));
        assertThat(position.realizedPnl()).isEqualTo(Money.of("100", USD));
        assertThat(ledger.quantityScaled(aapl)).isEqualTo(-15);
    }

    @Test
    void shouldEarnOnAShortWhenThePriceFalls() {
        ledger.book(aapl, sell(AAPL, "10", "100"));
        ledger.mark(aapl, 90_000_000);

        assertThat(ledger.position(aapl).unrealizedPnl()).isEqualTo(Money.of("100", USD));
        assertThat(ledger.equity()).isEqualTo(Money.of("10100", USD));

        ledger.book(aapl, buy(AAPL, "10", "80"));

        assertThat(ledger.position(aapl).isFlat()).isTrue();
        assertThat(ledger.position(aapl).averagePrice()).isEmpty();
        assertThat(ledger.cash(USD)).isEqualTo(Money.of("10200", USD));
    }

    @Test
    void shouldLeaveTheRemainderOfARoundedShareInTheCost() {
        ledger.book(aapl, buy(AAPL, "3", "0.00000001"));
        ledger.book(aapl, buy(AAPL, "4", "0.000000013"));
        ledger.book(aapl, sell(AAPL, "2", "0.00000002"));

        Holding holding = (Holding) ledger.position(aapl);
        assertThat(holding.cost().value()).isEqualByComparingTo("0.000000062"); // 0.000000082 less 0.00000002
        assertThat(holding.realized().value()).isEqualByComparingTo("0.00000002");
    }

    @Test
    void shouldMoveNoCashForAFutureButTheProfitTaken() {
        ledger.book(es, buy(ES, "2", "5000"));
        ledger.mark(es, 50_100_000);

        assertThat(ledger.cash(USD)).isEqualTo(Money.of("10000", USD));
        assertThat(ledger.equity()).isEqualTo(Money.of("11000", USD));

        ledger.book(es, sell(ES, "1", "5010"));

        assertThat(ledger.cash(USD)).isEqualTo(Money.of("10500", USD));
        assertThat(ledger.equityE8()).isEqualTo(1_100_000_000_000L);

        ledger.mark(es, 49_900_000);

        assertThat(ledger.equity()).isEqualTo(Money.of("10000", USD));
    }

    @Test
    void shouldTakeAFeeInTheBaseAssetOutOfThePosition() {
        Ledger crypto = ledger(USDT, Money.of("100000", USDT));
        int btc = crypto.register(BTCUSDT);

        crypto.book(btc, buy(BTCUSDT, "0.5", "60000", Money.of("0.0005", BTC)));

        assertThat(crypto.position(btc).quantity()).isEqualTo(Quantity.of("0.4995"));
        assertThat(crypto.position(btc).averagePrice()).contains(Price.of(60000));
        assertThat(crypto.fees(USDT)).isEqualTo(Money.of("30", USDT));
        assertThat(crypto.cash(USDT)).isEqualTo(Money.of("70000", USDT));
        assertThat(crypto.cash(BTC)).isEqualTo(Money.zero(BTC));
        assertThat(crypto.equity()).isEqualTo(Money.of("99970", USDT));
    }

    @Test
    void shouldPayAFeeInAThirdCurrencyFromItsCash() {
        Currency bnb = Currency.of("BNB");
        Ledger crypto = ledger(USDT, Money.of("100000", USDT), Money.of("2", bnb));
        int btc = crypto.register(BTCUSDT);
        crypto.rate(bnb, new BigDecimal("600"));

        crypto.book(btc, buy(BTCUSDT, "0.5", "60000", Money.of("0.03", bnb)));

        assertThat(crypto.cash(bnb)).isEqualTo(Money.of("1.97", bnb));
        assertThat(crypto.fees(bnb)).isEqualTo(Money.of("0.03", bnb));
        assertThat(crypto.equity()).isEqualTo(Money.of("101182", USDT));
        assertThat(crypto.balances()).containsExactly(Money.of("1.97", bnb), Money.of("70000", USDT));
    }

    @Test
    void shouldCreditARebate() {
        ledger.book(aapl, buy(AAPL, "10", "100", Money.of("-0.02", USD)));

        assertThat(ledger.cash(USD)).isEqualTo(Money.of("9000.02", USD));
        assertThat(ledger.fees(USD)).isEqualTo(Money.of("-0.02", USD));
    }

    @Test
    void shouldBookWhatIsFinerAndWiderThanLongs() {
        Ledger crypto = ledger(USDT, Money.of("0", USDT));
        int btc = crypto.register(BTCUSDT);
        Fill fine = buy(BTCUSDT, "0.000000000000000001", "0.000000000000000001");
        Fill wide = buy(BTCUSDT, "123456789012345678901234567890", "98765432109876543210.5");

        crypto.book(btc, fine);
        crypto.book(btc, wide);

        BigDecimal paid = new BigDecimal("123456789012345678901234567890")
                .multiply(new BigDecimal("98765432109876543210.5"))
                .add(new BigDecimal("1e-36"));
        assertThat(crypto.cash(USDT)).isEqualTo(Money.of(paid.negate(), USDT));
        assertThat(crypto.position(btc).quantity())
                .isEqualTo(Quantity.of("123456789012345678901234567890.000000000000000001"));
        assertThat(crypto.quantityScaled(btc)).isEqualTo(Long.MAX_VALUE);

        crypto.reverse(btc, wide);
        crypto.reverse(btc, fine);

        assertThat(crypto.cash(USDT)).isEqualTo(Money.zero(USDT));
        assertThat(crypto.position(btc).isFlat()).isTrue();
    }

    @Test
    void shouldBeAsIfABustedFillHadNeverBeen() {
        Fill busted = buy(AAPL, "10", "100");
        ledger.book(aapl, busted);
        ledger.book(aapl, buy(AAPL, "10", "120"));
        ledger.book(aapl, sell(AAPL, "5", "130"));
        assertThat(ledger.position(aapl).realizedPnl()).isEqualTo(Money.of("100", USD));

        ledger.reverse(aapl, busted);

        assertThat(ledger.position(aapl).realizedPnl()).isEqualTo(Money.of("50", USD));
        assertThat(ledger.position(aapl).averagePrice()).contains(Price.of(120));
        assertThat(ledger.cash(USD)).isEqualTo(Money.of("9450", USD));
    }

    @Test
    void shouldCorrectAFillInItsPlace() {
        Fill wrong = buy(AAPL, "10", "100");
        ledger.book(aapl, wrong);
        ledger.book(aapl, sell(AAPL, "5", "130"));

        ledger.correct(aapl, wrong, buy(AAPL, "10", "101"));

        assertThat(ledger.position(aapl).realizedPnl()).isEqualTo(Money.of("145", USD));
        assertThat(ledger.position(aapl).averagePrice()).contains(Price.of(101));
        assertThat(ledger.cash(USD)).isEqualTo(Money.of("9640", USD));
    }

    @Test
    void shouldBringBackCashQuantityAndEquityOfAFillThatIsNoLongerRemembered() {
        Fill old = buy(AAPL, "10", "100", Money.of("1", USD));
        ledger.book(aapl, old);
        for (int i = 0; i < History.DEPTH; i++) {
            ledger.book(aapl, i % 2 == 0 ? buy(AAPL, "1", "110") : sell(AAPL, "1", "110"));
        }

        ledger.reverse(aapl, old);

        assertThat(ledger.position(aapl).isFlat()).isTrue();
        assertThat(ledger.equity()).isEqualTo(Money.of("10000", USD));
        assertThat(ledger.fees(USD)).isEqualTo(Money.zero(USD));
    }

    @Test
    void shouldRefuseEquityWithoutARate() {
        Ledger london = ledger(USD, Money.of("10000", USD));
        int vod = london.register(VOD);
        assertThat(london.hasRates()).isTrue();

        london.book(vod, buy(VOD, "1000", "70"));

        assertThat(london.hasRates()).isFalse();
        assertThat(london.hasRate(GBX)).isFalse();
        assertThatThrownBy(london::equity)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no rate from GBX to USD");
        assertThatThrownBy(london::equityE8).isInstanceOf(BadInputException.class);

        london.rate(GBP, new BigDecimal("1.25"));
        london.mark(vod, 72_000_000);

        assertThat(london.hasRate(GBX)).isTrue();
        assertThat(london.equity()).isEqualTo(Money.of("10025", USD));
        assertThat(london.equityE8()).isEqualTo(1_002_500_000_000L);
    }

    @Test
    void shouldRefuseARateThatCannotBe() {
        assertThatThrownBy(() -> ledger.rate(EUR, BigDecimal.ZERO)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> ledger.rate(USD, new BigDecimal("1.1"))).hasMessageContaining("was 1.1");
    }

    @Test
    void shouldCountTheDaysProfitWithoutDepositsAndAdoptions() {
        assertThatThrownBy(ledger::dayPnlE8).hasMessageContaining("startDay()");
        ledger.startDay();
        ledger.book(aapl, buy(AAPL, "10", "100", Money.of("1", USD)));
        ledger.mark(aapl, 95_000_000);

        ledger.deposit(Money.of("5000", USD));
        ledger.adopt(es, Side.SELL, Quantity.of(1), Price.of(5000));

        assertThat(ledger.dayPnlE8()).isEqualTo(-5_100_000_000L);
        assertThat(ledger.paidIn(USD)).isEqualTo(Money.of("15000", USD));

        ledger.startDay();

        assertThat(ledger.dayPnlE8()).isZero();
    }

    @Test
    void shouldTakeOverAPosition() {
        ledger.adopt(aapl, Side.BUY, Quantity.of(10), Price.of(100));
        ledger.mark(aapl, 110_000_000);

        assertThat(ledger.cash(USD)).isEqualTo(Money.of("10000", USD));
        assertThat(ledger.equity()).isEqualTo(Money.of("11100", USD));
        assertThat(ledger.position(aapl).unrealizedPnl()).isEqualTo(Money.of("100", USD));
        assertThat(ledger.paidIn(USD)).isEqualTo(Money.of("11000", USD));
        assertThatThrownBy(() -> ledger.adopt(aapl, Side.BUY, Quantity.of(1), Price.of(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldKeepPositionsThroughNewRules() {
        ledger.book(aapl, buy(AAPL, "10", "100"));
        Fill half = buy(AAPL, "0.5", "110");
        Instrument fractional = AAPL.toBuilder().lotStep(Quantity.of("0.001")).build();

        ledger.update(aapl, fractional);
        ledger.book(aapl, half);
        ledger.mark(aapl, 120_000_000);

        assertThat(ledger.quantityScaled(aapl)).isEqualTo(10_500);
        assertThat(ledger.equity()).isEqualTo(Money.of("10205", USD));
        assertThat(ledger.equityE8()).isEqualTo(1_020_500_000_000L);

        ledger.update(aapl, AAPL);

        assertThat(ledger.quantityScaled(aapl)).isEqualTo(10);
        assertThat(ledger.position(aapl).quantity()).isEqualTo(Quantity.of("10.5"));
        assertThat(ledger.equityE8()).isEqualTo(1_020_500_000_000L);

        ledger.reverse(aapl, half);

        assertThat(ledger.position(aapl).quantity()).isEqualTo(Quantity.of(10));
    }

    @Test
    void shouldRefuseWhatIsOfAnotherInstrument() {
        assertThatThrownBy(() -> ledger.book(aapl, buy(ES, "1", "5000")))
                .hasMessageContaining("ES.XCME")
                .hasMessageContaining("AAPL.US");
        assertThatThrownBy(() -> ledger.update(aapl, ES)).hasMessageContaining("AAPL.US");
        assertThatThrownBy(() -> ledger.register(AAPL)).hasMessageContaining("registered already");
    }

    @Test
    void shouldShowWhatIsOrWasHeldOnly() {
        assertThat(ledger.view().positions()).isEmpty();

        ledger.book(aapl, buy(AAPL, "10", "100"));
        ledger.book(aapl, sell(AAPL, "10", "100"));

        assertThat(ledger.view().positions()).containsExactly(ledger.position(aapl));
    }

    @Test
    void shouldKeepBooksOfPartsBesideTheWhole() {
        PositionBook one = ledger.newBook();
        PositionBook two = ledger.newBook();
        Fill buy = buy(AAPL, "10", "100");
        Fill sell = sell(AAPL, "4", "110");
        ledger.book(aapl, buy);
        one.book(aapl, buy);
        ledger.book(aapl, sell);
        two.book(aapl, sell);
        ledger.mark(aapl, 105_000_000);

        assertThat(one.quantityScaled(aapl) + two.quantityScaled(aapl)).isEqualTo(ledger.quantityScaled(aapl));
        assertThat(one.position(aapl).unrealizedPnl()).isEqualTo(Money.of("50", USD));
        assertThat(two.position(aapl).unrealizedPnl()).isEqualTo(Money.of("20", USD));
        assertThat(two.quantityScaled(es)).isZero();
        assertThat(two.positions()).containsExactly(two.position(aapl));
    }

    @Test
    void shouldCapEquityBeyondALongAndKeepItExact() {
        ledger.deposit(Money.of("1000000000000", USD));

        assertThat(ledger.equityE8()).isEqualTo(Long.MAX_VALUE);
        assertThat(ledger.equity()).isEqualTo(Money.of("1000000010000", USD));

        ledger.deposit(Money.of("-1000000000000", USD));

        assertThat(ledger.equityE8()).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void shouldTakeBackAnyOfTheLatestSixtyFourFillsHoweverManyCameBefore() {
        for (int booked : new int[] {64, 65, 127, 128, 129, 200, 257}) {
            for (int back : new int[] {0, 1, 40, 63}) {
                List<Fill> fills = new ArrayList<>();
                for (int i = 0; i < booked; i++) {
                    String price = Integer.toString(10 + i * 7 % 13);
                    fills.add(i % 3 == 2 ? sell(AAPL, "15", price) : buy(AAPL, "10", price));
                }
                Fill wrong = fills.get(booked - 1 - back);
                Ledger mended = ledger(USD, Money.of("100000", USD));
                Ledger without = ledger(USD, Money.of("100000", USD));
                int index = mended.register(AAPL);
                without.register(AAPL);
                fills.forEach(fill -> mended.book(index, fill));
                fills.stream().filter(fill -> !fill.equals(wrong)).forEach(fill -> without.book(index, fill));

                mended.reverse(index, wrong);

                assertThat(mended.position(index))
                        .as("%d booked, the one %d back taken back", booked, back)
                        .hasToString(without.position(index).toString());
            }
        }
    }

    private static Ledger ledger(Currency base, Money... cash) {
        return new Ledger(AccountId.of("sim", "1"), base, List.of(cash));
    }

    private Fill buy(Instrument instrument, String quantity, String price, Money... fees) {
        return fill(instrument, Side.BUY, quantity, price, fees);
    }

    private Fill sell(Instrument instrument, String quantity, String price, Money... fees) {
        return fill(instrument, Side.SELL, quantity, price, fees);
    }

    private Fill fill(Instrument instrument, Side side, String quantity, String price, Money... fees) {
        return new Fill(
                "x" + executions++,
                instrument.id(),
                side,
                Quantity.of(quantity),
                Price.of(price),
                List.of(fees),
                Liquidity.UNKNOWN,
                0);
    }
}
