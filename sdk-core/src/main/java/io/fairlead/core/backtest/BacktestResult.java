package io.fairlead.core.backtest;

import io.fairlead.api.strategy.AccountView;
import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.analytics.Statistics;
import io.fairlead.core.engine.CloseReport;
import io.fairlead.core.report.HtmlReport;
import io.fairlead.core.report.RunSummary;
import java.nio.file.Path;

/**
 * What a backtest leaves behind.
 *
 * @param record curves, fills, trades, denials
 * @param left open orders and positions at the end
 * @param account the account at the end
 * @param barsShown how many bars strategies were shown
 */
public record BacktestResult(RunRecord record, CloseReport left, AccountView account, long barsShown) {
    /** The figures of the run. */
    public Statistics statistics() {
        return record.statistics();
    }

    /** The figures in plain text, one a line. */
    public String summary() {
        return RunSummary.of(record).toString();
    }

    /**
     * Writes the run as one HTML page; what was there is replaced.
     *
     * @throws java.io.UncheckedIOException if that cannot be done
     */
    public void writeHtml(Path file) {
        HtmlReport.write(record, file);
    }
}
