package io.fairlead.core.audit;

import io.fairlead.api.market.EpochNanos;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads an audit store: small questions for tools; for larger ones there is SQL. Sees what is committed, and projects nothing. A run
 * is named by the sequence of the record that opened it. One thread at a time.
 */
public final class AuditReader implements AutoCloseable {
    private final AuditDatabase database;
    private final TableAccess access;

    private AuditReader(AuditDatabase database, TableAccess access) {
        this.database = database;
        this.access = access;
    }

    /**
     * Over a connection of its own.
     *
     * @throws AuditException if the database cannot be reached
     */
    public static AuditReader open(AuditDatabase database) {
        try {
            return new AuditReader(database, database.connect());
        } catch (SQLException failure) {
            throw database.failed("cannot be opened", failure);
        }
    }

    /**
     * A session on the journal.
     *
     * @param run its name: the sequence of the record that opened it
     * @param opened when
     * @param mode BACKTEST, PAPER, DRY_RUN, LIVE
     * @param account on which account
     * @param policy the risk policy that it began with
     * @param closed when it was closed; empty while open, or if it crashed
     */
    public record Run(long run, Instant opened, String mode, String account, String policy, Optional<Instant> closed) {}

    /**
     * Where an order stands.
     *
     * @param run the run that it was asked for in
     * @param orderId ours; below 0 for an order made elsewhere
     * @param time when it was first told of
     * @param strategy whose; empty for an order made elsewhere
     * @param clientOrderId the id that it works under, ours; empty if it has none
     * @param venueOrderId the venue's; empty if it is not known
     * @param instrument what is traded; empty if nobody said
     * @param side BUY or SELL; empty if nobody said
     * @param type how its price is made; empty if nobody said
     * @param quantity units asked for; empty for an order by notional
     * @param limitPrice its limit
     * @param triggerPrice its trigger
     * @param status the one word for its state
     * @param filledQuantity units filled
     * @param averagePrice of its fills
     * @param decisionId the decision that led to it; empty unless set
     * @param denialCode why we refused it; empty unless we did
     */
    public record Order(
            long run,
            long orderId,
            Instant time,
            String strategy,
            String clientOrderId,
            String venueOrderId,
            String instrument,
            String side,
            String type,
            Optional<BigDecimal> quantity,
            Optional<BigDecimal> limitPrice,
            Optional<BigDecimal> triggerPrice,
            String status,
            BigDecimal filledQuantity,
            Optional<BigDecimal> averagePrice,
            String decisionId,
            String denialCode) {}

    /**
     * An execution.
     *
     * @param run which order: its run
     * @param orderId which order: its id
     * @param executionId the venue's id
     * @param state BOOKED if it holds
     * @param time when it happened at the venue; empty if that was never told
     * @param side BUY or SELL; empty if that was never told
     * @param quantity units; empty if it was taken back before it was told
     * @param price per unit
     * @param fees what it cost
     */
    public record Execution(
            long run,
            long orderId,
            String executionId,
            String state,
            Optional<Instant> time,
            String side,
            Optional<BigDecimal> quantity,
            Optional<BigDecimal> price,
            List<Fee> fees) {
        /** Copies the fees. */
        public Execution {
            fees = List.copyOf(fees);
        }
    }

    /**
     * What an execution cost in one currency.
     *
     * @param amount how much; below 0 for a rebate
     * @param currency in which currency
     */
    public record Fee(BigDecimal amount, String currency) {}

    /**
     * Something that happened to an order.
     *
     * @param sequence of the record
     * @param run which order: its run
     * @param orderId which order: its id
     * @param time when it was recorded
     * @param source who said it
     * @param event what
     * @param effect CHANGED, STALE or ILLEGAL
     * @param status of the order after it
     * @param detail what else is known
     */
    public record Event(
            long sequence,
            long run,
            long orderId,
            Instant time,
            String source,
            String event,
            String effect,
            String status,
            String detail) {}

    /**
     * What a strategy decided.
     *
     * @param sequence of the record
     * @param run which run
     * @param time when it was recorded
     * @param strategy whose
     * @param decisionId the id that orders name
     * @param instrument what it is about
     * @param action what is to be done; empty if it does not say
     * @param rule which rule ended it; empty if it does not say
     * @param votes who voted what
     */
    public record Decision(
            long sequence,
            long run,
            Instant time,
            String strategy,
            String decisionId,
            String instrument,
            String action,
            String rule,
            List<Vote> votes) {
        /** Copies the votes. */
        public Decision {
            votes = List.copyOf(votes);
        }
    }

    /**
     * One voice in a decision.
     *
     * @param edge whose
     * @param stance as it was written; empty if it does not say
     * @param confidence 0 to 1; empty if it does not say
     */
    public record Vote(String edge, String stance, Optional<BigDecimal> confidence) {}

    /** All runs, oldest first. */
    public List<Run> runs() {
        return read(Schema.RUNS, "ORDER BY run").stream()
                .map(row -> new Run(
                        row.whole("run"),
                        instant(row, "time"),
                        row.words("mode"),
                        row.words("account"),
                        row.words("policy"),
                        moment(row, "closed")))
                .toList();
    }

