package io.fairlead.core.analytics;

import static io.fairlead.api.Currency.USD;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.core.feed.BarColumns;
import java.time.Instant;
import java.util.List;

/** Writes small runs by hand: one strategy on ACME, 10,000 dollars, fees in dollars. */
public final class RunBuilder {
    public static final InstrumentId ACME = InstrumentId.of("ACME", "US");

    public final RunRecorder recorder = RunRecorder.of("by hand", Money.of("10000", USD))
            .instrument(Instrument.equity(ACME, USD).build());
    private int orders;

    public RunBuilder equity(String time, double value) {
        recorder.equity(nanos(time), value);
        return this;
    }

    public RunBuilder buys(String time, String quantity, String price, String fee) {
        return fill(Side.BUY, time, quantity, price, Money.of(fee, USD), "");
    }

    public RunBuilder sells(String time, String quantity, String price, String fee) {
        return fill(Side.SELL, time, quantity, price, Money.of(fee, USD), "");
    }

    public RunBuilder fill(Side side, String time, String quantity, String price, Money fee, String tag) {
        OrderRequest request = OrderRequest.of(ACME, side)
                .quantity(Quantity.of(quantity))
                .market()
                .tag(tag)
                .build();
        recorder.submitted();
        recorder.filled("hand", nextOrder(), request, fillOf(side, time, quantity, price, fee));
        return this;
    }

    Fill fillOf(Side side, String time, String quantity, String price, Money fee) {
        return new Fill(
                "X-" + orders,
                ACME,
                side,
                Quantity.of(quantity),
                Price.of(price),
                List.of(fee),
                Liquidity.TAKER,
                nanos(time));
    }

    public RunBuilder denied(String time, String code) {
        OrderRequest request = OrderRequest.buy(ACME).quantity(1).market().build();
        recorder.submitted();
        recorder.denied("hand", nextOrder(), request, new Denial(code, "was=1", "less"), nanos(time));
        return this;
    }

    /** Five-minute bars from a time on, each given as {open, high, low, close}. */
    public RunBuilder bars(String firstStart, double[]... bars) {
        BarColumns columns = BarColumns.of(ACME, BarInterval.ofMinutes(5));
        long start = nanos(firstStart);
        for (double[] bar : bars) {
            long end = start + 300_000_000_000L;
            columns.append(start, end, bar[0], bar[1], bar[2], bar[3], 100);
            start = end;
        }
        recorder.bars(columns.freeze());
        return this;
    }

    public RunRecord record() {
        return recorder.finish();
    }

    private OrderId nextOrder() {
        orders++;
        return new OrderId(orders);
    }

    public static long nanos(String time) {
        return EpochNanos.of(Instant.parse(time));
    }
}
