package io.fairlead.core.order;

import io.fairlead.api.order.Denial;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Instruments in which nothing new is sent, because what is held or working there is not known. On the session's thread. */
final class FrozenInstruments {
    private final Map<Integer, String> reasons = new TreeMap<>();

    /** Freezes an instrument; the first reason stays. */
    void freeze(int index, String reason) {
        reasons.putIfAbsent(index, reason);
    }

    void thaw(int index) {
        reasons.remove(index);
    }

    boolean isFrozen(int index) {
        return !reasons.isEmpty() && reasons.containsKey(index);
    }

    /** Why nothing is sent there; null if it may be. */
    @Nullable
    Denial check(int index) {
        String reason = reasons.isEmpty() ? null : reasons.get(index);
        return reason == null
                ? null
                : new Denial(
                        "INSTRUMENT_FROZEN",
                        reason,
                        "look at the venue, then tell the session: resolve(order, …) or acceptPosition(instrument, …)");
    }
}
