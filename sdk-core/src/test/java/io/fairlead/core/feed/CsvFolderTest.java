package io.fairlead.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.calendar.Calendars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFolderTest {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    private static final String LOCAL = "time,open,high,low,close,volume\n";
    private static final String UTC = "ts,open,high,low,close,volume\n";
    private static final String TWO_BARS = LOCAL
            + "2024-01-02T09:30:00,187.17,188.44,186.35,187.73,4575934\n2024-01-02T09:35:00,187.76,188.07,187.13,187.5,1\n";

    @TempDir
    Path folder;

    // --- What is read ---------------------------------------------------------------------------------------------

    @Test
    void shouldReadLocalTimesAsStartsInTheExchangesZone() {
        write("AAPL.csv", TWO_BARS);

        BarColumns bars = CsvFolder.of(folder).bars(AAPL);

        assertThat(bars.size()).isEqualTo(2);
        assertThat(bars.bar(0).start()).isEqualTo("2024-01-02T14:30:00Z");
        assertThat(bars.bar(0).end()).isEqualTo("2024-01-02T14:35:00Z");
        assertThat(bars.bar(0))
                .extracting("open", "high", "low", "close", "volume")
                .containsExactly(187.17, 188.44, 186.35, 187.73, 4575934.0);
        assertThat(bars.interval()).isEqualTo(BarInterval.ofMinutes(5));
        assertThat(bars.isFrozen()).isTrue();
    }

    @Test
    void shouldReadTimesInUtcFromACompressedFile() {
        writeGzip("AAPL.csv.gz", UTC + "2026-01-22T14:30:00Z,1,2,1,2,5\n2026-01-22T14:31:00Z,2,2,2,2,0\n");

        BarColumns bars = CsvFolder.of(folder).bars(AAPL);

        assertThat(bars.bar(1).start()).isEqualTo("2026-01-22T14:31:00Z");
        assertThat(bars.interval()).isEqualTo(BarInterval.ofMinutes(1));
    }

    @Test
    void shouldPlaceDatesByTheCalendarsSessions() {
        write("AAPL.csv", UTC + "2024-11-27,1,1,1,1,1\n2024-11-28,1,1,1,1,1\n2024-11-29,1,1,1,1,1\n");

        CsvFolder data = CsvFolder.of(folder);
        BarColumns bars = data.bars(AAPL);

        assertThat(data.interval()).isEqualTo(BarInterval.DAY);
        assertThat(bars.bar(0).start()).isEqualTo("2024-11-27T14:30:00Z");
        assertThat(bars.bar(0).end()).isEqualTo("2024-11-27T21:00:00Z");
        assertThat(bars.bar(1).start()).as("a holiday").isEqualTo("2024-11-28T14:30:00Z");
        assertThat(bars.bar(1).end()).isEqualTo("2024-11-28T21:00:00Z");
        assertThat(bars.bar(2).end()).as("an early close").isEqualTo("2024-11-29T18:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFFtime,open,high,low,close,volume\n2024-01-02T09:30:00,1,3,0.5,2,9\n",
                "Time,Open,High,Low,Close,Volume\r\n2024-01-02T09:30:00,1,3,0.5,2,9\r\n",
                "volume,close,low,high,open,time\n9,2,0.5,3,1,2024-01-02 09:30:00",
                "timestamp, open, high, low, close, volume\n2024-01-02T14:30Z,1,3,0.5,2,9\n\n\n",
                "datetime,open,high,low,close,volume\n2024-01-02T09:30:00.000-05:00,1,3,0.5,2,9\n"
            })
    void shouldReadVariantsThatLeaveNoDoubt(String text) {
        write("AAPL.csv", text);

        BarColumns bars =
                CsvFolder.of(folder).interval(BarInterval.ofMinutes(5)).bars(AAPL);

        assertThat(bars.size()).isEqualTo(1);
        assertThat(bars.bar(0).start()).isEqualTo("2024-01-02T14:30:00Z");
        assertThat(bars.bar(0))
                .extracting("open", "high", "low", "close", "volume")
                .containsExactly(1.0, 3.0, 0.5, 2.0, 9.0);
    }

    @Test
    void shouldListInstrumentsBySymbolOrAsAsked() {
        write("MSFT.csv", TWO_BARS);
        write("AAPL.csv", TWO_BARS);
        write("_actions.csv", "date,symbol,type,value\n");
        write("README.md", "no series");

        CsvFolder all = CsvFolder.of(folder);

        assertThat(all.instruments()).extracting(i -> i.id().symbol()).containsExactly("AAPL", "MSFT");
        assertThat(all.symbols("MSFT", "AAPL").instruments())
                .extracting(i -> i.id().symbol())
                .containsExactly("MSFT", "AAPL");
        assertThat(all.symbols("MSFT").instruments()).hasSize(1);
        assertThat(all.description())
                .isEqualTo("CSV folder " + folder + ": 2 instruments, 5m bars, 2024-01-02 to 2024-01-02");
    }

    @Test
    void shouldMakeSharesThatCountAsFinelyAsTheFile() {
        write("AAPL.csv", UTC + "2024-01-02,121.349998,121.75,120.879997,121.330002,12.5\n");

        Instrument instrument = CsvFolder.of(folder).instruments().get(0);

        assertThat(instrument.id()).isEqualTo(AAPL);
        assertThat(instrument.assetClass()).isEqualTo(AssetClass.EQUITY);
        assertThat(instrument.quoteCurrency()).isEqualTo(Currency.USD);
        assertThat(instrument.lotStep()).hasToString("1");
        assertThat(instrument.priceScale()).isGreaterThanOrEqualTo(6);
        assertThat(instrument.quantityScale()).isGreaterThanOrEqualTo(1);
        assertThat(instrument.calendar()).isEqualTo(Calendars.nyse());
    }

    @Test
    void shouldMakeOtherInstrumentsOnAnotherMarket() {
        write(
                "BTCUSDT.csv",
                UTC + "2024-01-06T00:00:00Z,51696.7,51926.17,51696.7,51827.72,73.9024\n"
                        + "2024-01-06T00:01:00Z,1,1,1,1,0\n");

        CsvFolder data = CsvFolder.of(folder)
                .market("BINANCE")
                .calendar(TradingCalendar.alwaysOpen())
                .instrument((id, price, volume) -> Instrument.cryptoSpot(id, Currency.BTC, Currency.USDT)
                        .scales(price, volume)
                        .build());

        Instrument instrument = data.instruments().get(0);
        assertThat(instrument.id()).hasToString("BTCUSDT.BINANCE");
        assertThat(data.bars(instrument.id()).size()).isEqualTo(2);
    }

    @Test
    void shouldTakeBothDatesInclusivelyInTheExchangesZone() {
        write(
                "AAPL.csv",
                UTC + "2024-01-02T00:00:00Z,1,1,1,1,1\n2024-01-02T05:00:00Z,2,2,2,2,2\n"
                        + "2024-01-03T04:00:00Z,3,3,3,3,3\n2024-01-03T05:00:00Z,4,4,4,4,4\n");
        LocalDate second = LocalDate.of(2024, 1, 2);
        CsvFolder day = CsvFolder.of(folder)
                .interval(BarInterval.ofHours(1))
                .from(second)
                .to(second);

        assertThat(day.bars(AAPL).size()).isEqualTo(2);
        assertThat(day.bars(AAPL).close(0)).isEqualTo(2);
        assertThat(day.zone(ZoneId.of("UTC")).bars(AAPL).close(0)).isEqualTo(1);
        assertThat(day.from(LocalDate.MIN).to(LocalDate.MAX).bars(AAPL).size()).isEqualTo(4);
    }

    @Test
    void shouldLeaveOutSymbolsWithoutBarsInTheSpanUnlessAskedByName() {
        write("AAPL.csv", UTC + "2024-01-02,1,1,1,1,1\n2024-01-03,1,1,1,1,1\n");
        write("XLC.csv", UTC + "2025-01-02,1,1,1,1,1\n");
        CsvFolder early = CsvFolder.of(folder).to(LocalDate.of(2024, 12, 31));

        assertThat(early.instruments()).hasSize(1);
        assertFails(early.symbols("AAPL", "XLC"), "XLC.csv has 2025-01-02 to 2025-01-02", "to(...)");
    }

    @Test
    void shouldHashTheBarsAndNotWhereTheyCameFrom() throws IOException {
        write("AAPL.csv", TWO_BARS);
        writeGzip("sub/AAPL.csv.gz", TWO_BARS.replace("187.50", "187.5"));
        writeGzip("other/AAPL.csv.gz", TWO_BARS.replace("187.76", "187.77"));
        String hash = CsvFolder.of(folder).contentHash();

        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(CsvFolder.of(folder.resolve("sub")).contentHash()).isEqualTo(hash);
        assertThat(CsvFolder.of(folder.resolve("other")).contentHash()).isNotEqualTo(hash);
        assertThat(CsvFolder.of(folder).market("XNAS").contentHash()).isNotEqualTo(hash);
    }

    // --- Intervals ------------------------------------------------------------------------------------------------

    @Test
    void shouldEndTheFirstBarOfASessionWhereTheClockCutsIt() {
        write("AAPL.csv", LOCAL + rows("09:30", "10:00", "11:00", "12:00", "13:00"));

        BarColumns bars = CsvFolder.of(folder).interval(BarInterval.ofHours(1)).bars(AAPL);

        assertThat(bars.bar(0).end()).isEqualTo("2024-01-02T15:00:00Z");
        assertThat(bars.bar(1).end()).isEqualTo("2024-01-02T16:00:00Z");
    }

    @Test
    void shouldNotGuessAnIntervalThatMayBeTooShort() {
        write("AAPL.csv", LOCAL + rows("09:30", "10:00", "11:00", "12:00", "13:00"));

        assertFails(CsvFolder.of(folder), "30m apart, but more of them 1h", "interval(...)");
    }

    @Test
    void shouldNotGuessFromFilesThatDiffer() {
        write("AAPL.csv", LOCAL + rows("09:30", "09:31", "09:32"));
        write("MSFT.csv", LOCAL + rows("09:30", "09:35", "09:40"));

        assertFails(CsvFolder.of(folder), "AAPL.csv has bars 1m apart", "MSFT.csv none closer than 5m", "symbols(...)");
        assertThat(CsvFolder.of(folder).symbols("MSFT").interval()).isEqualTo(BarInterval.ofMinutes(5));
        assertThat(CsvFolder.of(folder).interval(BarInterval.ofMinutes(1)).instruments())
                .hasSize(2);
    }

    @Test
    void shouldRefuseAnIntervalLongerThanTheDistanceOfBars() {
        write("AAPL.csv", LOCAL + rows("09:30", "09:35", "09:40"));

        assertFails(CsvFolder.of(folder).interval(BarInterval.ofHours(1)), "2024-01-02T09:35", "interval 1h");
        assertFails(CsvFolder.of(folder).interval(BarInterval.DAY), "times of day", "1d");
    }

    @Test
    void shouldAskForTheIntervalOfASingleBarOrAnOddDistance() {
        write("one/AAPL.csv", LOCAL + rows("09:30"));
        write("odd/AAPL.csv", LOCAL + rows("09:30", "12:00"));

        assertFails(CsvFolder.of(folder.resolve("one")), "one row only", "interval(");
        assertFails(CsvFolder.of(folder.resolve("odd")), "150m apart", "does not divide a day");
    }

    @Test
    void shouldNotTakeWeeksForDays() {
        write("GOLD.csv", UTC + "2024-01-05,1,1,1,1,1\n2024-01-12,1,1,1,1,1\n");

        assertFails(CsvFolder.of(folder), "a row every 7 days", "interval(BarInterval.DAY)");
        assertFails(CsvFolder.of(folder).interval(BarInterval.WEEK), "1w", "leave interval(...) out");
        assertThat(CsvFolder.of(folder).interval(BarInterval.DAY).instruments()).hasSize(1);
    }

    @Test
    void shouldNotMixDaysWithTimesOfDay() {
        write("AAPL.csv", TWO_BARS);
        write("MSFT.csv", UTC + "2024-01-02,1,1,1,1,1\n");

        assertFails(CsvFolder.of(folder), "AAPL.csv", "MSFT.csv", "symbols(...)");
    }

    // --- Bad rows -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-02T09:45:00,1,1,1,1 | a row has 6 fields, this one 5",
                "2024-01-02T09:45:00,1,1,1,1,1,1 | a row has 6 fields, this one 7",
                "2024-01-02T09:45:00,1,1,1,x,1 | close must be a number, was 'x'",
                "2024-01-02T09:45:00,1,1,1,,1 | close must be a number, was ''",
                "2024-01-02T09:45:00,NaN,1,1,1,1 | open must be a number, was 'NaN'",
                "2024-01-02T09:45:00,1e999,1,1,1,1 | open must be a finite number, was Infinity",
                "2024-01-02T09:45:00,1,1,1,1,-5 | volume must not be negative, was -5.0",
                "2024-01-02T09:45:00,1,1,2,1,5 | high 1.0 is below low 2.0",
                "2024-01-02T09:45:00,1,3,2,2,5 | open 1.0 is outside low 2.0 to high 3.0",
                "2024-01-02T09:40:00,1,1,1,1,1 | the time is there twice",
                "2024-01-02T09:35:00,1,1,1,1,1 | time goes backwards, the row before is of 2024-01-02T14:40:00Z",
                "2024-03-10T02:30:00,1,1,1,1,1 | does not exist in America/New_York",
                "2024-01-03,1,1,1,1,1 | mixes dates alone with times of day",
                "02.01.2024 09:45,1,1,1,1,1 | is not a time"
            })
    void shouldFailOnABadRowNamingFileLineAndReason(String row, String reason) {
        write("AAPL.csv", TWO_BARS + "2024-01-02T09:40:00,1,1,1,1,1\n" + row + "\n2024-03-11T09:45:00,1,1,1,1,1\n");

        assertFails(CsvFolder.of(folder), "1 bad row in", "AAPL.csv line 5: ", reason, row, "BadRows.SKIP_AND_REPORT");
    }

    @Test
    void shouldFailOnceWithTheFirstBadRowsAndTheirNumber() {
        write("AAPL.csv", TWO_BARS + "x\n".repeat(4));
        write("MSFT.csv", TWO_BARS + "y\n".repeat(300));

        assertFails(CsvFolder.of(folder), "304 bad rows in", "AAPL.csv line 4", "MSFT.csv line 4", "and 299 more");
    }

    @Test
    void shouldGoOnWithoutBadRowsAndListThemIfAsked() {
        write("AAPL.csv", TWO_BARS + "\nbad,row\n2024-01-02T09:40:00,1,1,1,1,1\n");

        CsvFolder data = CsvFolder.of(folder).onBadRow(BadRows.SKIP_AND_REPORT);

        assertThat(data.bars(AAPL).size()).isEqualTo(3);
        assertThat(data.badRows())
                .containsExactly(
                        new BadRow(folder.resolve("AAPL.csv"), 4, "", "the line is empty, though rows follow"),
                        new BadRow(folder.resolve("AAPL.csv"), 5, "bad,row", "a row has 6 fields, this one 2"));
        assertThat(data.description()).endsWith("2 bad rows left out");
    }

    @Test
    void shouldReportACompressedFileThatIsCutOff() throws IOException {
        StringBuilder text = new StringBuilder(UTC);
        for (int i = 0; i < 20_000; i++) {
            text.append(LocalDate.of(1970, 1, 1).plusDays(i))
                    .append(',')
                    .append(i)
                    .append(',')
                    .append(i + 1);
            text.append(",0,").append(i).append(",1\n");
        }
        byte[] whole = gzip(text.toString());
        Files.write(folder.resolve("AAPL.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        CsvFolder data = CsvFolder.of(folder).calendar(TradingCalendar.alwaysOpen());

        assertFails(data, "1 bad row", "the file is cut off");
        CsvFolder kept = data.onBadRow(BadRows.SKIP_AND_REPORT);
        int read = kept.bars(AAPL).size();
        assertThat(read).isBetween(1_000, 19_000);
        assertThat(kept.badRows()).extracting(BadRow::line).containsExactly(read + 2L);
    }

    @Test
    void shouldReportCompressedDataThatIsNone() {
        write("AAPL.csv.gz", TWO_BARS);
        write("MSFT.csv.gz", "");

        assertFails(
                CsvFolder.of(folder), "2 bad rows", "AAPL.csv.gz line 1", "damaged", "MSFT.csv.gz line 1", "cut off");
    }

    @Test
    void shouldReadALineLongerThanItsBuffer() {
        write("AAPL.csv", TWO_BARS + "x".repeat(300_000) + "\n2024-01-02T09:40:00,1,1,1,1,1\n");

        CsvFolder data = CsvFolder.of(folder).onBadRow(BadRows.SKIP_AND_REPORT);

        assertThat(data.bars(AAPL).size()).isEqualTo(3);
        assertThat(data.badRows()).hasSize(1);
        assertThat(data.badRows().get(0).text()).hasSize(121);
    }

    // --- Settings -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ts,open,high,low,close\n",
                "ts,open,high,low,close,volume,adj close\n",
                "ts,date,open,high,low,close,volume\n",
                "2024-01-02T09:30:00,1,1,1,1,1\n",
                "ts;open;high;low;close;volume\n"
            })
    void shouldRefuseAHeaderThatLeavesDoubt(String text) {
        write("AAPL.csv", text);

        assertFails(
                CsvFolder.of(folder).onBadRow(BadRows.SKIP_AND_REPORT),
                "AAPL.csv",
                text.isEmpty() ? "empty" : text.strip());
    }

    @Test
    void shouldSayThatAFolderIsMissingOrEmptyOrNone() {
        write("file.txt", "");

        assertFails(
                CsvFolder.of(folder.resolve("nowhere")),
                folder.resolve("nowhere").toString(),
                "does not exist");
        assertFails(CsvFolder.of(folder.resolve("file.txt")), "is a file");
        assertFails(CsvFolder.of(folder), folder.toString(), "has no SYMBOL.csv");
    }

    @Test
    void shouldNameTheNearestSymbolsFirst() {
        write("AAPL.csv", TWO_BARS);
        write("AMZN.csv", TWO_BARS);
        write("MSFT.csv", TWO_BARS);

        assertFails(CsvFolder.of(folder).symbols("MSTF"), "'MSTF'", "it has MSFT, AAPL, AMZN");
        assertThatThrownBy(() -> CsvFolder.of(folder).bars(InstrumentId.of("MSFT", "XNAS")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no bars of MSFT.XNAS: it has MSFT.US");
    }

    @Test
    void shouldRefuseSymbolsThatLeaveDoubt() {
        write("AAPL.csv", TWO_BARS);
        writeGzip("AAPL.csv.gz", TWO_BARS);

        assertFails(CsvFolder.of(folder), "AAPL", "plain and compressed", "keep one");
        assertThatThrownBy(() -> CsvFolder.of(folder).symbols("AAPL", "AAPL")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> CsvFolder.of(folder).symbols(List.of())).isInstanceOf(BadInputException.class);
    }

    @Test
    void shouldRefuseAFileNameThatIsNoSymbol() {
        write("my data.csv", TWO_BARS);

        assertFails(CsvFolder.of(folder), "my data.csv", "without blanks");
    }

    @Test
    void shouldRefuseDatesInTheWrongOrderOrWithoutBars() {
        write("AAPL.csv", TWO_BARS);
        CsvFolder data = CsvFolder.of(folder);

        assertFails(
                data.from(LocalDate.of(2024, 2, 1)).to(LocalDate.of(2024, 1, 1)), "2024-02-01 is after to 2024-01-01");
        assertFails(data.from(LocalDate.of(2030, 1, 1)), "2030-01-01", "AAPL.csv has 2024-01-02 to 2024-01-02");
        write("MSFT.csv", UTC);
        assertFails(data.symbols("MSFT"), "MSFT.csv has no rows");
    }

    @Test
    void shouldSayThatTheCalendarDoesNotReachADailyBar() {
        write("AAPL.csv", UTC + "1997-12-31,1,1,1,1,1\n1998-01-02,2,2,2,2,2\n");

        assertFails(CsvFolder.of(folder), "AAPL.csv", "1997-12-31", "1998-01-01 to 2030-12-31", "from(...)");
        assertThat(CsvFolder.of(folder)
                        .from(LocalDate.of(1998, 1, 1))
                        .bars(AAPL)
                        .size())
                .isEqualTo(1);
    }

    @Test
    void shouldRefuseAnInstrumentOfAnotherName() {
        write("AAPL.csv", TWO_BARS);
        InstrumentId other = InstrumentId.of("OTHER", "US");

        assertFails(
                CsvFolder.of(folder)
                        .instrument((id, p, v) ->
                                Instrument.equity(other, Currency.USD).build()),
                "AAPL.US",
                "OTHER.US");
    }

    private static void assertFails(CsvFolder data, String... words) {
        assertThatThrownBy(data::instruments)
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(words);
    }

    private static String rows(String... times) {
        StringBuilder rows = new StringBuilder();
        for (String time : times) {
            rows.append("2024-01-02T").append(time).append(":00,1,1,1,1,1\n");
        }
        return rows.toString();
    }

    private void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void writeGzip(String name, String text) {
        try {
            write(name, gzip(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
