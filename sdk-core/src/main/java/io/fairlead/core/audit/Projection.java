package io.fairlead.core.audit;

import io.fairlead.core.journal.JournalRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of records: a pure function of the records up to here, whether they were read now or, by way of the database, before.
 * Market data and the passing of time leave no rows. One thread.
 */
final class Projection {
    /** Orders kept in memory; beyond, all of them are fetched again when news of them come. */
    private static final int ORDERS_IN_MEMORY = 50_000;

    private final Pen pen = new Pen();
    private final Instruments instruments = new Instruments();
    private final OrderBook book;
    private final VenueReadings readings;
    private final RunRows runs;
    private final OrderRows orders;
    private final SessionRows session;

    Projection(OrderSource source) {
        book = new OrderBook(source);
        OrderFold fold = new OrderFold(pen, book);
        RiskRows risk = new RiskRows(pen, instruments);
        AnswerFold answers = new AnswerFold(pen, fold);
        readings = new VenueReadings(pen, book, fold);
        runs = new RunRows(pen, book, answers, readings, instruments);
        orders = new OrderRows(pen, book, fold, answers, instruments, readings, risk);
        session = new SessionRows(pen, instruments, readings, risk);
    }

    /** Goes on where it ended before: as the mark says. */
    void resume(Row mark, @Nullable Row runRow) {
        pen.run(mark.whole("run"));
        runs.resume(mark.whole("run"), runRow);
        readings.resume(mark);
    }

    /** Where it stands, into the mark. */
    void mark(Row mark) {
        mark.set("run", pen.run());
        readings.mark(mark);
    }

    Instruments instruments() {
        return instruments;
    }

    Pen pen() {
        return pen;
    }

    OrderBook book() {
        return book;
    }

    /** Takes one record; false if its kind leaves no rows. */
    boolean apply(long sequence, long timeNanos, JournalRecord record) {
        pen.moveTo(sequence, timeNanos);
        return runs.take(record) || orders.take(record) || session.take(record);
    }

    /** All rows are in the database. */
    void written() {
        pen.clear();
        if (book.size() > ORDERS_IN_MEMORY) {
            book.forget();
        }
    }
}
