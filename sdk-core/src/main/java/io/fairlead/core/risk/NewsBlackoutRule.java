package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** Nothing is entered around news. */
final class NewsBlackoutRule implements PolicyRule {
    static final String NAME = "news-blackout";

    private final NewsCalendar calendar;

    NewsBlackoutRule(NewsCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        return calendar.isEmpty()
                ? Optional.empty()
                : calendar.at(order.instrument(), view.now()).map(window -> denied(order, window));
    }

    private static Denial denied(OrderRequest order, NewsCalendar.Window window) {
        return new Denial(
                "NEWS_BLACKOUT",
                "instrument=" + order.instrument() + " news=\"" + window.reason() + "\" of=\"" + window.what()
                        + "\" from=" + window.from() + " to=" + window.to(),
                "exit what is held; enter from " + window.to() + " on");
    }

    @Override
    public List<String> codes() {
        return List.of("NEWS_BLACKOUT");
    }

    @Override
    public String changedBy() {
        return "news(calendar)";
    }

    @Override
    public String describe() {
        return NAME + ": no entry around news"
                + (calendar.isEmpty()
                        ? "; not judged, for the host gave no calendar"
                        : "; " + calendar.windows().size() + " windows");
    }
}
