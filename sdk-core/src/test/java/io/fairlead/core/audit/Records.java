package io.fairlead.core.audit;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.GateNumbers;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.core.journal.JournalRecord.Reserve;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/** Records as a session would write them. */
public final class Records {
    static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    static final long VENUE_TIME = 1_700_000_000_123_456_789L;

    private Records() {}

    static JournalRecord opened(String... strategies) {
        return opened("PAPER", List.of(Money.of("100000.01", Currency.USD)), strategies);
    }

    static JournalRecord openedBacktest() {
        return opened("BACKTEST", List.of(Money.of(1_000, Currency.USD)), "trend");
    }

    /** The first reading of the venue says what the account holds. */
    static JournalRecord openedOnRealAccount() {
        return opened("LIVE", List.of(), "trend");
    }

    private static JournalRecord opened(String mode, List<Money> cash, String... strategies) {
        return new JournalRecord.RunOpened(
                mode,
                AccountId.of("sim", "1"),
                "paper",
                "0.1.0",
                "standard",
                List.of("order-notional 10000", "daily-loss 1000"),
                7,
                JournalRecord.Recording.ALL,
                Currency.USD,
                cash,
                new TreeMap<>(java.util.Map.of("EUR", new BigDecimal("1.0925"))),
                List.of(strategies),
                "");
    }

    static JournalRecord known() {
        return new JournalRecord.InstrumentKnown(
                0, Instrument.equity(AAPL, Currency.USD).build());
    }

    /** A journal with a run, its instrument and a strategy named {@code trend}: three records. */
    static RecordedJournal journal() {
        return new RecordedJournal().add(opened("trend"), known());
    }

    public static OrderRequest buy(long units, String limit) {
        return OrderRequest.buy(AAPL).quantity(units).limit(Price.of(limit)).build();
    }

    public static JournalRecord intended(long id, String clientId, OrderRequest request) {
        return intended(id, clientId, request, Contingency.NONE, GroupHandling.SINGLE, List.of());
    }

    static JournalRecord intended(
            long id,
            String clientId,
            OrderRequest request,
            Contingency contingency,
            GroupHandling handling,
            List<Leg> legs) {
        return new JournalRecord.OrderIntended(
                new OrderId(id),
                new ClientOrderId(clientId),
                0,
                0,
                request,
                contingency,
                handling,
                legs,
                new Reserve(0, 0),
                new GateNumbers(187_500_000, 1_875_00000000L, 0, 100_000_00000000L, -12_34000000L));
    }

    static Leg leg(long id, String clientId, OrderRequest request) {
        return new Leg(new OrderId(id), new ClientOrderId(clientId), request, new Reserve(0, 0));
    }

    static JournalRecord denied(long id, String clientId, String code) {
        return new JournalRecord.OrderDenied(
                new OrderId(id),
                new ClientOrderId(clientId),
                0,
                buy(100, "187.5"),
                new Denial(code, "value=18750 limit=10000", "at most 53 units"));
    }

    static JournalRecord accepted(long id, String clientId) {
        return new JournalRecord.SubmitAnswered(
                new OrderId(id),
                new SubmitResult.Accepted(new ClientOrderId(clientId), new VenueOrderId("V" + id), List.of()));
    }

    static JournalRecord unknown(long id, String clientId) {
        return new JournalRecord.SubmitAnswered(
                new OrderId(id), new SubmitResult.Unknown(new ClientOrderId(clientId), "timeout"));
    }

    static JournalRecord reported(OrderReport report) {
        return new JournalRecord.Reported(report);
    }

    static OrderKey key(String clientId) {
        return OrderKey.of(new ClientOrderId(clientId));
    }

    public static Fill fill(String executionId, String units, String price, String fee) {
        return new Fill(
                executionId,
                AAPL,
                Side.BUY,
                Quantity.of(units),
                Price.of(price),
                List.of(Money.of(fee, Currency.USD)),
                Liquidity.TAKER,
                VENUE_TIME);
    }

    static JournalRecord filled(String clientId, Fill fill) {
        return reported(new OrderReport.Filled(key(clientId), VENUE_TIME, fill));
    }
}
