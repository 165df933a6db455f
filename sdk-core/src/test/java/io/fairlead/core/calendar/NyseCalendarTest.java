package io.fairlead.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.date.HolidayCalendar;
import com.opengamma.strata.basics.date.HolidayCalendarIds;
import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.instrument.TradingCalendar.Session;
import io.fairlead.core.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NyseCalendarTest {
    private static final LocalDate FIRST = LocalDate.of(1998, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2030, 12, 31);
    private static final LocalTime FOUR = LocalTime.of(16, 0);

    private final TradingCalendar nyse = Calendars.nyse();

    @Test
    void shouldAgreeWithAnIndependentCalendarOnEveryDate() {
        HolidayCalendar oracle = HolidayCalendarIds.NYSE.resolve(ReferenceData.standard());
        Set<LocalDate> differing = new TreeSet<>();

        for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
            if (oracle.isBusinessDay(date) != nyse.sessionOn(date).isPresent()) {
                differing.add(date);
            }
        }

        // The oracle has the second day of the hurricane only; recorded data shows that nothing traded on the first
        // either.
        assertThat(differing).containsExactly(LocalDate.of(2012, 10, 29));
    }

    @Test
    void shouldHaveASessionOnExactlyTheDaysThatTheIndexFundTraded() throws IOException {
        Set<LocalDate> traded = new TreeSet<>();
        for (String line : lines(SharedData.path("equity-us/daily/etf-2000-25/SPY.csv.gz"))) {
            traded.add(LocalDate.parse(line.substring(0, 10)));
        }

        Set<LocalDate> sessions = new TreeSet<>();
        LocalDate end = LocalDate.of(2025, 2, 21);
        for (LocalDate date = LocalDate.of(2000, 1, 3); !date.isAfter(end); date = date.plusDays(1)) {
            nyse.sessionOn(date).map(Session::date).ifPresent(sessions::add);
        }

        assertThat(traded).hasSizeGreaterThan(6000);
        assertThat(sessions).isEqualTo(traded);
    }

    @Test
    void shouldOpenAndCloseWithTheRecordedBarsOfEverySession() throws IOException {
        Map<LocalDate, Session> recorded = new TreeMap<>();
        for (String line : lines(SharedData.path("equity-us/5min/mixed-2025-26/SPY.csv.gz"))) {
            Instant start = Instant.parse(line.substring(0, line.indexOf(',')));
            LocalDate date = LocalDate.ofInstant(start, nyse.zone());
            Instant end = start.plusSeconds(300);
            recorded.merge(date, new Session(date, start, end), (a, b) -> new Session(date, a.open(), b.close()));
        }

        assertThat(recorded).hasSize(206);
        assertThat(recorded)
                .allSatisfy((date, session) -> assertThat(nyse.sessionOn(date)).contains(session));
        assertThat(recorded.values().stream()
                        .filter(s -> !close(s.date()).equals(FOUR))
                        .map(Session::date))
                .containsExactly(LocalDate.of(2025, 7, 3), LocalDate.of(2025, 11, 28), LocalDate.of(2025, 12, 24));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001-09-11", "2001-09-14", "2004-06-11", "2007-01-02", "2012-10-29", "2012-10-30", "2018-12-05",
                        "2025-01-09",
                "2000-01-17", "1998-01-19", "2022-06-20", "2027-06-18", "2021-12-24", "2026-07-03", "2024-03-29",
                        "1999-12-24"
            })
    void shouldStayClosedOn(LocalDate date) {
        assertThat(nyse.sessionOn(date)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2001-09-10", "2001-09-17", "2004-12-31", "2010-12-31", "2021-12-31", "2021-06-18", "2027-12-31"
            })
    void shouldTradeUntilFourOn(LocalDate date) {
        assertThat(close(date)).isEqualTo(FOUR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1998-11-27", "1998-12-24", "1999-12-31", "2000-07-03", "2001-07-03", "2002-07-05", "2003-07-03",
                        "2003-12-26",
                "2006-07-03", "2007-07-03", "2008-07-03", "2012-07-03", "2013-07-03", "2014-07-03", "2018-12-24",
                        "2019-07-03",
                "2023-07-03", "2024-07-03", "2024-11-29", "2024-12-24", "2025-07-03", "2026-11-27", "2026-12-24",
                        "2028-07-03"
            })
    void shouldCloseAtOneOn(LocalDate date) {
        assertThat(close(date)).isEqualTo(LocalTime.of(13, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-07-02", "2002-07-03", "2004-07-02", "2005-07-01", "2009-07-02", "2010-07-02", "2013-07-05",
                        "2015-07-02",
                "2016-07-01", "2020-07-02", "2022-07-01", "2026-07-02", "2008-12-26", "2014-12-26", "2023-12-22",
                        "2025-12-26"
            })
    void shouldNotCloseEarlyOn(LocalDate date) {
        assertThat(close(date)).isEqualTo(FOUR);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-08, 2024-03-08T14:30:00Z, 2024-03-08T21:00:00Z",
        "2024-03-11, 2024-03-11T13:30:00Z, 2024-03-11T20:00:00Z",
        "2024-11-01, 2024-11-01T13:30:00Z, 2024-11-01T20:00:00Z",
        "2024-11-04, 2024-11-04T14:30:00Z, 2024-11-04T21:00:00Z",
        "2006-04-03, 2006-04-03T13:30:00Z, 2006-04-03T20:00:00Z", // until 2006 clocks changed in April and October
        "2006-03-13, 2006-03-13T14:30:00Z, 2006-03-13T21:00:00Z",
        "2024-11-29, 2024-11-29T14:30:00Z, 2024-11-29T18:00:00Z",
        "2002-09-11, 2002-09-11T16:00:00Z, 2002-09-11T20:00:00Z"
    })
    void shouldPlaceTheSessionInUniversalTime(LocalDate date, Instant open, Instant close) {
        assertThat(nyse.sessionOn(date)).contains(new Session(date, open, close));
    }

    @Test
    void shouldFindTheSessionOfAnInstantAndTheNextOne() {
        Instant fridayNight = Instant.parse("2024-03-09T02:00:00Z");

        assertThat(nyse.sessionAt(fridayNight)).isEmpty();
        assertThat(nyse.sessionEndingAfter(fridayNight).date()).isEqualTo(LocalDate.of(2024, 3, 11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1997-12-31", "2031-01-01", "1900-01-01"})
    void shouldRefuseDatesBeyondItsDataAndNameItsRange(LocalDate date) {
        assertThatThrownBy(() -> nyse.sessionOn(date))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1998-01-01 to 2030-12-31")
                .hasMessageContaining(date.toString());
    }

    private LocalTime close(LocalDate date) {
        Instant close = nyse.sessionOn(date).orElseThrow().close();
        return LocalTime.ofInstant(close, nyse.zone());
    }

    private static List<String> lines(Path gzip) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.US_ASCII));
                Stream<String> lines = reader.lines()) {
            return lines.skip(1).toList();
        }
    }
}
