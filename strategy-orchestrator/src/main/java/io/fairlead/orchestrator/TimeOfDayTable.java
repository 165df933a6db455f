package io.fairlead.orchestrator;

import io.fairlead.api.edge.TradeType;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

/**
 * Which trades suit which hours: windows of the day on the exchange's clock, each with a vote per kind of trade. Given to
 * {@link OrchestratorConfig.Builder#setting} to replace {@link #usEquities()}. Immutable; any thread.
 */
public final class TimeOfDayTable {
    private static final TimeOfDayTable US_EQUITIES = new TimeOfDayTable(
            List.of(
                    window("opening drive", "09:30", "10:00", favours(0.7), neutral(0.4)),
                    window("morning reversal", "10:00", "10:30", neutral(0.5), favours(0.6)),
                    window("mid-morning trend", "10:30", "11:30", favours(0.7), favours(0.7)),
                    window("lunch", "11:30", "13:30", neutral(0.4), neutral(0.4)),
                    window("afternoon trend", "13:30", "14:30", favours(0.6), favours(0.6)),
                    window("power hour", "14:30", "15:30", favours(0.6), neutral(0.5)),
                    window("closing auction run-up", "15:30", "16:00", neutral(0.3), neutral(0.3))),
            neutral(0.3));

    private final List<Window> windows;
    private final Opinion otherwise;

    /**
     * What an hour says to a kind of trade.
     *
     * @param favours whether it speaks for the intended direction; otherwise it is neutral
     * @param confidence 0 to 1
     */
    public record Opinion(boolean favours, double confidence) {
        /** Checks the confidence. */
        public Opinion {
            if (!(confidence >= 0 && confidence <= 1)) {
                throw new IllegalArgumentException("confidence must be in 0..1, was " + confidence);
            }
        }
    }

    /**
     * A part of the day.
     *
     * @param name what traders call it
     * @param from its first moment, inclusive
     * @param to its end, exclusive
     * @param momentum what it says to a momentum trade
     * @param meanReversion what it says to a mean-reversion trade
     */
    public record Window(String name, LocalTime from, LocalTime to, Opinion momentum, Opinion meanReversion) {
        /** Checks the order of its ends. */
        public Window {
            Objects.requireNonNull(name, "name");
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException(
                        "window " + name + " must begin before its end, was " + from + ".." + to);
            }
        }

        /** What it says to a kind of trade. */
        public Opinion opinion(TradeType type) {
            return type == TradeType.MOMENTUM ? momentum : meanReversion;
        }
    }

    private TimeOfDayTable(List<Window> windows, Opinion otherwise) {
        this.windows = windows;
        this.otherwise = otherwise;
    }

    /** The day of the US stock exchanges, from the opening drive at 09:30 to the run-up to the closing auction at 16:00. */
    public static TimeOfDayTable usEquities() {
        return US_EQUITIES;
    }

    /**
     * A table.
     *
     * @param windows in rising order, none overlapping
     * @param otherwise what holds outside all windows
     */
    public static TimeOfDayTable of(List<Window> windows, Opinion otherwise) {
        List<Window> copy = List.copyOf(windows);
        for (int i = 1; i < copy.size(); i++) {
            if (copy.get(i).from().isBefore(copy.get(i - 1).to())) {
                throw new IllegalArgumentException(
                        "windows must follow each other, but " + copy.get(i).name() + " begins before "
                                + copy.get(i - 1).name() + " ends");
            }
        }
        return new TimeOfDayTable(copy, Objects.requireNonNull(otherwise, "otherwise"));
    }

    /** Speaks for the intended direction. */
    public static Opinion favours(double confidence) {
        return new Opinion(true, confidence);
    }

    /** Speaks for neither direction. */
    public static Opinion neutral(double confidence) {
        return new Opinion(false, confidence);
    }

    /** The windows in rising order. */
    public List<Window> windows() {
        return windows;
    }

    /** What holds outside all windows. */
    public Opinion otherwise() {
        return otherwise;
    }

    private static Window window(String name, String from, String to, Opinion momentum, Opinion meanReversion) {
        return new Window(name, LocalTime.parse(from), LocalTime.parse(to), momentum, meanReversion);
    }
}
