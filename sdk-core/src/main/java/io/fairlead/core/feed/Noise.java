package io.fairlead.core.feed;

/**
 * A stream of random numbers that a seed and a name determine on every Java version and machine: SplitMix64 (Steele, Lea and Flood
 * 2014) and Marsaglia's polar method over strict arithmetic. One thread.
 */
final class Noise {
    private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x100_0000_01B3L;

    private long state;
    private double spare;
    private boolean hasSpare;

    private Noise(long state) {
        this.state = state;
    }

    /** The stream of a name; streams of different names have nothing to do with each other. */
    static Noise of(long seed, String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return new Noise(mix(seed) ^ mix(hash));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    /** Evenly between 0 and 1, both excluded. */
    double uniform() {
        state += GAMMA;
        return ((mix(state) >>> 11) + 0.5) * 0x1p-53;
    }

    /** Evenly between two bounds. */
    double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** Normal with mean 0 and standard deviation 1. */
    double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        while (true) {
            double x = 2 * uniform() - 1;
            double y = 2 * uniform() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
                spare = y * factor;
                hasSpare = true;
                return x * factor;
            }
        }
    }
}
