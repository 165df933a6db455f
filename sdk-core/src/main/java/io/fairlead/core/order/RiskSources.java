package io.fairlead.core.order;

/** What risk rules ask about the session's past beyond its orders: asked only when a rule asks. On the session's thread. */
public interface RiskSources {
    /** A correlation that is not known. */
    int UNKNOWN = Integer.MIN_VALUE;

    /** Knows of no past. */
    RiskSources NONE = new RiskSources() {
        @Override
        public int consecutiveLosses() {
            return 0;
        }

        @Override
        public int correlationMillionths(int oneIndex, int otherIndex) {
            return UNKNOWN;
        }

        @Override
        public int dayTrades(int instrumentIndex, int sessions) {
            return 0;
        }

        @Override
        public int openedToday(int instrumentIndex) {
            return 0;
        }

        @Override
        public long unsettledE8(int instrumentIndex, int days) {
            return 0;
        }
    };

    /** Losing round trips in a row, by the venue's day. */
    int consecutiveLosses();

    /** How two instruments move together, -1000000 to 1000000; {@link #UNKNOWN} where too little was seen. */
    int correlationMillionths(int oneIndex, int otherIndex);

    /** Day trades in the market of an instrument within so many of its sessions, today's included. */
    int dayTrades(int instrumentIndex, int sessions);

    /** Instruments of the same market, but this one, that were added to today and are held. */
    int openedToday(int instrumentIndex);

    /** Proceeds of sales in the market of an instrument that have not settled, if they do after so many business days, in E8. */
    long unsettledE8(int instrumentIndex, int days);
}
