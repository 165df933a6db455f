package io.fairlead.orchestrator;

/** The rule that ended a decision, in the order in which rules are asked. */
public enum DecisionRule {
    /** Too few bars of the symbol. The number is how many there are. */
    WARMING_UP("warming up"),
    /** The open position's bar reached the stop that it was opened with. The number is the stop. */
    STOP("stop reached"),
    /** The open position's bar reached the trailing stop. The number is the stop. */
    TRAILING_STOP("trailing stop reached"),
    /** The open position's bar reached the target. The number is the target. */
    TARGET("target reached"),
    /** The day's positions are closed. */
    END_OF_DAY("end of day"),
    /** A position is open and stays so. The number is its stop. */
    POSITION_OPEN("position open"),
    /** The day is too far gone for an entry that is filled at the next bar. */
    SESSION_ENDING("session ending"),
    /** The symbol rests after an exit. The number is how many bars have passed. */
    COOLDOWN("cooldown"),
    /** The symbol is too quiet or too wild. The number is its ATR%. */
    VOLATILITY("volatility out of band"),
    /** The market's regime is unknown, too volatile, or too uncertain. The number is its confidence. */
    REGIME("regime does not permit entries"),
    /** A range without a stretched price. The number is the price's z-score. */
    NO_SETUP("no setup"),
    /** Edges blocked the intended direction. The number is how many did. */
    VETO("veto"),
    /** Too few edges agree. The number is how many do. */
    AGREEMENT("too few agree"),
    /** Too little support. The number is the support. */
    SUPPORT("too little support"),
    /** Too much opposition. The number is the opposition. */
    OPPOSITION("too much opposition"),
    /** Support is too small a part of what was said. The number is that part. */
    QUALITY("too contested"),
    /** No average true range to place stop and target by. */
    NO_ATR("no ATR"),
    /** All rules passed: a position is opened. The number is its size, as a fraction of equity. */
    ENTRY("entry");

    private final String text;

    DecisionRule(String text) {
        this.text = text;
    }

    /** In a few words. */
    public String text() {
        return text;
    }
}
