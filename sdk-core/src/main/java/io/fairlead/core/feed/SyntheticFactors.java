package io.fairlead.core.feed;

/**
 * What the synthetic symbols have in common: four factors whose moves are drawn minute by minute, one session after the other.
 * Sessions trend, range or turn around; calm and restless times last for days.
 */
final class SyntheticFactors {
    static final int MARKET = 0;
    static final int TECHNOLOGY = 1;
    static final int SEMICONDUCTORS = 2;
    static final int SMALL_COMPANIES = 3;
    static final int COUNT = 4;

    /** Minutes of a usual session. */
    static final int USUAL_MINUTES = 390;

    private static final double[] DAILY_VOLATILITY = {0.0075, 0.0040, 0.0075, 0.0060};
    /** How much of a day's trend each factor takes with it: what leads a rise leads it in technology. */
    private static final double[] TREND_SHARE = {1.0, 0.25, 0.20, 0.10};

    /** Share of a day's variance that falls into the night before it. */
    private static final double NIGHT = 0.25;

    private static final double VOLATILITY_MEMORY = 0.9;
    private static final double VOLATILITY_NOISE = 0.15;

    private enum Kind {
        UP,
        DOWN,
        RANGE,
        TURN,
        RESTLESS
    }

    private final Noise days;
    private final Noise[] noises = new Noise[COUNT];
    private final double[] gaps = new double[COUNT];
    private double[][] moves = new double[COUNT][0];
    private double[] volatilityShape = {};
    private double[] volumeShape = {};

    private Kind kind = Kind.RANGE;
    private double logVolatility;
    private double volatility = 1;
    private double liveliness = 1;

    SyntheticFactors(long seed) {
        days = Noise.of(seed, "days");
        for (int factor = 0; factor < COUNT; factor++) {
            noises[factor] = Noise.of(seed, "factor " + factor);
        }
    }

    /** Draws the next session. */
    void next(int minutes) {
        shape(minutes);
        kind = nextKind();
        logVolatility = VOLATILITY_MEMORY * logVolatility + VOLATILITY_NOISE * days.normal();
        volatility = StrictMath.exp(logVolatility) * (kind == Kind.RESTLESS ? 1.8 : 1);
        double direction = direction();
        liveliness = volatility * (direction == 0 ? 1 : 0.7); // a trend is told from its noise
        double trend = days.uniform(0.5, 1.3) * direction;
        moves = new double[COUNT][minutes];
        for (int factor = 0; factor < COUNT; factor++) {
            gaps[factor] = DAILY_VOLATILITY[factor] * volatility * Math.sqrt(NIGHT) * noises[factor].normal();
            draw(factor, trend * TREND_SHARE[factor] * DAILY_VOLATILITY[0]);
        }
    }

    private Kind nextKind() {
        if (days.uniform() < 0.2) {
            return kind;
        }
        double draw = days.uniform();
        if (draw < 0.28) {
            return Kind.UP;
        }
        if (draw < 0.54) {
            return Kind.DOWN;
        }
        if (draw < 0.79) {
            return Kind.RANGE;
        }
        return draw < 0.92 ? Kind.TURN : Kind.RESTLESS;
    }

    private double direction() {
        return switch (kind) {
            case UP -> 1;
            case DOWN -> -1;
            case TURN -> days.uniform() < 0.5 ? 1 : -1;
            case RANGE, RESTLESS -> 0;
        };
    }

    private void draw(int factor, double trend) {
        double[] move = moves[factor];
        Noise noise = noises[factor];
        double sigma = minuteVolatilityOf(factor);
        double pull = kind == Kind.RANGE ? 0.012 : 0;
        int turn = kind == Kind.TURN ? (int) (move.length * noise.uniform(0.35, 0.6)) : move.length;
        double level = 0;
        for (int i = 0; i < move.length; i++) {
            double drift = (i < turn ? trend : -trend) / USUAL_MINUTES;
            move[i] = drift * volatilityShape[i] - pull * level + sigma * volatilityShape[i] * noise.normal();
            level += move[i];
        }
    }

    /** Standard deviation of a minute's move by day, of a day's move with its night. */
    static double minuteVolatility(double ofDay) {
        return ofDay * Math.sqrt((1 - NIGHT) / USUAL_MINUTES);
    }

    /** Standard deviation of a night's move, of a day's move with its night. */
    static double nightVolatility(double ofDay) {
        return ofDay * Math.sqrt(NIGHT);
    }

    /** Prices move most after the open, volume is highest after the open and before the close. */
    private void shape(int minutes) {
        if (volumeShape.length == minutes) {
            return;
        }
        volatilityShape = new double[minutes];
        volumeShape = new double[minutes];
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < minutes; i++) {
            double begun = (i + 0.5) / minutes;
            double left = 1 - begun;
            volatilityShape[i] = 0.75 + 1.5 * StrictMath.exp(-begun / 0.07) + 0.3 * StrictMath.exp(-left / 0.06);
            volumeShape[i] = 0.6 + 2.4 * StrictMath.exp(-begun / 0.06) + 2.2 * StrictMath.exp(-left / 0.05);
            squares += volatilityShape[i] * volatilityShape[i];
            sum += volumeShape[i];
        }
        double root = Math.sqrt(squares / minutes);
        for (int i = 0; i < minutes; i++) {
            volatilityShape[i] /= root;
            volumeShape[i] *= minutes / sum;
        }
    }

    /** Log move of a factor over the night before this session. */
    double gap(int factor) {
        return gaps[factor];
    }

    /** Log move of a factor in a minute of this session. */
    double move(int factor, int minute) {
        return moves[factor][minute];
    }

    /** Standard deviation of a factor's moves in a minute of middling restlessness today. */
    double minuteVolatilityOf(int factor) {
        return liveliness * minuteVolatility(DAILY_VOLATILITY[factor]);
    }

    /** How restless today is, night and day; 1 on a usual day. */
    double volatility() {
        return volatility;
    }

    /** How restless today's session is about its trend; 1 on a usual day. */
    double liveliness() {
        return liveliness;
    }

    /** How restless a minute is within the day; 1 in the root mean square. */
    double volatilityShape(int minute) {
        return volatilityShape[minute];
    }

    /** How much is traded in a minute within the day; 1 on average. */
    double volumeShape(int minute) {
        return volumeShape[minute];
    }
}
