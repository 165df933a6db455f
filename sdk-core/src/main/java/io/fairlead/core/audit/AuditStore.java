package io.fairlead.core.audit;

import io.fairlead.api.BadInputException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The audit store: a journal's records as tables, kept up by {@link #project}. Rows and the mark of how far they go are committed
 * together, so that the store is at every moment what some prefix of the journal says; after a failure it goes on from there. One
 * store belongs to one journal, and one projects into it at a time: of two, one is refused and begins again from the mark.
 *
 * <p>Any thread, one at a time: calls wait for each other.
 */
public final class AuditStore implements AutoCloseable {
    private static final int ROWS_PER_COMMIT = 10_000;
    private static final int RECORDS_PER_COMMIT = 100_000;

    private final AuditDatabase database;
    private final Migrations migrations;
    private final Object lock = new Object();
    private @Nullable TableAccess access;
    private @Nullable Projection projection;
    private @Nullable Row progress;
    private volatile long projected;

    private AuditStore(AuditDatabase database, Migrations migrations) {
        this.database = database;
        this.migrations = migrations;
    }

    /**
     * Opens a store, makes its tables or brings them forward.
     *
     * @throws BadInputException if a newer library made it, or there is no driver
     * @throws AuditException if the database cannot be reached
     */
    public static AuditStore open(AuditDatabase database) {
        return open(database, Migrations.standard());
    }

    static AuditStore open(AuditDatabase database, Migrations migrations) {
        AuditStore store = new AuditStore(database, migrations);
        synchronized (store.lock) {
            store.guarded("cannot be opened", store::connected);
        }
        return store;
    }

    /** What may fail in the database. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    /** After any failure, connection and memory are given up: the next call begins from what was committed. */
    private <T> T guarded(String failing, Work<T> work) {
        boolean done = false;
        try {
            T result = work.run();
            done = true;
            return result;
        } catch (SQLException failure) {
            throw database.failed(failing, failure);
        } catch (StoredOrders.DatabaseFailure failure) {
            throw database.failed(failing, failure.failure());
        } finally {
            if (!done) {
                giveUp();
            }
        }
    }

    private void giveUp() {
        TableAccess broken = access;
        access = null;
        projection = null;
        progress = null;
        if (broken != null) {
            try {
                broken.connection().rollback();
            } catch (SQLException alreadyGone) {
                // what was not committed is gone with the connection
            }
            try {
                broken.close();
            } catch (SQLException alreadyGone) {
                // nothing to save
            }
        }
    }

    private TableAccess connected() throws SQLException {
        TableAccess known = access;
        if (known != null) {
            return known;
        }
        TableAccess fresh = database.connect();
        access = fresh;
        migrations.apply(fresh, database.toString());
        List<Row> found = fresh.read(Schema.PROGRESS, "WHERE id = 1");
        fresh.connection().commit();
        progress = found.isEmpty() ? null : found.get(0);
        projected = found.isEmpty() ? 0 : found.get(0).whole("seq");
        return fresh;
    }

    /** The sequence of the last record that is projected and committed, 0 for none; as of the last call that met the database. */
    public long projectedSequence() {
        return projected;
    }

    /** Which journal it belongs to; empty while nothing has been projected. */
    public Optional<String> journal() {
        synchronized (lock) {
            return guarded("cannot be read", () -> {
                connected();
                return Optional.ofNullable(progress).map(row -> row.words("journal"));
            });
        }
    }

    /**
     * Projects what the journal has beyond what is projected.
     *
     * @return how many records were taken
     * @throws BadInputException if the store belongs to another journal, or records between were deleted from it
     * @throws AuditException if the database fails; what was committed stays, and the next call goes on from there
     */
    public long project(AuditSource source) {
        return project(source, () -> false);
    }

    long project(AuditSource source, BooleanSupplier stop) {
        synchronized (lock) {
            return guarded("cannot be written", () -> {
                TableAccess into = connected();
                Row mark = markFor(source, into);
                Projection onto = resumed(into, mark);
                return read(source, stop, into, mark, onto);
            });
        }
    }

    private long read(AuditSource source, BooleanSupplier stop, TableAccess into, Row mark, Projection onto)
            throws SQLException {
        long done = mark.whole("seq");
        long next = Math.max(done + 1, source.firstSequence());
        if (done > 0 && next != done + 1) {
            throw new BadInputException("audit store " + database + " goes up to record " + done
                    + ", but the journal keeps records from " + next
                    + " on: those between can no longer be projected. Drop the store and build it from what is kept");
        }
        long taken = 0;
        long waiting = 0;
        try (AuditSource.Reading records = source.from(next)) {
            while (!stop.getAsBoolean() && records.next()) {
                requireNext(records.sequence(), next);
                if (records.leavesRows()) {
                    onto.apply(next, records.timeNanos(), records.record());
                }
                taken++;
                next++;
                waiting++;
                if (onto.pen().size() >= ROWS_PER_COMMIT || waiting >= RECORDS_PER_COMMIT) {
                    commit(into, mark, onto, next - 1);
                    waiting = 0;
                }
            }
        }
        if (waiting > 0) {
            commit(into, mark, onto, next - 1);
        } else {
            into.connection().commit(); // ends what reading began
        }
        return taken;
    }

