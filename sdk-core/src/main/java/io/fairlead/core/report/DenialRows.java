package io.fairlead.core.report;

import io.fairlead.core.analytics.RecordedDenial;
import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.report.Column.Kind;

/** The orders that the risk gate refused, as a section of the report. */
final class DenialRows {
    private static final int SHOWN = 2_000;

    private DenialRows() {}

    static ReportSection of(RunRecord record) {
        InstrumentNames names = new InstrumentNames(record);
        ReportTable.Builder table = ReportTable.of(
                Column.of("Time", Kind.TIME),
                Column.of("Symbol", Kind.TEXT).withFilter(),
                Column.of("Order", Kind.TEXT),
                Column.of("Code", Kind.TEXT).withFilter(),
                Column.of("Values", Kind.NOTE),
                Column.of("What would pass", Kind.NOTE),
                Column.of("Tag", Kind.NOTE));
        record.denials().stream().limit(SHOWN).forEach(denial -> table.row(row(denial, names)));
        return new ReportSection("Risk denials", intro(record), table.build());
    }

    private static String intro(RunRecord record) {
        long all = record.denialCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (all == 0) {
            return "No order was denied.";
        }
        StringBuilder text = new StringBuilder("Orders that were refused before they left: ");
        String separator = "";
        for (var entry : record.denialCounts().entrySet()) {
            text.append(separator)
                    .append(Words.count(entry.getValue()))
                    .append(" × ")
                    .append(entry.getKey());
            separator = ", ";
        }
        text.append('.');
        if (all > SHOWN) {
            text.append(" The table shows the first ")
                    .append(Words.count(SHOWN))
                    .append('.');
        }
        return text.toString();
    }

    private static ReportTable.Row row(RecordedDenial denial, InstrumentNames names) {
        return ReportTable.Row.of(
                        Cell.time(denial.nanos()),
                        Cell.text(names.of(denial.request().instrument())),
                        Cell.text(denial.request().toString()),
                        Cell.text(denial.denial().code()),
                        Cell.text(denial.denial().detail()),
                        Cell.text(denial.denial().remedy()),
                        Cell.text(denial.request().tag()))
                .at(new ReportTable.Place(denial.request().instrument(), denial.nanos(), denial.nanos()));
    }
}
