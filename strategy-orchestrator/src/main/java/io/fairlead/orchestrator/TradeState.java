package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;
import java.time.LocalDate;

/**
 * What a trade was meant to be and how far it has come: kept from the order to the last fill, and over restarts.
 *
 * @param position the position as the exit rules see it; planned until something has filled
 * @param sessionDate the session that it was entered in
 * @param filledNanos when its first unit was filled, in epoch nanoseconds; 0 while it is planned
 */
record TradeState(OpenPosition position, LocalDate sessionDate, long filledNanos) {
    /** Ordered, not filled. */
    static TradeState planned(EntryPlan plan, LocalDate sessionDate) {
        return new TradeState(OpenPosition.of(plan, plan.referencePrice()).withBracket(), sessionDate, 0);
    }

    /** Held, whoever opened it. */
    static TradeState adopted(OpenPosition position, LocalDate sessionDate, long nowNanos) {
        return new TradeState(position, sessionDate, nowNanos);
    }

    boolean isFilled() {
        return filledNanos != 0;
    }

    /** After a bar. */
    TradeState with(OpenPosition moved) {
        return new TradeState(moved, sessionDate, filledNanos);
    }

    /** After an entry's fill. */
    TradeState filled(double meanPrice, long timeNanos) {
        return new TradeState(position.withEntryPrice(meanPrice), sessionDate, isFilled() ? filledNanos : timeNanos);
    }

    /** Words, blank between, that {@link #restore} reads. */
    String save() {
        return String.join(
                " ",
                position.direction().name(),
                ExactText.exact(position.entryPrice()),
                ExactText.exact(position.entryAtr()),
                ExactText.exact(position.stop()),
                ExactText.exact(position.target()),
                ExactText.exact(position.best()),
                Boolean.toString(position.trailing()),
                sessionDate.toString(),
                Long.toString(filledNanos));
    }

    static TradeState restore(String text) {
        String[] words = text.split(" ", -1);
        OpenPosition position = new OpenPosition(
                Direction.valueOf(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]),
                Double.parseDouble(words[5]),
                Boolean.parseBoolean(words[6]),
                true);
        return new TradeState(position, LocalDate.parse(words[7]), Long.parseLong(words[8]));
    }
}
