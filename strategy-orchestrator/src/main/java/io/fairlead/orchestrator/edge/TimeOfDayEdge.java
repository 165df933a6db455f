package io.fairlead.orchestrator.edge;

import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeParameters;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.edge.Vote;
import io.fairlead.orchestrator.TimeOfDayTable;
import io.fairlead.orchestrator.TimeOfDayTable.Opinion;
import io.fairlead.orchestrator.TimeOfDayTable.Window;
import java.util.List;

/** Knows which kind of trade suits which hour of the exchange's day. */
public final class TimeOfDayEdge implements Edge {
    private static final String OUTSIDE = "outside all windows";

    private final TimeOfDayTable table;
    private final int[] ends;
    private final int[] starts;

    /** With the hours of the US stock exchanges. */
    public TimeOfDayEdge() {
        this(TimeOfDayTable.usEquities());
    }

    private TimeOfDayEdge(TimeOfDayTable table) {
        this.table = table;
        List<Window> windows = table.windows();
        starts = windows.stream()
                .mapToInt(window -> window.from().toSecondOfDay())
                .toArray();
        ends = windows.stream().mapToInt(window -> window.to().toSecondOfDay()).toArray();
    }

    @Override
    public String name() {
        return "time-of-day";
    }

    @Override
    public Edge configuredBy(EdgeParameters parameters) {
        return new TimeOfDayEdge(parameters.setting(TimeOfDayTable.class).orElse(table));
    }

    @Override
    public Vote vote(EdgeView view) {
        int second = view.secondOfDay();
        Vote vote = vote(view, second);
        return vote.with("minute", second / 60.0);
    }

    private Vote vote(EdgeView view, int second) {
        TradeType type = view.tradeType();
        for (int i = 0; i < starts.length; i++) {
            if (second >= starts[i] && second < ends[i]) {
                Window window = table.windows().get(i);
                return vote(view, window.opinion(type), window.name());
            }
        }
        return vote(view, table.otherwise(), OUTSIDE);
    }

    private static Vote vote(EdgeView view, Opinion opinion, String reason) {
        return opinion.favours()
                ? Vote.inFavour(view.direction(), opinion.confidence(), reason)
                : Vote.neutral(opinion.confidence(), reason);
    }
}
