package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.support.ExactJson;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The US market's days as the venue lists them, early closes included, between two dates. */
final class AlpacaCalendar implements TradingCalendar {
    private final LocalDate from;
    private final LocalDate to;
    private final SortedMap<LocalDate, Session> sessions;

    private AlpacaCalendar(LocalDate from, LocalDate to, SortedMap<LocalDate, Session> sessions) {
        this.from = from;
        this.to = to;
        this.sessions = sessions;
    }

    /** Of the answer to {@code GET /v2/calendar}; times are {@code HH:MM} in New York. */
    static AlpacaCalendar of(LocalDate from, LocalDate to, JsonNode days) {
        SortedMap<LocalDate, Session> sessions = new TreeMap<>();
        for (JsonNode day : ExactJson.list(days)) {
            LocalDate date = LocalDate.parse(ExactJson.text(day, "date"));
            sessions.put(
                    date,
                    new Session(
                            date,
                            date.atTime(LocalTime.parse(ExactJson.text(day, "open")))
                                    .atZone(AlpacaTime.NEW_YORK)
                                    .toInstant(),
                            date.atTime(LocalTime.parse(ExactJson.text(day, "close")))
                                    .atZone(AlpacaTime.NEW_YORK)
                                    .toInstant()));
        }
        return new AlpacaCalendar(from, to, sessions);
    }

    SortedMap<LocalDate, Session> sessions() {
        return sessions;
    }

    @Override
    public String name() {
        return "Alpaca " + from + ".." + to;
    }

    @Override
    public ZoneId zone() {
        return AlpacaTime.NEW_YORK;
    }

    @Override
    public Optional<Session> sessionOn(LocalDate date) {
        if (date.isBefore(from) || date.isAfter(to)) {
            throw new BadInputException(name() + " does not reach " + date);
        }
        return Optional.ofNullable(sessions.get(date));
    }
}
