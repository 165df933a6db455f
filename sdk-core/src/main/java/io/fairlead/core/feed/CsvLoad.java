package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;

/** Reads a folder once, from its list of files to frozen columns. */
final class CsvLoad {
    /** What was read. */
    record Loaded(
            List<Instrument> instruments,
            Map<InstrumentId, BarColumns> bars,
            BarInterval interval,
            List<BadRow> badRows) {}

    private final CsvOptions options;
    private final BadRowLog badRows;

    private CsvLoad(CsvOptions options) {
        this.options = options;
        this.badRows = new BadRowLog(options.onBadRow);
    }

    static Loaded load(CsvOptions options) {
        return new CsvLoad(options).load();
    }

    private Loaded load() {
        checkDates();
        Map<String, RawBars> files = new LinkedHashMap<>();
        for (Map.Entry<String, Path> file : chosen(filesOfFolder()).entrySet()) {
            files.put(file.getKey(), new CsvFile(file.getValue(), options, badRows).read());
        }
        badRows.failIfAny(options.folder);
        dropWithoutBars(files);
        return columns(files, IntervalOfFiles.of(List.copyOf(files.values()), options.interval));
    }

    private void checkDates() {
        if (options.from != null && options.to != null && options.from.isAfter(options.to)) {
            throw new BadInputException("from " + options.from + " is after to " + options.to + ": exchange them");
        }
    }

    // --- Files ----------------------------------------------------------------------------------------------------

