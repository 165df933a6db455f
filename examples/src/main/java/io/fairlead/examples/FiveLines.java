package io.fairlead.examples;

import io.fairlead.core.backtest.Backtest;
import io.fairlead.core.backtest.BacktestResult;
import io.fairlead.core.feed.SyntheticMarket;
import java.nio.file.Path;

/** A backtest in three statements: run it, print the figures, write the page. */
public final class FiveLines {
    public static void main(String[] args) {
        BacktestResult result =
                Backtest.of(SmaCrossover::new).data(SyntheticMarket.of(42)).run();
        System.out.println(result.summary());
        result.writeHtml(Path.of("report.html"));
    }
}
