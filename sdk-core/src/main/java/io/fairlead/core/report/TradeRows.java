package io.fairlead.core.report;

import io.fairlead.core.analytics.RoundTrip;
import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.report.Column.Kind;
import java.util.List;
import java.util.OptionalDouble;

/** The round trips of a run as a section of the report. */
final class TradeRows {
    private TradeRows() {}

    static ReportSection of(RunRecord record) {
        InstrumentNames names = new InstrumentNames(record);
        ReportTable.Builder table = ReportTable.of(
                Column.of("Entry", Kind.TIME),
                Column.of("Symbol", Kind.TEXT).withFilter(),
                Column.of("Side", Kind.TEXT).withFilter(),
                Column.of("Quantity", Kind.NUMBER),
                Column.of("Entry price", Kind.PRICE),
                Column.of("Exit", Kind.UNTIL),
                Column.of("Exit price", Kind.PRICE),
                Column.of("Net P&L", Kind.PROFIT).hint("After fees, in the quote currency"),
                Column.of("Return", Kind.CHANGE).hint("Net P&L over the value at entry"),
                Column.of("Held", Kind.DURATION),
                Column.of("MAE", Kind.CHANGE)
                        .hint("Maximum adverse excursion: worst price on the way, from the entry price"),
                Column.of("MFE", Kind.CHANGE)
                        .hint("Maximum favourable excursion: best price on the way, from the entry price"),
                Column.of("Fees", Kind.PRICE),
                Column.of("Exit by", Kind.NOTE)
                        .hint("Kind or label of the order that closed it")
                        .withFilter());
        for (RoundTrip trip : record.roundTrips()) {
            table.row(row(trip, names));
        }
        String open = record.roundTrips().stream().anyMatch(RoundTrip::isOpen)
                ? " What was still held at the end is shown at its last price."
                : "";
        return new ReportSection("Trades", "Positions from first unit to last." + open, table.build());
    }

    private static ReportTable.Row row(RoundTrip trip, InstrumentNames names) {
        String side = trip.direction() > 0 ? "long" : "short";
        List<Cell> cells = List.of(
                Cell.time(trip.entryNanos()),
                Cell.text(names.of(trip.instrument())),
                Cell.text(side),
                Cell.number(trip.quantity().toDouble()),
                Cell.number(trip.entryPrice().toDouble()),
                trip.isOpen() ? Cell.EMPTY : Cell.time(trip.lastNanos()),
                trip.exitPrice().map(price -> Cell.number(price.toDouble())).orElse(Cell.EMPTY),
                Cell.number(trip.netPnl().toDouble()),
                Cell.number(trip.returnOnEntry()),
                Cell.number((double) trip.duration().toSeconds()),
                number(trip.maxAdverse()),
                number(trip.maxFavourable()),
                Cell.number(trip.fees().toDouble()),
                Cell.text(trip.isOpen() ? "still open" : trip.exitReason()));
        return ReportTable.Row.of(cells)
                .at(new ReportTable.Place(trip.instrument(), trip.entryNanos(), trip.lastNanos()));
    }

    private static Cell number(OptionalDouble value) {
        return value.isPresent() ? Cell.number(value.getAsDouble()) : Cell.EMPTY;
    }
}
