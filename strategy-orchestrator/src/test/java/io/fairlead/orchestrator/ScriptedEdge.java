package io.fairlead.orchestrator;

import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An edge that says what a test tells it to. */
record ScriptedEdge(String name, Function<EdgeView, Vote> script) implements Edge {
    static ScriptedEdge saying(String name, Vote vote) {
        return new ScriptedEdge(name, view -> vote);
    }

    /** One edge per vote, named {@code e0}, {@code e1} and so on. */
    static List<Edge> saying(Vote... votes) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < votes.length; i++) {
            edges.add(saying("e" + i, votes[i]));
        }
        return edges;
    }

    @Override
    public Vote vote(EdgeView view) {
        return script.apply(view);
    }
}
