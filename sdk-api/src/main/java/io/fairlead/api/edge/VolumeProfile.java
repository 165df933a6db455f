package io.fairlead.api.edge;

/**
 * Where volume was traded: bars' volumes gathered at the price level that each closed at.
 *
 * @param pointOfControl the level with most volume
 * @param valueAreaLow the lowest level of the value area, which holds most of the volume around the point of control
 * @param valueAreaHigh the highest level of the value area
 * @param structure how evenly the levels are filled, 0 (one spike) to 1 (even)
 * @param levels how many levels hold volume; 0 while there are too few bars, and every price is NaN then
 */
public record VolumeProfile(
        double pointOfControl, double valueAreaLow, double valueAreaHigh, double structure, int levels) {
    /** Too few bars for a profile. */
    public static final VolumeProfile NONE = new VolumeProfile(Double.NaN, Double.NaN, Double.NaN, 0.5, 0);

    /** Whether there are enough bars for a profile. */
    public boolean isKnown() {
        return levels > 0;
    }
}
