package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which column of a file holds what. Columns may stand in any order and any case, but all six must be there and no other: an
 * adjusted close, say, would leave open which of the two is meant.
 */
final class CsvHeader {
    private static final List<String> NUMBERS = List.of("open", "high", "low", "close", "volume");
    private static final List<String> TIMES = List.of("time", "ts", "timestamp", "datetime", "date");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final int timeColumn;
    private final int[] numberColumns;
    private final boolean localTime;

    private CsvHeader(int timeColumn, int[] numberColumns, boolean localTime) {
        this.timeColumn = timeColumn;
        this.numberColumns = numberColumns;
        this.localTime = localTime;
    }

    static CsvHeader parse(Path file, String line) {
        String text = !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line;
        List<String> names = Arrays.stream(text.split(",", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        int[] numbers = NUMBERS.stream().mapToInt(names::indexOf).toArray();
        int[] times =
                TIMES.stream().mapToInt(names::indexOf).filter(i -> i >= 0).toArray();
        boolean complete = times.length == 1 && Arrays.stream(numbers).noneMatch(i -> i < 0);
        if (!complete || names.size() != NUMBERS.size() + 1) {
            throw new BadInputException(
                    file + " begins with '" + text + "', but these six columns are needed and no other: "
                            + "time (the bar's start in local time of the exchange) or ts (its start in UTC, or the session's date), "
                            + "open, high, low, close, volume");
        }
        return new CsvHeader(times[0], numbers, names.get(times[0]).equals("time"));
    }

    int columns() {
        return NUMBERS.size() + 1;
    }

    int timeColumn() {
        return timeColumn;
    }

    /** The column of open (0), high (1), low (2), close (3) or volume (4). */
    int numberColumn(int number) {
        return numberColumns[number];
    }

    static String numberName(int number) {
        return NUMBERS.get(number);
    }

    /** Whether a time without offset is local time of the exchange; else it says too little. */
    boolean isLocalTime() {
        return localTime;
    }
}
