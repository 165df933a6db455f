package io.fairlead.core.engine;

import io.fairlead.api.market.BarInterval;
import java.util.ArrayList;
import java.util.List;

/** The slices that strategies wait for, and when each is handed out. On the session's thread. */
final class Slices {
    private final SessionCore core;
    private final List<SliceTracker> all = new ArrayList<>();

    Slices(SessionCore core) {
        this.core = core;
    }

    SliceTracker open(StrategyHost host, BarInterval interval) {
        SliceTracker slice = new SliceTracker(host, interval);
        all.add(slice);
        return slice;
    }

    /** All bars that end now are in. */
    void fireAll() {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isPending()) {
                fire(all.get(i));
            }
        }
    }

    /** Fires those of an interval that a later bar shows to be over; the strategies see what is missing. */
    void fireOlder(BarInterval interval, long endNanos) {
        for (int i = 0; i < all.size(); i++) {
            SliceTracker slice = all.get(i);
            if (slice.isPending() && slice.interval().equals(interval) && slice.endNanos() < endNanos) {
                fire(slice);
            }
        }
    }

    /** Fires those whose bars are all in. */
    void fireComplete() {
        for (int i = 0; i < all.size(); i++) {
            SliceTracker slice = all.get(i);
            if (slice.isPending() && slice.isComplete()) {
                fire(slice);
            }
        }
    }

    /** Whether any has waited too long. */
    boolean isLate(long nowNanos, long timeoutNanos) {
        for (int i = 0; i < all.size(); i++) {
            if (isLate(all.get(i), nowNanos, timeoutNanos)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLate(SliceTracker slice, long nowNanos, long timeoutNanos) {
        return slice.isPending() && nowNanos - slice.endNanos() >= timeoutNanos;
    }

    /** Fires those that have waited too long; whether any still waits. */
    boolean fireLate(long nowNanos, long timeoutNanos) {
        boolean waiting = false;
        for (int i = 0; i < all.size(); i++) {
            SliceTracker slice = all.get(i);
            if (isLate(slice, nowNanos, timeoutNanos)) {
                fire(slice);
            }
            waiting |= slice.isPending();
        }
        return waiting;
    }

    private void fire(SliceTracker slice) {
        slice.host.onSlice(slice);
        slice.clear();
        core.settle();
    }
}
