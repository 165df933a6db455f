package io.fairlead.core.sim;

import java.util.ArrayList;
import java.util.List;

/** Changes and cancels on their way to the book, by the time at which they get there. On the venue's thread. */
final class InFlight {
    private final List<Action> actions = new ArrayList<>();

    private record Action(long dueNanos, Runnable effect) {}

    /** Puts an action behind all that are due at its time or before. */
    void add(long dueNanos, Runnable effect) {
        int place = actions.size();
        while (place > 0 && actions.get(place - 1).dueNanos() > dueNanos) {
            place--;
        }
        actions.add(place, new Action(dueNanos, effect));
    }

    /** When the first action gets there; {@link SimOrder#NEVER} if none is on its way. */
    long nextNanos() {
        return actions.isEmpty() ? SimOrder.NEVER : actions.get(0).dueNanos();
    }

    /** Takes the first action out. */
    Runnable takeNext() {
        return actions.remove(0).effect();
    }
}
