package io.fairlead.core.order;

import io.fairlead.api.order.Denial;
import io.fairlead.core.journal.CheckpointPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Instruments in which nothing new is sent, because what is held or working there is not known. On the session's thread. */
final class FrozenInstruments {
    /** The code of a denial: what an order has become, or what is held, is not clear. */
    static final String FROZEN = "INSTRUMENT_FROZEN";

    private static final String POSITION = "position";

    /** By instrument index, why: by the order that is not clear, or the position. */
    private final Map<Integer, Map<String, String>> reasons = new TreeMap<>();

    /** What an order has become is not clear. */
    void freeze(ManagedOrder order, String reason) {
        freeze(order.instrumentIndex(), causeOf(order), reason);
    }

    /** What is held is not clear. */
    void freeze(int index, String reason) {
        freeze(index, POSITION, reason);
    }

    private void freeze(int index, String cause, String reason) {
        reasons.computeIfAbsent(index, any -> new TreeMap<>()).putIfAbsent(cause, reason);
    }

    /** What a checkpoint keeps. */
    List<CheckpointPart.Frozen> kept() {
        List<CheckpointPart.Frozen> parts = new ArrayList<>();
        reasons.forEach((index, causes) ->
                causes.forEach((cause, reason) -> parts.add(new CheckpointPart.Frozen(index, cause, reason))));
        return parts;
    }

    void restore(CheckpointPart.Frozen kept, int index) {
        freeze(index, kept.cause(), kept.reason());
    }

    private static String causeOf(ManagedOrder order) {
        return order.orderId().toString();
    }

    /** What an order has become is clear now. */
    void thaw(ManagedOrder order) {
        Map<String, String> causes = reasons.get(order.instrumentIndex());
        if (causes != null && causes.remove(causeOf(order)) != null && causes.isEmpty()) {
            reasons.remove(order.instrumentIndex());
        }
    }

    /** A person has looked at all of it. */
    void thaw(int index) {
        reasons.remove(index);
    }

    boolean isFrozen(int index) {
        return reasons.containsKey(index);
    }

    /** Why nothing is sent there; null if it may be. */
    @Nullable
    Denial check(int index) {
        Map<String, String> causes = reasons.isEmpty() ? null : reasons.get(index);
        return causes == null
                ? null
                : new Denial(
                        FROZEN,
                        String.join("; ", causes.values()),
                        "look at the venue, then tell the session: resolve(order, …) or acceptPosition(instrument, …)");
    }
}
