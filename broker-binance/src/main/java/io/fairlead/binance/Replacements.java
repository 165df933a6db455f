package io.fairlead.binance;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the two halves of a cancel-replace together. The venue reports the end of the old order and the beginning of the new one as if they
 * had nothing to do with each other; one that was replaced must not look cancelled. Any thread.
 */
final class Replacements {
    private static final int LONGEST_ID = 36;

    private final Object lock = new Object();
    private final Map<ClientOrderId, Pair> byOld = new HashMap<>();
    private final Map<ClientOrderId, Pair> byNew = new HashMap<>();

    private static final class Pair {
        private final OrderKey old;
        private final ClientOrderId next;
        private OrderReport.@Nullable Cancelled end;
        private @Nullable OrderKey born;

        Pair(OrderKey old, ClientOrderId next) {
            this.old = old;
            this.next = next;
        }
    }

    /** A replace is about to be sent. */
    void begin(ClientOrderId old, OrderKey oldKey, ClientOrderId next) {
        synchronized (lock) {
            Pair pair = new Pair(oldKey, next);
            byOld.put(old, pair);
            byNew.put(next, pair);
        }
    }

    /** The id that a replace gives to its cancel, by which the report of that cancel is told from any other end of the order. */
    static String cancelIdOf(ClientOrderId next) {
        String id = next.value() + "-c";
        return id.length() <= LONGEST_ID ? id : id.substring(id.length() - LONGEST_ID);
    }

    /** Whether a replace of an order is under way, so that its end may be half of something. */
    boolean concerns(OrderKey key) {
        synchronized (lock) {
            return key.clientOrderId().map(byOld::containsKey).orElse(false);
        }
    }

    /**
     * What is to be told of what the venue reports, now that replaces are under way; reports of others pass as they are.
     *
     * @param requestId what the event names as the request that it comes from; the order's own id where it names none
     */
    List<OrderReport> pass(OrderReport report, String requestId) {
        Optional<ClientOrderId> id = report.key().clientOrderId();
        if (id.isEmpty()) {
            return List.of(report);
        }
        synchronized (lock) {
            Pair ending = byOld.get(id.get());
            if (ending != null && !requestId.equals(cancelIdOf(ending.next))) {
                ending = null; // whatever this is, it is not the replace's own cancel
            }
            if (ending != null && report instanceof OrderReport.Cancelled cancelled && ending.born == null) {
                ending.end = cancelled;
                return List.of();
            }
            if (ending != null && report instanceof OrderReport.Cancelled) {
                finish(ending);
                return List.of();
            }
            Pair beginning = byNew.get(id.get());
            if (beginning == null || beginning.born != null) {
                return List.of(report);
            }
            if (report instanceof OrderReport.Rejected rejected) {
                return failed(id.get(), rejected.timeNanos(), rejected.reason());
            }
            beginning.born = report.key();
            List<OrderReport> told = new ArrayList<>();
            told.add(new OrderReport.Replaced(beginning.old, report.timeNanos(), report.key()));
            told.add(report);
            if (beginning.end != null) {
                finish(beginning);
            }
            return told;
        }
    }

    /** The new order was not made: the old one stands, or, if its cancel went through, has ended. */
    List<OrderReport> failed(ClientOrderId next, long timeNanos, String reason) {
        synchronized (lock) {
            Pair pair = byNew.get(next);
            if (pair == null || pair.born != null) {
                return List.of();
            }
            finish(pair);
            List<OrderReport> told = new ArrayList<>();
            told.add(new OrderReport.ReplaceRejected(pair.old, timeNanos, reason));
            if (pair.end != null) {
                told.add(pair.end);
            }
            return told;
        }
    }

    /** Nobody knows what became of a replace, and by now the venue has done what it will: what is known of it is told. */
    List<OrderReport> giveUp(ClientOrderId next, long timeNanos) {
        synchronized (lock) {
            Pair pair = byNew.get(next);
            if (pair == null || pair.born != null) {
                return List.of();
            }
            if (pair.end == null) {
                finish(pair);
                return List.of();
            }
        }
        return failed(next, timeNanos, "the old order has ended, and the new one did not come");
    }

    private void finish(Pair pair) {
        byNew.remove(pair.next);
        byOld.values().removeIf(other -> other == pair);
    }
}
