package io.fairlead.core.backtest;

import io.fairlead.api.strategy.AccountView;
import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.analytics.Statistics;
import io.fairlead.core.engine.CloseReport;

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

    /** The run in a few lines of text. */
    public String summary() {
        return record.toString();
    }
}
