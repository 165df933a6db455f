package io.fairlead.core.risk;

import io.fairlead.api.instrument.InstrumentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spans of time around news in which nothing is entered: earnings of one instrument, a central bank's decision for a whole market.
 * The host fills it; {@code session.changeLimits} brings a new one in while a session runs. Immutable; any thread.
 */
public final class NewsCalendar {
    private static final NewsCalendar EMPTY = new NewsCalendar(List.of());

    /**
     * One span.
     *
     * @param what whose news: an instrument, a market's code, or everything
     * @param from first instant, inclusive
     * @param to end, exclusive
     * @param reason in words
     */
    public record Window(Scope what, Instant from, Instant to, String reason) {
        /** Checks that it has an extent and a reason. */
        public Window {
            if (!from.isBefore(to) || reason.isBlank()) {
                throw new IllegalArgumentException("a black-out begins before it ends and has a reason, was " + from
                        + " to " + to + " '" + reason + "'");
            }
        }

        private boolean covers(InstrumentId id, Instant now) {
            return !now.isBefore(from) && now.isBefore(to) && what.covers(id);
        }
    }

    /** Whose news it is. */
    public static final class Scope {
        private final @Nullable InstrumentId instrument;
        private final @Nullable String market;

        private Scope(@Nullable InstrumentId instrument, @Nullable String market) {
            this.instrument = instrument;
            this.market = market;
        }

        boolean covers(InstrumentId id) {
            if (instrument != null) {
                return instrument.equals(id);
            }
            return market == null || market.equals(id.market());
        }

        @Override
        public String toString() {
            return instrument != null ? instrument.toString() : market != null ? "market " + market : "everything";
        }
    }

    private final List<Window> windows;

    private NewsCalendar(List<Window> windows) {
        this.windows = windows;
    }

    /** Knows of no news: nothing is blacked out. */
    public static NewsCalendar empty() {
        return EMPTY;
    }

    /** With a black-out of one instrument. */
    public NewsCalendar with(InstrumentId id, Instant from, Instant to, String reason) {
        return with(new Window(new Scope(id, null), from, to, reason));
    }

    /** With a black-out of a market, by its code: {@code "US"}, a MIC, a crypto exchange. */
    public NewsCalendar withMarket(String market, Instant from, Instant to, String reason) {
        return with(new Window(new Scope(null, market), from, to, reason));
    }

    /** With a black-out of everything. */
    public NewsCalendar withAll(Instant from, Instant to, String reason) {
        return with(new Window(new Scope(null, null), from, to, reason));
    }

    private NewsCalendar with(Window window) {
        List<Window> more = new ArrayList<>(windows);
        more.add(window);
        more.sort(Comparator.comparing(Window::from));
        return new NewsCalendar(List.copyOf(more));
    }

    /** The black-outs, by their beginning. */
    public List<Window> windows() {
        return windows;
    }

    boolean isEmpty() {
        return windows.isEmpty();
    }

    /** The black-out of an instrument that ends last of those that are on; empty if there is none. */
    public Optional<Window> at(InstrumentId id, Instant now) {
        Window last = null;
        for (Window window : windows) {
            if (window.from().isAfter(now)) {
                break;
            }
            if (window.covers(id, now) && (last == null || window.to().isAfter(last.to()))) {
                last = window;
            }
        }
        return Optional.ofNullable(last);
    }
}
