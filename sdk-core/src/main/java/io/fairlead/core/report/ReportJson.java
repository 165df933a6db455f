package io.fairlead.core.report;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.analytics.EquityCurve;
import io.fairlead.core.analytics.RecordedFill;
import io.fairlead.core.analytics.RoundTrip;
import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.feed.BarColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The data of a report's charts and tables as JSON. Times are whole seconds since 1970, texts that repeat are numbered once in
 * {@code strings}. One use, one thread.
 */
final class ReportJson {
    private static final int EQUITY_POINTS = 3_000;
    private static final int CANDLES_IN_ALL = 30_000;
    private static final int CANDLES_LEAST = 300;
    private static final int CANDLES_MOST = 2_500;
    static final int CHARTS_MOST = 40;
    private static final int PRICE_DECIMALS = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final RunRecord record;
    private final InstrumentNames names;
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final JsonText json = new JsonText();

    private ReportJson(RunRecord record) {
        this.record = record;
        this.names = new InstrumentNames(record);
    }

    static String of(RunRecord record, List<ReportSection> sections) {
        return new ReportJson(record).write(sections);
    }

    private String write(List<ReportSection> sections) {
        json.object();
        json.name("zone").value(Words.zone(record.zone()));
        json.name("currency").value(record.cash().currency().code());
        json.name("currencyDigits").value(record.cash().currency().displayDigits());
        writeEquity();
        writeCharts();
        json.name("sections").array();
        sections.forEach(this::writeSection);
        json.endArray();
        json.name("strings").array();
        strings.keySet().forEach(json::value);
        json.endArray();
        return json.endObject().toString();
    }

    // --- Equity ---------------------------------------------------------------------------------------------------

    private void writeEquity() {
        EquityCurve curve = record.equity();
        double start = record.cash().toDouble();
        CurvePoints points = new CurvePoints(curve, start);
        int[] kept = points.indices(EQUITY_POINTS);
        json.name("equity").object();
        json.name("start").value(start, 8);
        json.name("samples").value(curve.size());
        json.name("t").array();
        for (int index : kept) {
            json.value(seconds(curve.nanos(index)));
        }
        json.endArray().name("v").array();
        for (int index : kept) {
            json.value(curve.value(index), 2);
        }
        json.endArray().name("d").array();
        for (int index : kept) {
            json.value(points.drawdown(index), 5);
        }
        json.endArray();
        if (!record.bars().isEmpty()) {
            json.name("hold").array();
            for (int index : kept) {
                json.value(start * holding(curve.nanos(index)), 2);
            }
            json.endArray();
        }
        json.endObject();
    }

    /** What one unit of money in equal parts of all instruments has become at a time; a part not yet invested counts as cash. */
    private double holding(long nanos) {
        double sum = 0;
        int count = 0;
        for (BarColumns bars : record.bars().values()) {
            if (!bars.isEmpty() && bars.open(0) > 0) {
                int known = bars.countEndedBy(nanos);
                sum += known == 0 ? 1 : bars.close(known - 1) / bars.open(0);
                count++;
            }
        }
        return count == 0 ? 1 : sum / count;
    }

    // --- Price charts ---------------------------------------------------------------------------------------------

    private void writeCharts() {
        Map<InstrumentId, List<RecordedFill>> fills = new TreeMap<>();
        for (RecordedFill fill : record.fills()) {
            fills.computeIfAbsent(fill.fill().instrument(), id -> new ArrayList<>())
                    .add(fill);
        }
        Map<InstrumentId, List<RoundTrip>> trips = new TreeMap<>();
        for (RoundTrip trip : record.roundTrips()) {
            trips.computeIfAbsent(trip.instrument(), id -> new ArrayList<>()).add(trip);
        }
        List<InstrumentId> drawn = drawn(fills);
        int candles = drawn.isEmpty() ? 0 : CANDLES_IN_ALL / drawn.size();
        int most = Math.max(CANDLES_LEAST, Math.min(CANDLES_MOST, candles));
        json.name("charts").array();
        for (InstrumentId id : drawn) {
            writeChart(id, most, fills.getOrDefault(id, List.of()), trips.getOrDefault(id, List.of()));
        }
        json.endArray();
    }

    /** Instruments with bars, those with the most fills first, by name among equals. */
    private List<InstrumentId> drawn(Map<InstrumentId, List<RecordedFill>> fills) {
        return record.bars().values().stream()
                .filter(bars -> !bars.isEmpty())
                .map(BarColumns::instrument)
                .sorted(Comparator.comparingInt((InstrumentId id) ->
                                -fills.getOrDefault(id, List.of()).size())
                        .thenComparing(Comparator.naturalOrder()))
                .limit(CHARTS_MOST)
                .toList();
    }

