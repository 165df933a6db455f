package io.fairlead.core.feed;

/** One synthetic symbol's bars of a minute, from the common factors and noise of its own. */
final class SyntheticSymbol {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    /** Days in a quarter, once in which a company surprises. */
    private static final double SURPRISES = 1.0 / 63;

    private static final double SURPRISING_MOVE = 4;
    /** From here on a symbol has a company of its own behind it. */
    private static final double COMPANYS_VOLATILITY = 0.005;

    private final SyntheticProfile profile;
    private final Noise noise;
    private double last;

    SyntheticSymbol(long seed, String name) {
        profile = SyntheticProfile.of(name);
        noise = Noise.of(seed, "symbol " + name);
        last = profile.price();
    }

    /** Draws the session that the factors stand at. */
    void session(long openNanos, int minutes, SyntheticFactors factors, BarAggregator bars) {
        last *= StrictMath.exp(gap(factors));
        double ownSigma = factors.liveliness() * SyntheticFactors.minuteVolatility(profile.ownVolatility());
        double ownDrift = 0.6 * noise.normal() * profile.ownVolatility() / SyntheticFactors.USUAL_MINUTES;
        double allSigma = allVolatility(factors, ownSigma);
        double usualVolume = profile.volume()
                / SyntheticFactors.USUAL_MINUTES
                * StrictMath.exp(0.5 * StrictMath.log(factors.volatility()) + 0.15 * noise.normal());
        for (int minute = 0; minute < minutes; minute++) {
            double shape = factors.volatilityShape(minute);
            double move = ownDrift + ownSigma * shape * noise.normal();
            for (int factor = 0; factor < SyntheticFactors.COUNT; factor++) {
                move += profile.beta(factor) * factors.move(factor, minute);
            }
            double volume = usualVolume * factors.volumeShape(minute);
            bar(openNanos + minute * MINUTE_NANOS, move, allSigma * shape, volume, bars);
        }
    }

    private double gap(SyntheticFactors factors) {
        double own = profile.ownVolatility();
        double surprise = own > COMPANYS_VOLATILITY && noise.uniform() < SURPRISES ? SURPRISING_MOVE : 1;
        double gap = surprise * factors.volatility() * SyntheticFactors.nightVolatility(own) * noise.normal();
        for (int factor = 0; factor < SyntheticFactors.COUNT; factor++) {
            gap += profile.beta(factor) * factors.gap(factor);
        }
        return gap;
    }

    private double allVolatility(SyntheticFactors factors, double own) {
        double square = own * own;
        for (int factor = 0; factor < SyntheticFactors.COUNT; factor++) {
            double part = profile.beta(factor) * factors.minuteVolatilityOf(factor);
            square += part * part;
        }
        return Math.sqrt(square);
    }

    /** High and low are drawn as the extremes of a Brownian bridge from open to close. */
    private void bar(long startNanos, double move, double sigma, double usualVolume, BarAggregator bars) {
        double first = 0.1 * sigma * noise.normal();
        double reach = (move - first) * (move - first);
        double wander = 2 * 0.5 * sigma * sigma;
        double highest = (first + move + Math.sqrt(reach - wander * StrictMath.log(noise.uniform()))) / 2;
        double lowest = (first + move - Math.sqrt(reach - wander * StrictMath.log(noise.uniform()))) / 2;
        double activity = 0.7 + 0.4 * Math.abs(move) / sigma;
        double volume = usualVolume * activity * StrictMath.exp(0.4 * noise.normal() - 0.08);
        bars.add(
                startNanos,
                startNanos + MINUTE_NANOS,
                cents(first),
                cents(highest),
                cents(lowest),
                cents(move),
                Math.rint(volume));
        last *= StrictMath.exp(move);
    }

    /** The price after a log move from the last one, in whole cents, at least one. */
    private double cents(double move) {
        return Math.max(1, Math.rint(last * StrictMath.exp(move) * 100)) / 100;
    }
}
