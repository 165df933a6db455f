package io.fairlead.orchestrator;

import java.util.Optional;

/** What the decision function is told about a symbol's position: none, or an open one. */
public sealed interface PositionView permits PositionView.Flat, OpenPosition {
    /** No position, and none before. */
    static PositionView flat() {
        return Flat.NEVER;
    }

    /** No position since an exit. */
    static PositionView flatSince(ExitMark exit) {
        return new Flat(Optional.of(exit));
    }

    /**
     * No position.
     *
     * @param lastExit where the last one ended; empty if there was none
     */
    record Flat(Optional<ExitMark> lastExit) implements PositionView {
        private static final Flat NEVER = new Flat(Optional.empty());
    }
}