    private NavigableMap<String, List<Path>> filesOfFolder() {
        Path folder = options.folder;
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("folder " + folder.toAbsolutePath()
                    + (Files.exists(folder)
                            ? " is a file: name the folder it is in"
                            : " does not exist: check its path"));
        }
        NavigableMap<String, List<Path>> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                boolean isSeries = name.endsWith(".csv") || name.endsWith(".csv.gz");
                if (isSeries && !name.startsWith("_") && !name.startsWith(".") && Files.isRegularFile(entry)) {
                    String symbol = name.substring(0, name.lastIndexOf(".csv"));
                    files.computeIfAbsent(symbol, s -> new ArrayList<>()).add(entry);
                }
            }
        } catch (IOException e) {
            throw new BadInputException("folder " + folder + " cannot be listed: " + e, e);
        }
        if (files.isEmpty()) {
            throw new BadInputException("folder " + folder.toAbsolutePath()
                    + " has no SYMBOL.csv or SYMBOL.csv.gz (names beginning with _ or . do not count): check its path");
        }
        return files;
    }

    /** One file for each wanted symbol, in the caller's order, else in that of the symbols. */
    private Map<String, Path> chosen(NavigableMap<String, List<Path>> files) {
        Map<String, Path> chosen = new LinkedHashMap<>();
        for (String symbol : options.symbols.isEmpty() ? files.navigableKeySet() : options.symbols) {
            List<Path> found = files.get(symbol);
            if (found == null) {
                throw new BadInputException("folder " + options.folder + " has no file for symbol '" + symbol
                        + "': it has " + NearestNames.list(symbol, files.keySet()));
            }
            if (found.size() > 1) {
                throw new BadInputException("symbol '" + symbol + "' has two files, plain and compressed, in "
                        + options.folder + ": keep one of them");
            }
            chosen.put(symbol, found.get(0));
        }
        return chosen;
    }

    // --- Nothing left ---------------------------------------------------------------------------------------------

    /** Symbols that were not asked for by name may have no bar in the span; those that were, and all together, may not. */
    private void dropWithoutBars(Map<String, RawBars> files) {
        boolean allEmpty = files.values().stream().allMatch(file -> file.size() == 0);
        if (allEmpty || !options.symbols.isEmpty()) {
            for (RawBars file : files.values()) {
                checkHasBars(file);
            }
        }
        files.values().removeIf(file -> file.size() == 0);
    }

    private void checkHasBars(RawBars file) {
        if (file.size() > 0) {
            return;
        }
        Spacing rows = file.spacing();
        if (!rows.hasRows()) {
            throw new BadInputException(
                    file.file() + " has no rows that can be read as bars: fill it or leave its symbol out");
        }
        throw new BadInputException("no bar from " + (options.from == null ? "the beginning" : options.from) + " to "
                + (options.to == null ? "the end" : options.to) + ": " + file.file() + " has "
                + date(file, rows.first())
                + " to " + date(file, rows.last()) + ", so change from(...), to(...) or the symbols");
    }

    private LocalDate date(RawBars file, long time) {
        return file.isDaily()
                ? LocalDate.ofEpochDay(time)
                : LocalDate.ofInstant(EpochNanos.toInstant(time), options.zone());
    }

    // --- Columns --------------------------------------------------------------------------------------------------

    private Loaded columns(Map<String, RawBars> files, BarInterval interval) {
        List<Instrument> instruments = new ArrayList<>();
        Map<InstrumentId, BarColumns> bars = new LinkedHashMap<>();
        Queue<String> symbols = new ArrayDeque<>(files.keySet());
        for (String symbol = symbols.poll(); symbol != null; symbol = symbols.poll()) {
            RawBars raw = files.remove(symbol); // so that no more than one file is in memory twice
            if (raw != null) {
                InstrumentId id = id(symbol, raw);
                instruments.add(instrument(id, raw));
                bars.put(id, columns(raw, id, interval));
            }
        }
        return new Loaded(List.copyOf(instruments), bars, interval, badRows.rows());
    }

    private InstrumentId id(String symbol, RawBars raw) {
        try {
            return InstrumentId.of(symbol, options.market);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(raw.file() + " cannot name an instrument: " + e.getMessage(), e);
        }
    }

    private Instrument instrument(InstrumentId id, RawBars raw) {
        Instrument instrument = options.factory().create(id, raw.priceDecimals(), raw.volumeDecimals());
        if (!instrument.id().equals(id)) {
            throw new BadInputException("the instrument factory was asked for " + id + ", but made " + instrument.id()
                    + ": use the id it is given");
        }
        return instrument;
    }

    private BarColumns columns(RawBars raw, InstrumentId id, BarInterval interval) {
        long span = interval.span().map(s -> s.toNanos()).orElse(0L);
        BarColumns columns = BarColumns.withCapacity(id, interval, raw.size());
        for (int i = 0; i < raw.size(); i++) {
            long end = raw.isDaily() ? raw.endNanos(i) : end(raw, i, interval, span);
            columns.append(
                    raw.startNanos(i),
                    end,
                    raw.number(0, i),
                    raw.number(1, i),
                    raw.number(2, i),
                    raw.number(3, i),
                    raw.number(4, i));
        }
        return columns.freeze();
    }

    /**
     * A bar is as long as the interval, but for one: where bars are cut by the clock, the first of a session begins off the grid
     * (09:30 among bars of an hour) and ends where the next begins.
     */
    private long end(RawBars raw, int index, BarInterval interval, long span) {
        long start = raw.startNanos(index);
        boolean overlaps = index + 1 < raw.size() && raw.startNanos(index + 1) < start + span;
        if (!overlaps) {
            return start + span;
        }
        long next = raw.startNanos(index + 1);
        if (isOnGrid(start, span) || !isOnGrid(next, span)) {
            throw new BadInputException(raw.file() + " has bars at " + local(start) + " and " + local(next)
                    + ", closer than the interval " + interval + ": leave interval(...) out, or state the right one");
        }
        return next;
    }

    private boolean isOnGrid(long nanos, long span) {
        Instant instant = EpochNanos.toInstant(nanos);
        return instant.atZone(options.zone()).toLocalTime().toNanoOfDay() % span == 0;
    }

    private String local(long nanos) {
        return EpochNanos.toInstant(nanos)
                .atZone(options.zone())
                .toLocalDateTime()
                .toString();
    }
}
