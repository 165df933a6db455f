package io.fairlead.fakes.alpaca;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a bar is, and where the one begins that an instant lies in. Days, weeks and months are New York's. */
record AlpacaTimeframe(int count, Unit unit) {
    private static final Pattern WORD = Pattern.compile("(\\d+)(Min|T|Hour|H|Day|D|Week|W|Month|M)");

    enum Unit {
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH
    }

    static AlpacaTimeframe parse(String word) {
        Matcher matcher = WORD.matcher(word);
        if (matcher.matches() && matcher.group(1).length() <= 2) {
            int count = Integer.parseInt(matcher.group(1));
            Unit unit = switch (matcher.group(2)) {
                case "Min", "T" -> Unit.MINUTE;
                case "Hour", "H" -> Unit.HOUR;
                case "Day", "D" -> Unit.DAY;
                case "Week", "W" -> Unit.WEEK;
                default -> Unit.MONTH;
            };
            if (isAllowed(count, unit)) {
                return new AlpacaTimeframe(count, unit);
            }
        }
        throw AlpacaRefusal.ofData(400, "invalid timeframe: " + word);
    }

    private static boolean isAllowed(int count, Unit unit) {
        return switch (unit) {
            case MINUTE -> count >= 1 && count <= 59;
            case HOUR -> count >= 1 && count <= 23;
            case DAY, WEEK -> count == 1;
            case MONTH -> count >= 1 && count <= 12 && 12 % count == 0;
        };
    }

    Instant startOf(Instant at) {
        ZonedDateTime local = at.atZone(AlpacaSessions.NEW_YORK);
        LocalDate date = local.toLocalDate();
        return switch (unit) {
            case MINUTE -> grid(at, date, count);
            case HOUR -> grid(at, date, count * 60);
            case DAY -> midnight(date);
            case WEEK -> midnight(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> midnight(date.withDayOfMonth(1).minusMonths((date.getMonthValue() - 1) % count));
        };
    }

    private static Instant grid(Instant at, LocalDate date, int minutes) {
        Instant midnight = midnight(date);
        long since = ChronoUnit.MINUTES.between(midnight, at);
        return midnight.plus(since - since % minutes, ChronoUnit.MINUTES);
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(AlpacaSessions.NEW_YORK).toInstant();
    }
}