    /** Orders of one run, or of all; oldest first. */
    public List<Order> orders(OptionalLong run) {
        return select(Schema.ORDERS, run, OptionalLong.empty(), "seq, order_id").stream()
                .map(AuditReader::order)
                .toList();
    }

    /** Orders with an id: one, or one of each run on a journal whose ids began anew. */
    public List<Order> order(long orderId, OptionalLong run) {
        return select(Schema.ORDERS, run, OptionalLong.of(orderId), "run").stream()
                .map(AuditReader::order)
                .toList();
    }

    /** Executions of one run or of all, of one order or of all, in the order in which they were told. */
    public List<Execution> fills(OptionalLong run, OptionalLong orderId) {
        List<Row> fees = select(Schema.FEES, run, orderId, "run, order_id, execution_id, revision, n");
        Map<List<Object>, List<Fee>> byFill = new HashMap<>();
        for (Row fee : fees) {
            byFill.computeIfAbsent(fee.key().subList(0, 4), key -> new ArrayList<>())
                    .add(new Fee(fee.amount("amount"), fee.words("currency")));
        }
        return select(Schema.FILLS, run, orderId, "seq, order_id, execution_id, revision").stream()
                .map(row -> execution(row, byFill.getOrDefault(row.key(), List.of())))
                .toList();
    }

    /** What happened to orders, in the order in which it was recorded. */
    public List<Event> events(OptionalLong run, OptionalLong orderId) {
        return select(Schema.ORDER_EVENTS, run, orderId, "seq, n").stream()
                .map(row -> new Event(
                        row.whole("seq"),
                        row.whole("run"),
                        row.whole("order_id"),
                        instant(row, "time"),
                        row.words("source"),
                        row.words("event"),
                        row.words("effect"),
                        row.words("status"),
                        row.words("detail")))
                .toList();
    }

    /** Decisions of one run, or of all, with their votes; oldest first. */
    public List<Decision> decisions(OptionalLong run) {
        Map<Long, List<Vote>> votes = new HashMap<>();
        for (Row row : select(Schema.VOTES, run, OptionalLong.empty(), "seq, edge")) {
            votes.computeIfAbsent(row.whole("seq"), seq -> new ArrayList<>())
                    .add(new Vote(
                            row.words("edge"), row.words("stance"), Optional.ofNullable(row.decimal("confidence"))));
        }
        return select(Schema.DECISIONS, run, OptionalLong.empty(), "seq").stream()
                .map(row -> new Decision(
                        row.whole("seq"),
                        row.whole("run"),
                        instant(row, "time"),
                        row.words("strategy"),
                        row.words("decision_id"),
                        row.words("instrument"),
                        row.words("action"),
                        row.words("rule"),
                        votes.getOrDefault(row.whole("seq"), List.of())))
                .toList();
    }

    private static Order order(Row row) {
        return new Order(
                row.whole("run"),
                row.whole("order_id"),
                instant(row, "time"),
                row.words("strategy"),
                row.words("client_order_id"),
                row.words("venue_order_id"),
                row.words("instrument"),
                row.words("side"),
                row.words("type"),
                Optional.ofNullable(row.decimal("quantity")),
                Optional.ofNullable(row.decimal("limit_price")),
                Optional.ofNullable(row.decimal("trigger_price")),
                row.words("status"),
                row.amount("filled_quantity"),
                Optional.ofNullable(row.decimal("average_price")),
                row.words("decision_id"),
                row.words("denial_code"));
    }

    private static Execution execution(Row row, List<Fee> fees) {
        return new Execution(
                row.whole("run"),
                row.whole("order_id"),
                row.words("execution_id"),
                row.words("state"),
                moment(row, "fill"),
                row.words("side"),
                Optional.ofNullable(row.decimal("quantity")),
                Optional.ofNullable(row.decimal("price")),
                fees);
    }

    private static Instant instant(Row row, String stem) {
        return EpochNanos.toInstant(row.whole(stem + "_nanos"));
    }

    private static Optional<Instant> moment(Row row, String stem) {
        @Nullable Long nanos = row.number(stem + "_nanos");
        return Optional.ofNullable(nanos).map(EpochNanos::toInstant);
    }

    private List<Row> select(Table table, OptionalLong run, OptionalLong orderId, String order) {
        List<String> conditions = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        if (run.isPresent()) {
            conditions.add("run = ?");
            parameters.add(run.getAsLong());
        }
        if (orderId.isPresent()) {
            conditions.add("order_id = ?");
            parameters.add(orderId.getAsLong());
        }
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions) + " ";
        return read(table, where + "ORDER BY " + order, parameters.toArray());
    }

    private List<Row> read(Table table, String rest, Object... parameters) {
        try {
            List<Row> rows = access.read(table, rest, parameters);
            access.connection().rollback();
            return rows;
        } catch (SQLException failure) {
            throw database.failed("cannot be read", failure);
        }
    }

    @Override
    public void close() {
        try {
            access.close();
        } catch (SQLException failure) {
            throw database.failed("cannot be closed", failure);
        }
    }
}