    private static void requireNext(long sequence, long expected) {
        if (sequence != expected) {
            throw new IllegalStateException(
                    "the journal gave record " + sequence + " where " + expected + " comes next");
        }
    }

    private Row markFor(AuditSource source, TableAccess into) throws SQLException {
        Row known = progress;
        if (known == null) {
            known = new Row(Schema.PROGRESS)
                    .set("id", 1)
                    .set("journal", source.journal())
                    .set("first_seq", source.firstSequence())
                    .set("seq", 0)
                    .set("run", 0)
                    .set("externals", 0)
                    .set("account_read", false);
            into.write(List.of(known), Sql.insertIfAbsent(Schema.PROGRESS));
            into.connection().commit();
            known = into.read(Schema.PROGRESS, "WHERE id = 1").get(0);
            progress = known;
        }
        requireOwn(known, source);
        return known;
    }

    private void requireOwn(Row mark, AuditSource source) {
        if (!mark.words("journal").equals(source.journal())) {
            throw new BadInputException(
                    "audit store " + database + " belongs to journal " + mark.words("journal") + ", not to "
                            + source.journal() + ": give each journal a store of its own, or drop this one first");
        }
    }

    private Projection resumed(TableAccess from, Row mark) throws SQLException {
        Projection known = projection;
        if (known != null) {
            return known;
        }
        Projection fresh = new Projection(new StoredOrders(from));
        long run = mark.whole("run");
        for (Row row : from.read(Schema.RUNS, "WHERE mode = ?", RunRows.BACKTEST)) {
            fresh.book().knowBacktest(row.whole("run"));
        }
        List<Row> runRow = from.read(Schema.RUNS, "WHERE run = ?", run);
        fresh.resume(mark, runRow.isEmpty() ? null : runRow.get(0));
        for (Row row : from.read(Schema.INSTRUMENTS, "WHERE run = ? ORDER BY seq", run)) {
            fresh.instruments()
                    .know(
                            row.whole("instrument_index"),
                            new Instruments.Scales(
                                    row.words("instrument"), row.whole("price_scale"), row.whole("quantity_scale")));
        }
        for (Row row : from.read(Schema.STRATEGIES, "WHERE run = ?", run)) {
            fresh.instruments().knowStrategy(row.whole("strategy_index"), row.words("strategy"));
        }
        projection = fresh;
        return fresh;
    }

    /** The mark is moved first: whoever else projects into this store waits for it, and then finds that it has moved. */
    private void commit(TableAccess into, Row mark, Projection from, long upTo) throws SQLException {
        String claim = "UPDATE " + Schema.PROGRESS + " SET seq = ? WHERE id = 1 AND seq = ?";
        if (into.update(claim, upTo, mark.whole("seq")) != 1) {
            throw new SQLException("somebody else projects into it");
        }
        for (Table table : Schema.TABLES) {
            into.write(from.pen().rows(table), Sql.upsert(table));
        }
        mark.set("seq", upTo);
        from.mark(mark);
        into.write(List.of(mark), Sql.upsert(Schema.PROGRESS));
        into.connection().commit();
        projected = upTo;
        from.written();
    }

    /**
     * Drops all of it and projects the journal anew.
     *
     * @return how many records were taken
     * @throws BadInputException if the store belongs to another journal, or holds what the journal no longer keeps
     */
    public long rebuild(AuditSource source) {
        synchronized (lock) {
            guarded("cannot be read", () -> {
                connected();
                Row known = progress;
                if (known != null) {
                    requireOwn(known, source);
                    requireNothingLost(known, source);
                }
                return true;
            });
            drop();
            return project(source);
        }
    }

    private void requireNothingLost(Row mark, AuditSource source) {
        long first = mark.whole("first_seq");
        if (mark.whole("seq") > 0 && first < source.firstSequence()) {
            throw new BadInputException("audit store " + database + " was built from record " + first
                    + " on, the journal keeps records from " + source.firstSequence()
                    + " on: building it anew would lose what lies between. Drop it first if that is meant");
        }
    }

    /** Removes its tables and makes empty ones. Tables whose names do not begin with {@code audit_} are left alone. */
    public void drop() {
        synchronized (lock) {
            guarded("cannot be dropped", () -> {
                migrations.drop(connected());
                return true;
            });
            giveUp();
            guarded("cannot be opened", this::connected);
        }
    }

    /** What can be asked of it, over a connection of its own. */
    public AuditReader reader() {
        return AuditReader.open(database);
    }

    /** Where it lies, as a person would name it; never with a password. */
    @Override
    public String toString() {
        return database.toString();
    }

    /** Gives the connection up; what was committed stays. */
    @Override
    public void close() {
        synchronized (lock) {
            giveUp();
        }
    }
}
