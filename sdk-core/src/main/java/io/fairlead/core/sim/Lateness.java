package io.fairlead.core.sim;

import java.util.SplittableRandom;

/** For how many events of the market a message is held back; zero for not at all. */
@FunctionalInterface
interface Lateness {
    /** Nothing is late. */
    Lateness NONE = () -> 0;

    int nextHold();

    /** Six of ten messages come at once, two an event late, the others two or three; so later ones overtake earlier ones. */
    static Lateness seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return () -> {
            int draw = random.nextInt(10);
            return draw < 6 ? 0 : draw < 8 ? 1 : draw - 6;
        };
    }
}
