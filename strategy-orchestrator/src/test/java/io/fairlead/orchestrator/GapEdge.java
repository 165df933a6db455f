package io.fairlead.orchestrator;

import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.Vote;

/** Follows gaps of more than one percent. */
public final class GapEdge implements Edge {
    @Override
    public String name() {
        return "gap";
    }

    @Override
    public Vote vote(EdgeView view) {
        double gap = view.session().open() / view.previousSession().close() - 1;
        return gap > 0.01
                ? Vote.forLong(0.6, "gapped up").with("gap", gap)
                : Vote.neutral("no gap").with("gap", gap);
    }
}
