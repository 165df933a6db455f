package io.fairlead.orchestrator.edge;

import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeParameters;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.VolumeProfile;
import io.fairlead.api.edge.Vote;
import io.fairlead.orchestrator.Parameter;

/** Joins breaks out of the value area with the trend, and expects a return to the point of control inside it. */
public final class VolumeProfileEdge implements Edge {
    private final double structureMin;
    private final double distanceLimit;
    private final double breakConfidence;
    private final double outsideConfidence;
    private final double returnConfidence;
    private final double insideConfidence;

    /** With the classic numbers. */
    public VolumeProfileEdge() {
        this(ClassicNumbers.INSTANCE);
    }

    private VolumeProfileEdge(EdgeParameters parameters) {
        structureMin = Parameter.PROFILE_STRUCTURE_MIN.in(parameters);
        distanceLimit = Parameter.PROFILE_DISTANCE.in(parameters);
        breakConfidence = Parameter.PROFILE_BREAK_CONFIDENCE.in(parameters);
        outsideConfidence = Parameter.PROFILE_OUTSIDE_CONFIDENCE.in(parameters);
        returnConfidence = Parameter.PROFILE_RETURN_CONFIDENCE.in(parameters);
        insideConfidence = Parameter.PROFILE_INSIDE_CONFIDENCE.in(parameters);
    }

    @Override
    public String name() {
        return "volume-profile";
    }

    @Override
    public Edge configuredBy(EdgeParameters parameters) {
        return new VolumeProfileEdge(parameters);
    }

    @Override
    public Vote vote(EdgeView view) {
        VolumeProfile profile = view.volumeProfile();
        if (!profile.isKnown()) {
            return Vote.neutral(insideConfidence, "too few bars for a profile");
        }
        double close = view.close();
        double distance = view.atr() == 0 ? 0 : (close - profile.pointOfControl()) / view.atr();
        return judge(view, profile, close, distance)
                .with("poc", profile.pointOfControl())
                .with("area-low", profile.valueAreaLow())
                .with("area-high", profile.valueAreaHigh())
                .with("structure", profile.structure())
                .with("poc-distance", distance);
    }

    private Vote judge(EdgeView view, VolumeProfile profile, double close, double distance) {
        if (close > profile.valueAreaHigh()) {
            return view.regime().isUpTrend()
                    ? Vote.forLong(breakConfidence, "above the value area in a rise")
                    : Vote.neutral(outsideConfidence, "above the value area without a rise");
        }
        if (close < profile.valueAreaLow()) {
            return view.regime().isDownTrend()
                    ? Vote.forShort(breakConfidence, "below the value area in a fall")
                    : Vote.neutral(outsideConfidence, "below the value area without a fall");
        }
        if (profile.structure() < structureMin) {
            return Vote.neutral(insideConfidence, "no structure");
        }
        if (distance > distanceLimit) {
            return Vote.forShort(returnConfidence, "above the point of control, inside the area");
        }
        if (distance < -distanceLimit) {
            return Vote.forLong(returnConfidence, "below the point of control, inside the area");
        }
        return Vote.neutral(insideConfidence, "near the point of control");
    }
}
