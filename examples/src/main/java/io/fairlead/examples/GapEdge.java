package io.fairlead.examples;

import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.Vote;

/** Goes with the gap between the last session's close and today's open. */
public final class GapEdge implements Edge {
    @Override
    public String name() {
        return "gap";
    }

    @Override
    public Vote vote(EdgeView view) {
        double gap = view.session().open() / view.previousSession().close() - 1;
        if (gap > 0.01) {
            return Vote.forLong(0.6, "gapped up").with("gap", gap);
        }
        if (gap < -0.01) {
            return Vote.forShort(0.6, "gapped down").with("gap", gap);
        }
        return Vote.neutral("no gap").with("gap", gap);
    }
}
