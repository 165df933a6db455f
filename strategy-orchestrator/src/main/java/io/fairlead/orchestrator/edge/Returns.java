package io.fairlead.orchestrator.edge;

import io.fairlead.api.market.BarSeries;

/** Returns over closes. */
final class Returns {
    private Returns() {}

    /** The latest close against the one {@code closes - 1} bars earlier; the caller has seen that so many are held. */
    static double over(BarSeries bars, int closes) {
        return bars.close(0) / bars.close(closes - 1) - 1;
    }
}
