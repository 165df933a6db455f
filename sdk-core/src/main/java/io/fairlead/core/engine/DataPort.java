package io.fairlead.core.engine;

import io.fairlead.api.market.BarInterval;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.HistoryArrived;

/** Where a session's market data comes from: past columns, or a live source. On the session's thread. */
interface DataPort {
    /**
     * The stream of an instrument and interval, opened if it is new.
     *
     * @param warmUp how many past bars are wanted; what there is at once is in the stream's columns when this returns
     * @throws io.fairlead.api.BadInputException if the source has no such bars
     */
    BarStream stream(int instrumentIndex, BarInterval interval, int warmUp);

    /** Whether past bars of a stream are still to come; its bars wait for them. */
    boolean isAwaitingHistory(BarStream stream);

    /** The history of a stream has been delivered: bars that waited for it may follow. */
    void warmedUp(BarStream stream);

    /** Opens the quotes of an instrument. */
    void quotes(int instrumentIndex);

    /** Opens the trades of an instrument. */
    void trades(int instrumentIndex);

    /** Of history that came in what was asked for: bars that have ended, as many as were wanted. */
    HistoryArrived taken(HistoryArrived history);

    /** Takes in a datum that a live source has delivered. */
    void take(JournalRecord datum);

    /** Ends all deliveries. */
    void close();
}
