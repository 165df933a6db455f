package io.fairlead.core.sim;

import io.fairlead.spi.OrderReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What the venue has to tell, in the order in which it happened. The listener is called after the venue's work is done, never in the
 * midst of it, so that a listener may call the venue back.
 */
final class Outbox {
    private List<OrderReport> ready = new ArrayList<>();
    private List<OrderReport> spare = new ArrayList<>();

    void report(OrderReport report) {
        ready.add(report);
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** Takes all that is ready; give the list back when it has been told. */
    List<OrderReport> take() {
        List<OrderReport> taken = ready;
        ready = spare;
        spare = List.of();
        return taken;
    }

    /** Takes a list back for reuse. */
    void giveBack(List<OrderReport> told) {
        told.clear();
        spare = told;
    }
}
