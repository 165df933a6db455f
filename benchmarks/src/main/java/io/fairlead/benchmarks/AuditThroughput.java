package io.fairlead.benchmarks;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.audit.AuditDatabase;
import io.fairlead.core.audit.AuditSource;
import io.fairlead.core.audit.AuditStore;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * How many records a second are projected into an audit store: lives of orders, each of a decision with six votes, an intent, an
 * answer, two fills and what the strategy was told of them. Two rounds; the second one counts. The database comes by its address, and
 * must be one to write to: it is dropped before each round.
 */
final class AuditThroughput {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    private static final long START = 1_700_000_000_000_000_000L;
    private static final String[] EDGES = {"gap", "regime", "relative-strength", "statistics", "time", "volume"};

    private AuditThroughput() {}

    /** Arguments: the database's JDBC URL, and how many orders; 20,000 unless said. */
    public static void main(String[] args) {
        int orders = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
        List<JournalRecord> records = records(orders);
        try (AuditStore store = AuditStore.open(AuditDatabase.url(args[0], System.getenv()))) {
            for (int round = 1; round <= 2; round++) {
                store.drop();
                long begun = System.nanoTime();
                store.project(new Listed(records));
                double seconds = (System.nanoTime() - begun) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %,d records of %,d orders in %.2f s, %,.0f records/s into %s%n",
                        round,
                        records.size(),
                        orders,
                        seconds,
                        records.size() / seconds,
                        args[0]);
            }
        }
    }

    private static List<JournalRecord> records(int orders) {
        List<JournalRecord> records = new ArrayList<>();
        records.add(new JournalRecord.RunOpened(
                "PAPER",
                AccountId.of("sim", "1"),
                "paper",
                "0.1.0",
                "standard",
                List.of(),
                1,
                JournalRecord.Recording.ALL,
                Currency.USD,
                List.of(Money.of(100_000, Currency.USD)),
                new TreeMap<>(),
                List.of("ensemble"),
                ""));
        records.add(new JournalRecord.InstrumentKnown(
                0, Instrument.equity(AAPL, Currency.USD).build()));
        for (int i = 1; i <= orders; i++) {
            life(i, records);
        }
        return records;
    }

    private static void life(int number, List<JournalRecord> into) {
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("action", "enter long");
        facts.put("rule", "ENTRY");
        for (String edge : EDGES) {
            facts.put("vote." + edge, "LONG");
            facts.put("confidence." + edge, "0.625");
        }
        String decision = "AAPL.US@" + number;
        into.add(new JournalRecord.Decided(0, decision, AAPL, facts));
        OrderId order = new OrderId(number);
        ClientOrderId id = new ClientOrderId("bench-" + number);
        OrderRequest request = OrderRequest.buy(AAPL)
                .quantity(100)
                .limit(Price.ofScaled(18_700 + number % 100, 2))
                .decisionId(decision)
                .build();
        into.add(new JournalRecord.OrderIntended(
                order,
                id,
                0,
                0,
                request,
                Contingency.NONE,
                GroupHandling.SINGLE,
                List.of(),
                new JournalRecord.Reserve(0, 0),
                new JournalRecord.GateNumbers(187_000_000, 18_700_00000000L, 0, 100_000_00000000L, 0)));
        VenueOrderId venueId = new VenueOrderId("V" + number);
        into.add(new JournalRecord.SubmitAnswered(order, new SubmitResult.Accepted(id, venueId, List.of())));
        into.add(told(order, "Accepted"));
        for (int part = 1; part <= 2; part++) {
            Fill fill = new Fill(
                    "x" + number + "-" + part,
                    AAPL,
                    Side.BUY,
                    Quantity.of(50),
                    Price.ofScaled(18_700 + number % 100, 2),
                    List.of(Money.ofScaled(25, 2, Currency.USD)),
                    Liquidity.TAKER,
                    START + number);
            into.add(
                    new JournalRecord.Reported(new OrderReport.Filled(OrderKey.of(id, venueId), START + number, fill)));
            into.add(told(order, "Filled"));
        }
    }

    private static JournalRecord told(OrderId order, String event) {
        return new JournalRecord.EventTold(0, order, event, START, "");
    }

    /** Records from memory, so that nothing but the store is measured. */
    private record Listed(List<JournalRecord> records) implements AuditSource {
        @Override
        public String journal() {
            return "00000000000000000000";
        }

        @Override
        public long firstSequence() {
            return 1;
        }

        @Override
        public long lastSequence() {
            return records.size();
        }

        @Override
        public Reading from(long sequence) {
            return new Reading() {
                private int at = (int) sequence - 1;

                @Override
                public boolean next() {
                    at++;
                    return at <= records.size();
                }

                @Override
                public long sequence() {
                    return at;
                }

                @Override
                public long timeNanos() {
                    return START + at * 1_000L;
                }

                @Override
                public JournalRecord record() {
                    return records.get(at - 1);
                }

                @Override
                public void close() {}
            };
        }
    }
}
