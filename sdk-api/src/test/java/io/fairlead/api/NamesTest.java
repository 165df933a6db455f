package io.fairlead.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Currencies and accounts. */
class NamesTest {
    @ParameterizedTest
    @CsvSource({"USD, 2", "EUR, 2", "GBX, 2", "JPY, 0", "KRW, 0", "BTC, 8", "ETH, 8", "USDT, 8", "1INCH, 8"})
    void shouldKnowHowManyDigitsACurrencyIsShownIn(String code, int digits) {
        assertThat(Currency.of(code).displayDigits()).isEqualTo(digits);
        assertThat(Currency.of(code)).hasToString(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "US D", "ABCDEFGHIJKLMNOPQRSTU"})
    void shouldRefuseWhatIsNoCurrencyCode(String code) {
        assertThatThrownBy(() -> Currency.of(code)).hasMessageContaining("was '" + code + "'");
    }

    @Test
    void shouldSortByCode() {
        assertThat(Currency.EUR).isLessThan(Currency.USD).isEqualTo(Currency.of("EUR"));
    }

    @Test
    void shouldNameAnAccountByVenueAndNumber() {
        AccountId account = AccountId.of("alpaca", "PA123");

        assertThat(account).hasToString("alpaca/PA123").isEqualTo(new AccountId("alpaca", "PA123"));
        assertThat(account).isLessThan(AccountId.of("alpaca", "PA124")).isLessThan(AccountId.of("binance", "1"));
        assertThatThrownBy(() -> AccountId.of(" ", "1")).hasMessageContaining("was ' ' / '1'");
    }
}
