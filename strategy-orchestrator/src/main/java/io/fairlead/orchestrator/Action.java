package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;
import java.util.Locale;

/** What a decision says to do. */
public enum Action {
    /** Open a long position. */
    BUY,
    /** Open a short position. */
    SHORT,
    /** Close a long position. */
    SELL,
    /** Close a short position. */
    COVER,
    /** Nothing. */
    HOLD;

    /** The one that opens a position. */
    static Action entry(Direction direction) {
        return direction == Direction.LONG ? BUY : SHORT;
    }

    /** The one that closes a position. */
    static Action exit(Direction direction) {
        return direction == Direction.LONG ? SELL : COVER;
    }

    /** Whether it opens a position. */
    public boolean isEntry() {
        return this == BUY || this == SHORT;
    }

    /** Whether it closes a position. */
    public boolean isExit() {
        return this == SELL || this == COVER;
    }

    /** Its name in files: {@code buy}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