    private void writeChart(InstrumentId id, int most, List<RecordedFill> fills, List<RoundTrip> trips) {
        BarColumns bars = barsOf(id);
        Candles candles = Candles.of(bars, most, record.zone());
        json.object();
        json.name("id").value(string(id.toString()));
        json.name("label").value(names.of(id));
        json.name("interval").value(bars.interval().toString());
        json.name("together").value(candles.barsPerCandle);
        json.name("end").value(seconds(bars.endNanos(bars.size() - 1)));
        json.name("t").array();
        for (int i = 0; i < candles.size; i++) {
            json.value(seconds(candles.startNanos[i]));
        }
        json.endArray();
        writeColumn("o", candles.open, candles.size);
        writeColumn("h", candles.high, candles.size);
        writeColumn("l", candles.low, candles.size);
        writeColumn("c", candles.close, candles.size);
        json.name("fills").array();
        fills.forEach(this::writeFill);
        json.endArray().name("trips").array();
        trips.forEach(this::writeTrip);
        json.endArray().endObject();
    }

    private BarColumns barsOf(InstrumentId id) {
        BarColumns bars = record.bars().get(id);
        if (bars == null) {
            throw new IllegalStateException("no bars of " + id);
        }
        return bars;
    }

    private void writeColumn(String name, double[] values, int size) {
        json.name(name).array();
        for (int i = 0; i < size; i++) {
            json.value(values[i], PRICE_DECIMALS);
        }
        json.endArray();
    }

    /** Time, price, signed quantity, label. */
    private void writeFill(RecordedFill recorded) {
        double units = recorded.fill().quantity().toDouble();
        json.array()
                .value(seconds(recorded.fill().timeNanos()))
                .value(recorded.fill().price().toDouble(), PRICE_DECIMALS)
                .value(units * recorded.fill().side().sign(), PRICE_DECIMALS)
                .value(string(recorded.tag()))
                .endArray();
    }

    /** Entry time and price, exit time and price, direction, net profit. */
    private void writeTrip(RoundTrip trip) {
        json.array()
                .value(seconds(trip.entryNanos()))
                .value(trip.entryPrice().toDouble(), PRICE_DECIMALS)
                .value(seconds(trip.lastNanos()))
                .value(trip.exitPrice().orElse(trip.entryPrice()).toDouble(), PRICE_DECIMALS)
                .value(trip.direction())
                .value(trip.netPnl().toDouble(), 2)
                .endArray();
    }

    // --- Tables ---------------------------------------------------------------------------------------------------

    private void writeSection(ReportSection section) {
        json.object().name("columns").array();
        for (Column column : section.table().columns()) {
            json.object();
            json.name("title").value(column.title());
            json.name("kind").value(column.kind().name());
            json.name("hint").value(column.hint());
            json.name("filter").value(column.filtered());
            json.endObject();
        }
        json.endArray().name("rows").array();
        section.table().rows().forEach(this::writeRow);
        json.endArray().endObject();
    }

    /** Cells; then, where there are any, details and place. */
    private void writeRow(ReportTable.Row row) {
        json.array().array();
        row.cells().forEach(this::writeCell);
        json.endArray();
        if (!row.details().isEmpty() || row.place().isPresent()) {
            json.array();
            for (ReportTable.Detail detail : row.details()) {
                json.array().value(string(detail.name()));
                writeCell(detail.score());
                json.value(string(detail.text())).endArray();
            }
            json.endArray();
        }
        row.place()
                .ifPresent(place -> json.array()
                        .value(string(place.instrument().toString()))
                        .value(seconds(place.fromNanos()))
                        .value(seconds(place.toNanos()))
                        .endArray());
        json.endArray();
    }

    private void writeCell(Cell cell) {
        if (cell instanceof Cell.Text text) {
            json.value(string(text.value()));
        } else if (cell instanceof Cell.Amount number) {
            json.value(number.value(), PRICE_DECIMALS);
        } else if (cell instanceof Cell.Time time) {
            json.value(seconds(time.epochNanos()));
        } else if (cell instanceof Cell.Score score) {
            json.array()
                    .value(score.strength(), 3)
                    .value(string(score.label()))
                    .value(string(score.hint()))
                    .endArray();
        } else {
            json.nothing();
        }
    }

    private int string(String text) {
        return strings.computeIfAbsent(text, unseen -> strings.size());
    }

    private static long seconds(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_SECOND);
    }
}
