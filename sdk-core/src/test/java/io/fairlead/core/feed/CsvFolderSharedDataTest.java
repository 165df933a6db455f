package io.fairlead.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFolderSharedDataTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "us-5min-2024h1, 6, 58032, 5m",
        "equity-us/5min/mixed-2025-26, 45, 718200, 5m",
        "equity-us/minute/mixed-2026, 16, 193440, 1m",
        "equity-us/minute/mixed-2019-02, 22, 42210, 1m",
        "equity-us/minute/etf-2019-12, 50, 160581, 1m",
        "equity-us/daily/stocks-2012-17, 86, 107529, 1d",
        "equity-us/daily/etf-2000-25, 14, 82940, 1d",
        "equity-us/daily/sp25-2021-24, 25, 25125, 1d",
        "equity-us/daily/unadjusted-2014, 4, 916, 1d",
        "equity-us/daily/goog-2004-13, 1, 2148, 1d"
    })
    void shouldReadEverySetWhole(String set, int symbols, long rows, String interval) {
        CsvFolder data = CsvFolder.of(SharedData.path(set));

        long read = 0;
        for (Instrument instrument : data.instruments()) {
            read += data.bars(instrument.id()).size();
        }

        assertThat(data.instruments()).hasSize(symbols);
        assertThat(read).isEqualTo(rows);
        assertThat(data.interval()).isEqualTo(BarInterval.parse(interval));
    }

    @ParameterizedTest
    @CsvSource({"crypto/minute/binance-spot, 14, 689280", "crypto/minute/bybit-linear-2025-06, 7, 302401"})
    void shouldReadMarketsThatNeverClose(String set, int symbols, long rows) {
        CsvFolder data = CsvFolder.of(SharedData.path(set)).market("CRYPTO").calendar(TradingCalendar.alwaysOpen());

        long read = 0;
        for (Instrument instrument : data.instruments()) {
            read += data.bars(instrument.id()).size();
        }

        assertThat(data.instruments()).hasSize(symbols);
        assertThat(read).isEqualTo(rows);
    }

    @Test
    void shouldReadEveryNumberAndTimeAsASlowReaderDoes() throws IOException {
        Path folder = SharedData.path("us-5min-2024h1");
        BarColumns bars = CsvFolder.of(folder).symbols("NVDA").bars(InstrumentId.of("NVDA", "US"));

        int index = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("NVDA.csv.gz"))), StandardCharsets.US_ASCII))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split(",", -1);
                Instant start = LocalDateTime.parse(fields[0]).atZone(NEW_YORK).toInstant();
                assertThat(bars.bar(index).start()).isEqualTo(start);
                assertThat(bars.bar(index).end()).isEqualTo(start.plusSeconds(300));
                assertThat(bars.open(index)).isEqualTo(Double.parseDouble(fields[1]));
                assertThat(bars.high(index)).isEqualTo(Double.parseDouble(fields[2]));
                assertThat(bars.low(index)).isEqualTo(Double.parseDouble(fields[3]));
                assertThat(bars.close(index)).isEqualTo(Double.parseDouble(fields[4]));
                assertThat(bars.volume(index)).isEqualTo(Double.parseDouble(fields[5]));
                index++;
            }
        }
        assertThat(bars.size()).isEqualTo(index).isEqualTo(9_672);
    }

    @Test
    void shouldTakeASpanOfDates() {
        CsvFolder march = CsvFolder.of(SharedData.path("us-5min-2024h1"))
                .symbols("SPY")
                .from(LocalDate.of(2024, 3, 8))
                .to(LocalDate.of(2024, 3, 11));
        BarColumns bars = march.bars(InstrumentId.of("SPY", "US"));

        assertThat(bars.size()).isEqualTo(2 * 78);
        assertThat(bars.bar(0).start()).isEqualTo("2024-03-08T14:30:00Z");
        assertThat(bars.bar(78).start()).as("clocks were set forward").isEqualTo("2024-03-11T13:30:00Z");
        assertThat(bars.bar(155).end()).isEqualTo("2024-03-11T20:00:00Z");
    }
}
