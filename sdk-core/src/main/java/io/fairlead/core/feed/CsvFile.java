package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar.Session;
import io.fairlead.api.market.EpochNanos;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads one file row by row; used once. */
final class CsvFile {
    private static final LocalTime USUAL_OPEN = LocalTime.of(9, 30);
    private static final LocalTime USUAL_CLOSE = LocalTime.of(16, 0);
    private static final int GZIP_BUFFER = 1 << 16;

    private final Path file;
    private final CsvOptions options;
    private final BadRowLog badRows;
    private final RawBars bars;
    private final long fromDay;
    private final long toDay;
    private final long fromNanos;
    private final long toNanos;

    private final CsvNumber number = new CsvNumber();
    private final double[] values = new double[RawBars.NUMBERS];
    private int[] fieldEnds = {};
    private long firstBlankLine;

    CsvFile(Path file, CsvOptions options, BadRowLog badRows) {
        this.file = file;
        this.options = options;
        this.badRows = badRows;
        this.bars = new RawBars(file);
        this.fromDay = options.from == null ? Long.MIN_VALUE : options.from.toEpochDay();
        this.toDay = options.to == null ? Long.MAX_VALUE : options.to.toEpochDay();
        this.fromNanos = options.from == null ? Long.MIN_VALUE : midnight(options.from);
        this.toNanos = options.to == null ? Long.MAX_VALUE : midnightAfter(options.to);
    }

    /** The start of a date; the end of what a long can say where the date lies beyond it. */
    private long midnight(LocalDate date) {
        if (date.getYear() < CsvTime.EARLIEST_YEAR) {
            return Long.MIN_VALUE;
        }
        return date.getYear() > CsvTime.LATEST_YEAR
                ? Long.MAX_VALUE
                : EpochNanos.of(date.atStartOfDay(options.zone()).toInstant());
    }

    private long midnightAfter(LocalDate date) {
        return date.getYear() > CsvTime.LATEST_YEAR ? Long.MAX_VALUE : midnight(date.plusDays(1));
    }

