package io.fairlead.core.analytics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How much of the time anything was held, from the round trips: exact, and independent of how often equity was sampled. */
final class Exposure {
    private Exposure() {}

    /** The share of the samples of a curve at which a position was open, 0..1; the instant of the exit itself counts as flat. */
    static double shareOfSamples(EquityCurve curve, List<RoundTrip> trips) {
        List<RoundTrip> byEntry = new ArrayList<>(trips);
        byEntry.sort(Comparator.comparingLong(RoundTrip::entryNanos));
        int next = 0;
        long heldUntil = Long.MIN_VALUE;
        long held = 0;
        for (int i = 0; i < curve.size(); i++) {
            long now = curve.nanos(i);
            while (next < byEntry.size() && byEntry.get(next).entryNanos() <= now) {
                RoundTrip trip = byEntry.get(next);
                heldUntil = Math.max(heldUntil, trip.isOpen() ? Long.MAX_VALUE : trip.lastNanos());
                next++;
            }
            held += now < heldUntil ? 1 : 0;
        }
        return curve.isEmpty() ? 0 : (double) held / curve.size();
    }
}
