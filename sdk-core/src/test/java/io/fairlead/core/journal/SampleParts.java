package io.fairlead.core.journal;

import static io.fairlead.core.journal.SampleRecords.AAPL;
import static io.fairlead.core.journal.SampleRecords.CLIENT;
import static io.fairlead.core.journal.SampleRecords.KEY;
import static io.fairlead.core.journal.SampleRecords.NANOS;
import static io.fairlead.core.journal.SampleRecords.ORDER;
import static io.fairlead.core.journal.SampleRecords.VENUE;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.CheckpointPart.Asked;
import io.fairlead.core.journal.CheckpointPart.AwaitedEnd;
import io.fairlead.core.journal.CheckpointPart.Group;
import io.fairlead.core.journal.CheckpointPart.Names;
import io.fairlead.core.journal.CheckpointPart.Progress;
import io.fairlead.core.journal.CheckpointPart.Risk;
import io.fairlead.core.journal.CheckpointPart.Waiting;
import io.fairlead.spi.OrderReport;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every part of a checkpoint. */
final class SampleParts {
    private static final Fill FILL = new Fill(
            "X-1",
            AAPL,
            Side.BUY,
            Quantity.of(3),
            Price.of("187.5"),
            List.of(Money.of("0.01", Currency.USD)),
            Liquidity.TAKER,
            NANOS);

    private SampleParts() {}

    static List<CheckpointPart> all() {
        return List.of(
                new CheckpointPart.Begun(AccountId.of("sim", "paper-1")),
                new CheckpointPart.Listed(
                        0, Instrument.equity(AAPL, Currency.USD).build(), Optional.of(18_750L)),
                new CheckpointPart.Cash(
                        Money.of("-12.5", Currency.USD), new BigDecimal("1000"), new BigDecimal("0.07")),
                new CheckpointPart.Day(100_000_000_000L, NANOS, 2),
                new CheckpointPart.Held(
                        "cross",
                        0,
                        new BigDecimal("-3"),
                        new BigDecimal("-562.5"),
                        new BigDecimal("0.000000001"),
                        List.of(FILL)),
                new CheckpointPart.Traded(0, new BigDecimal("1.5"), Long.MIN_VALUE, NANOS),
                new CheckpointPart.Sold(0, NANOS, 56_250_000_000L),
                new CheckpointPart.DayTraded(0, LocalDate.of(2026, 11, 27), NANOS),
                order(),
                new CheckpointPart.Desk(17, 23, NANOS, Long.MIN_VALUE, true, Long.MAX_VALUE),
                new CheckpointPart.Foreign(KEY, -1, FILL),
                new CheckpointPart.Unpriced(FILL),
                new CheckpointPart.PricedEarly(new OrderReport.Priced(
                        KEY, NANOS, "X-2", Price.of("187.51"), List.of(Money.of("0.02", Currency.USD)))),
                new CheckpointPart.Frozen(0, "position", "venue=3 books=2"),
                new CheckpointPart.Gap(0, Side.SELL, Quantity.of(1), "venue=2 books=3"),
                new CheckpointPart.Saved("cross", new TreeMap<>(Map.of("entry", "187.5"))),
                new CheckpointPart.Trading(TradingState.REDUCE_ONLY, Optional.of("ann"), "too fast"),
                new CheckpointPart.Ended(17));
    }

    private static CheckpointPart.Order order() {
        OrderRequest request =
                OrderRequest.buy(AAPL).quantity(10).limit(Price.of("187.5")).build();
        return new CheckpointPart.Order(
                ORDER,
                new Names(
                        CLIENT,
                        true,
                        List.of(new ClientOrderId("FL-3k9x0q-6")),
                        Optional.of(VENUE),
                        List.of(new VenueOrderId("before")),
                        List.of(new VenueOrderId("also"))),
                "cross",
                0,
                new Group(
                        Contingency.BRACKET,
                        Optional.empty(),
                        List.of(new OrderId(8), new OrderId(9)),
                        GroupHandling.EMULATED),
                new Asked(
                        request,
                        request,
                        Quantity.of(10),
                        Optional.of(OrderChange.toLimit(Price.of(188))),
                        Optional.of(new ClientOrderId("FL-3k9x0q-9")),
                        NANOS,
                        NANOS + 1,
                        NANOS + 2,
                        Long.MIN_VALUE),
                new Progress(
                        Lifecycle.NEW,
                        false,
                        PendingAction.REPLACE,
                        true,
                        List.of(FILL),
                        List.of("X-0"),
                        Quantity.of(1),
                        Quantity.of(2),
                        Optional.of(new Denial("TEST_CODE", "detail", "remedy")),
                        "in the venue's words",
                        Optional.of(new AwaitedEnd("CANCELLED", Quantity.of(4), NANOS, "why"))),
                new Waiting(true, false, true, false, true, Quantity.of(3), NANOS),
                new Risk(1, 187_500_000, -5));
    }
}