    /**
     * The rows of the file that can be bars, within the wanted dates.
     *
     * @throws BadInputException if the file cannot be opened, or its header or the calendar does not fit it
     */
    RawBars read() {
        try (InputStream raw = Files.newInputStream(file)) {
            readLines(raw);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e, e);
        }
        return bars;
    }

    private void readLines(InputStream raw) throws IOException {
        CsvLines lines = null;
        try {
            boolean zipped = file.toString().endsWith(".gz");
            lines = new CsvLines(zipped ? new GZIPInputStream(raw, GZIP_BUFFER) : raw);
            if (!lines.next()) {
                throw new BadInputException(file + " is empty: remove it, or give it a header and rows");
            }
            readRows(CsvHeader.parse(file, lines.text()), lines);
        } catch (EOFException e) {
            reportDamage(lines, "the compressed data ends too early, the file is cut off");
        } catch (ZipException e) {
            reportDamage(lines, "the compressed data is damaged (" + e.getMessage() + ")");
        }
    }

    private void reportDamage(@Nullable CsvLines lines, String reason) {
        if (lines == null) {
            badRows.add(file, 1, "", reason);
        } else {
            badRows.add(file, lines.number() + 1, lines.unfinished(), reason);
        }
    }

    private void readRows(CsvHeader header, CsvLines lines) throws IOException {
        CsvTime time = new CsvTime(options.zone(), header.isLocalTime());
        fieldEnds = new int[header.columns()];
        while (lines.next()) {
            if (lines.isBlank()) {
                firstBlankLine = firstBlankLine == 0 ? lines.number() : firstBlankLine;
                continue;
            }
            if (firstBlankLine != 0) {
                badRows.add(file, firstBlankLine, "", "the line is empty, though rows follow");
                firstBlankLine = 0;
            }
            String fault = readRow(header, lines, time);
            if (fault != null) {
                badRows.add(file, lines.number(), lines.text(), fault);
            }
        }
    }

    /** Takes the row, or says what is wrong with it. */
    private @Nullable String readRow(CsvHeader header, CsvLines lines, CsvTime time) {
        int fields = split(lines);
        if (fields != header.columns()) {
            return "a row has " + header.columns() + " fields, this one " + fields;
        }
        long after = bars.spacing().hasRows() ? bars.spacing().last() : Long.MIN_VALUE;
        int timeColumn = header.timeColumn();
        String fault = time.parse(lines.bytes(), fieldStart(lines, timeColumn), fieldEnds[timeColumn], after);
        if (fault == null) {
            fault = checkOrder(time, after);
        }
        if (fault == null) {
            fault = readNumbers(header, lines);
        }
        if (fault == null) {
            take(time);
        }
        return fault;
    }

    /** How many fields the line has; where the first of them end is kept. */
    private int split(CsvLines lines) {
        byte[] bytes = lines.bytes();
        int fields = 0;
        for (int i = lines.start(); i < lines.end(); i++) {
            if (bytes[i] == ',') {
                if (fields < fieldEnds.length) {
                    fieldEnds[fields] = i;
                }
                fields++;
            }
        }
        if (fields < fieldEnds.length) {
            fieldEnds[fields] = lines.end();
        }
        return fields + 1;
    }

    private int fieldStart(CsvLines lines, int column) {
        return column == 0 ? lines.start() : fieldEnds[column - 1] + 1;
    }

    private @Nullable String checkOrder(CsvTime time, long after) {
        if (!bars.spacing().hasRows()) {
            return null;
        }
        if (time.isDate() != bars.isDaily()) {
            return "the file mixes dates alone with times of day";
        }
        long now = time.isDate() ? time.epochDay() : time.nanos();
        if (now > after) {
            return null;
        }
        String before = time.isDate()
                ? LocalDate.ofEpochDay(after).toString()
                : EpochNanos.toInstant(after).toString();
        return (now == after ? "the time is there twice" : "time goes backwards") + ", the row before is of " + before;
    }

    private @Nullable String readNumbers(CsvHeader header, CsvLines lines) {
        byte[] bytes = lines.bytes();
        int priceDecimals = 0;
        int volumeDecimals = 0;
        for (int i = 0; i < RawBars.NUMBERS; i++) {
            int column = header.numberColumn(i);
            int start = fieldStart(lines, column);
            values[i] = number.parse(bytes, start, fieldEnds[column]);
            if (Double.isNaN(values[i])) {
                String text = new String(bytes, start, fieldEnds[column] - start, StandardCharsets.UTF_8);
                return CsvHeader.numberName(i) + " must be a number, was '" + text + "'";
            }
            if (i < RawBars.NUMBERS - 1) {
                priceDecimals = Math.max(priceDecimals, number.decimals());
            } else {
                volumeDecimals = number.decimals();
            }
        }
        String fault = BarFault.of(values[0], values[1], values[2], values[3], values[4]);
        if (fault == null) {
            bars.sawDecimals(priceDecimals, volumeDecimals);
        }
        return fault;
    }

    private void take(CsvTime time) {
        if (time.isDate()) {
            takeDay(time.epochDay());
        } else {
            long start = time.nanos();
            bars.spacing().add(start);
            if (start >= fromNanos && start < toNanos) {
                bars.add(start, start, values);
            }
        }
    }

    private void takeDay(long epochDay) {
        if (!bars.isDaily()) {
            bars.markDaily();
        }
        bars.spacing().add(epochDay);
        if (epochDay >= fromDay && epochDay <= toDay) {
            LocalDate date = LocalDate.ofEpochDay(epochDay);
            Optional<Session> session = sessionOn(date);
            long open = session.map(s -> EpochNanos.of(s.open())).orElseGet(() -> usual(date, USUAL_OPEN));
            long close = session.map(s -> EpochNanos.of(s.close())).orElseGet(() -> usual(date, USUAL_CLOSE));
            bars.add(open, close, values);
        }
    }

    private Optional<Session> sessionOn(LocalDate date) {
        try {
            return options.calendar.sessionOn(date);
        } catch (BadInputException e) {
            throw new BadInputException(
                    file + " has a daily bar that the calendar cannot place: " + e.getMessage()
                            + ", set by calendar(...), or leave the row out by from(...) and to(...)",
                    e);
        }
    }

    private long usual(LocalDate date, LocalTime time) {
        return EpochNanos.of(date.atTime(time).atZone(options.zone()).toInstant());
    }
}
