package io.fairlead.orchestrator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ranks the returns of all peers, once per slice. One thread. */
final class PeerRanking {
    /** Percentile of a symbol that cannot be ranked. */
    private static final double MIDDLE = 50;

    private final List<SymbolState> peers = new ArrayList<>();
    private double[] returns = new double[8];
    private long readAt = -1;
    private int span;

    void add(SymbolState peer) {
        peers.add(peer);
        returns = peers.size() > returns.length ? Arrays.copyOf(returns, 2 * returns.length) : returns;
        readAt = -1;
    }

    List<SymbolState> peers() {
        return peers;
    }

    /**
     * 100 × peers below / peers ranked; ties keep the order of first appearance.
     *
     * @param closes the closes that a return spans
     * @param revision changes whenever any symbol gets a bar
     */
    double percentile(SymbolState symbol, int closes, long revision) {
        if (symbol.bars().size() < closes) {
            return MIDDLE;
        }
        if (revision != readAt || closes != span) {
            read(closes);
            readAt = revision;
            span = closes;
        }
        double own = symbol.bars().returnOver(closes);
        int ranked = 0;
        int below = 0;
        boolean seen = false;
        for (int i = 0; i < peers.size(); i++) {
            double other = returns[i];
            if (Double.isNaN(other)) {
                continue;
            }
            ranked++;
            seen |= peers.get(i) == symbol;
            below += other < own || (other == own && !seen) ? 1 : 0;
        }
        return ranked == 0 ? MIDDLE : 100.0 * below / ranked;
    }

    private void read(int closes) {
        for (int i = 0; i < peers.size(); i++) {
            BarRing bars = peers.get(i).bars();
            returns[i] = bars.size() < closes ? Double.NaN : bars.returnOver(closes);
        }
    }
}
