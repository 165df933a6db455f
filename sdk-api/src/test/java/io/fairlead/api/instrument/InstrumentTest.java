package io.fairlead.api.instrument;

import static io.fairlead.api.Currency.BTC;
import static io.fairlead.api.Currency.USD;
import static io.fairlead.api.Currency.USDT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentTest {
    private static final InstrumentId ID = InstrumentId.of("AAPL", "US");
    private static final Instrument AAPL = Instrument.equity(ID, USD).build();

    @ParameterizedTest
    @CsvSource({
        "187.73, true",
        "187.735, false",
        "1, true",
        "1.0001, false",
        "0.9999, true",
        "0.99995, false",
        "-5.01, true",
        "-5.011, false",
        "0, true",
        "1234567890123456789012.01, true",
        "1234567890123456789012.011, false"
    })
    void shouldKnowItsTickGrid(String price, boolean onTick) {
        assertThat(AAPL.isOnTick(Price.of(price))).isEqualTo(onTick);
    }

    @Test
    void shouldKnowItsTickGridAsTheTableDoes() {
        TickTable odd = TickTable.banded(List.of(
                new TickTable.Band(Price.of("0"), Price.of("0.05")),
                new TickTable.Band(Price.of("3.125"), Price.of("0.125")),
                new TickTable.Band(Price.of("100"), Price.of("0.5"))));
        Instrument instrument = AAPL.toBuilder().ticks(odd).build();
        SplittableRandom random = new SplittableRandom(5);

        for (int i = 0; i < 20_000; i++) {
            Price price = Price.ofScaled(random.nextLong(-200_000, 200_000), 3);
            boolean expected =
                    price.value().remainder(odd.tickAt(price).value()).signum() == 0;

            assertThat(instrument.isOnTick(price)).as(price.toString()).isEqualTo(expected);
        }
    }

    @Test
    void shouldRoundOnlyWhereAsked() {
        assertThat(AAPL.roundToTick(Price.of("187.735"), RoundingMode.DOWN)).isEqualTo(Price.of("187.73"));
        assertThat(AAPL.roundToTick(Price.of("187.735"), RoundingMode.UP)).isEqualTo(Price.of("187.74"));
        assertThat(AAPL.roundToTick(Price.of("187.735"), RoundingMode.HALF_EVEN))
                .isEqualTo(Price.of("187.74"));
        assertThat(AAPL.roundToTick(Price.of("-0.00015"), RoundingMode.FLOOR)).isEqualTo(Price.of("-0.0002"));
        assertThat(AAPL.roundToTick(Price.of("187.73"), RoundingMode.UNNECESSARY))
                .isEqualTo(Price.of("187.73"));
        assertThatThrownBy(() -> AAPL.roundToTick(Price.of("187.735"), RoundingMode.UNNECESSARY))
                .isInstanceOf(ArithmeticException.class);
        assertThat(AAPL.roundDownToLot(Quantity.of("2.9"))).isEqualTo(Quantity.of(2));
        assertThat(AAPL.isOnLot(Quantity.of("2.9"))).isFalse();
        assertThat(AAPL.isOnLot(Quantity.of("1234567890123456789012"))).isTrue();
    }

    @Test
    void shouldCountFinerThanItsGrid() {
        Instrument crypto = Instrument.cryptoSpot(InstrumentId.of("BTCUSDT", "BINANCE"), BTC, USDT)
                .build();

        assertThat(AAPL.priceScale()).isEqualTo(6);
        assertThat(AAPL.quantityScale()).isZero();
        assertThat(crypto.priceScale()).isEqualTo(4);
        assertThat(crypto.quantityScale()).isEqualTo(8);
        assertThat(crypto.baseCurrency()).contains(BTC);
        assertThat(AAPL.toBuilder().scales(10, 4).build().priceScale()).isEqualTo(10);
    }

    @Test
    void shouldReckonNotionalWithTheMultiplier() {
        Instrument option = Instrument.builder(ID, AssetClass.OPTION, USD)
                .multiplier(Quantity.of(100))
                .build();

        assertThat(option.notional(Price.of("1.25"), Quantity.of(3))).isEqualTo(Money.of("375", USD));
    }

    @Test
    void shouldCarryAllRulesIntoTheNextVersion() {
        Instrument full = Instrument.builder(ID, AssetClass.FUTURE, USD)
                .baseCurrency(BTC)
                .multiplier(Quantity.of(5))
                .tick("0.25")
                .lotStep(Quantity.of(2))
                .minQuantity(Quantity.of(4))
                .maxQuantity(Quantity.of(400))
                .minNotional(Money.of(10, USD))
                .scales(7, 3)
                .shortable(true)
                .validFrom(Instant.parse("2026-01-02T00:00:00Z"))
                .build();

        assertThat(full.toBuilder().build()).usingRecursiveComparison().isEqualTo(full);
    }

    @Test
    void shouldRefuseRulesThatCannotBe() {
        assertThatThrownBy(() -> AAPL.toBuilder().lotStep(Quantity.ZERO).build())
                .hasMessage("AAPL.US: lot step and multiplier must be above 0");
        assertThatThrownBy(() -> AAPL.toBuilder().tick("0.00000000000000001").build())
                .hasMessage("AAPL.US: scales must be in 0..18, were price 19, quantity 0");
        assertThatThrownBy(() -> AAPL.toBuilder().minNotional(Money.of(1, USDT)).build())
                .hasMessage("AAPL.US: the smallest notional must be in USD, was 1 USDT");
        assertThatThrownBy(() -> TickTable.of(Price.of(0))).hasMessage("tick size must be above 0, was 0");
        assertThatThrownBy(() -> TickTable.banded(List.of())).hasMessageContaining("at least one band");
        TickTable.Band one = new TickTable.Band(Price.of(1), Price.of("0.01"));
        assertThatThrownBy(() -> TickTable.banded(List.of(one, one))).hasMessageContaining("tick bands must rise");
    }

    @Test
    void shouldFindTheTickOfABand() {
        TickTable table = TickTable.banded(List.of(
                new TickTable.Band(Price.of(1), Price.of("0.01")), new TickTable.Band(Price.of(100), Price.of("0.1"))));

        assertThat(table.tickAt(Price.of("0.5"))).isEqualTo(Price.of("0.01"));
        assertThat(table.tickAt(Price.of("99.99"))).isEqualTo(Price.of("0.01"));
        assertThat(table.tickAt(Price.of("100"))).isEqualTo(Price.of("0.1"));
        assertThat(table.tickAt(Price.of("-100"))).isEqualTo(Price.of("0.1"));
        assertThat(table.finestTick()).isEqualTo(Price.of("0.01"));
    }

    @Test
    void shouldNameContractsPlainly() {
        LocalDate expiry = LocalDate.of(2026, 12, 18);

        assertThat(ID).hasToString("AAPL.US");
        assertThat(InstrumentId.perpetual("BTCUSDT", "BINANCE")).hasToString("BTCUSDT-PERP.BINANCE");
        assertThat(InstrumentId.future("ES", "XCME", expiry)).hasToString("ES-2026-12-18.XCME");
        InstrumentId put = InstrumentId.option("AAPL", "US", expiry, OptionRight.PUT, Price.of("190.00"));
        assertThat(put).hasToString("AAPL-2026-12-18-P190.US");
        assertThat(put).isEqualTo(InstrumentId.option("AAPL", "US", expiry, OptionRight.PUT, Price.of("190")));
        assertThat(put).isNotEqualTo(ID).isGreaterThan(ID);
        assertThatThrownBy(() -> InstrumentId.of("A B", "US")).hasMessageContaining("was 'A B'");
        assertThatThrownBy(() -> InstrumentId.of("A", "")).hasMessageContaining("market must be");
    }

    @Test
    void shouldHaveDaysInUtcWhereItNeverCloses() {
        TradingCalendar always = TradingCalendar.alwaysOpen();
        Instant springForward = Instant.parse("2026-03-29T01:00:00Z");

        assertThat(always.sessionAt(springForward)).hasValueSatisfying(session -> {
            assertThat(session.open()).isEqualTo("2026-03-29T00:00:00Z");
            assertThat(session.close()).isEqualTo("2026-03-30T00:00:00Z");
            assertThat(session.contains(session.open())).isTrue();
            assertThat(session.contains(session.close())).isFalse();
        });
        assertThat(always.sessionEndingAfter(springForward).date()).isEqualTo("2026-03-29");
        assertThatThrownBy(() -> new TradingCalendar.Session(LocalDate.EPOCH, Instant.EPOCH, Instant.EPOCH))
                .hasMessageContaining("not before its close");
    }

    @Test
    void shouldSaySoOfBigDecimalsToo() {
        assertThat(AAPL.roundToTick(Price.of(new BigDecimal("1e30")), RoundingMode.DOWN))
                .isEqualTo(Price.of("1000000000000000000000000000000"));
    }
}
