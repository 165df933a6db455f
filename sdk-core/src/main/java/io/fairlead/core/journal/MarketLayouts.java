package io.fairlead.core.journal;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.core.journal.JournalRecord.BarArrived;
import io.fairlead.core.journal.JournalRecord.DataEnded;
import io.fairlead.core.journal.JournalRecord.GapArrived;
import io.fairlead.core.journal.JournalRecord.HistoryArrived;
import io.fairlead.core.journal.JournalRecord.QuoteArrived;
import io.fairlead.core.journal.JournalRecord.TimePassed;
import io.fairlead.core.journal.JournalRecord.TradeArrived;
import java.util.ArrayList;
import java.util.List;

/** Market data and time. */
final class MarketLayouts {
    private MarketLayouts() {}

    static List<Layout<?>> all() {
        return List.of(
                new Layout<>(RecordKind.BAR_ARRIVED, BarArrived.class, 1, MarketLayouts::write, MarketLayouts::readBar),
                new Layout<>(
                        RecordKind.QUOTE_ARRIVED,
                        QuoteArrived.class,
                        1,
                        (arrived, out) -> {
                            out.count(arrived.instrument());
                            write(arrived.quote(), out);
                        },
                        in -> new QuoteArrived(in.count(), readQuote(in))),
                new Layout<>(
                        RecordKind.TRADE_ARRIVED,
                        TradeArrived.class,
                        1,
                        (arrived, out) -> {
                            out.count(arrived.instrument());
                            write(arrived.trade(), out);
                        },
                        in -> new TradeArrived(in.count(), readTrade(in))),
                new Layout<>(
                        RecordKind.GAP_ARRIVED,
                        GapArrived.class,
                        1,
                        (gap, out) -> {
                            out.count(gap.instrument());
                            out.text(gap.detail());
                        },
                        in -> new GapArrived(in.count(), in.text())),
                new Layout<>(RecordKind.DATA_ENDED, DataEnded.class, 1, (ended, out) -> {}, in -> new DataEnded()),
                new Layout<>(
                        RecordKind.HISTORY_ARRIVED,
                        HistoryArrived.class,
                        1,
                        MarketLayouts::write,
                        MarketLayouts::readHistory),
                new Layout<>(RecordKind.TIME_PASSED, TimePassed.class, 1, (passed, out) -> {}, in -> new TimePassed()));
    }

    private static void write(BarInterval interval, PayloadWriter out) {
        out.code(Codes.INTERVAL_UNIT, interval.unit());
        out.count(interval.count());
    }

    private static BarInterval readInterval(PayloadReader in) {
        return new BarInterval(in.code(Codes.INTERVAL_UNIT), in.count());
    }

    private static void write(BarArrived bar, PayloadWriter out) {
        out.count(bar.instrument());
        write(bar.interval(), out);
        out.fixed(bar.startNanos());
        out.fixed(bar.endNanos());
        out.bits(bar.open());
        out.bits(bar.high());
        out.bits(bar.low());
        out.bits(bar.close());
        out.bits(bar.volume());
    }

    private static BarArrived readBar(PayloadReader in) {
        return new BarArrived(
                in.count(),
                readInterval(in),
                in.fixed(),
                in.fixed(),
                in.bits(),
                in.bits(),
                in.bits(),
                in.bits(),
                in.bits());
    }

    private static void write(Quote quote, PayloadWriter out) {
        out.instrument(quote.instrument());
        out.fixed(quote.timeNanos());
        out.number(quote.bid());
        out.number(quote.bidSize());
        out.number(quote.ask());
        out.number(quote.askSize());
        out.count(quote.priceScale());
        out.count(quote.quantityScale());
    }

    private static Quote readQuote(PayloadReader in) {
        return new Quote(
                in.instrument(),
                in.fixed(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.count(),
                in.count());
    }

    private static void write(Trade trade, PayloadWriter out) {
        out.instrument(trade.instrument());
        out.fixed(trade.timeNanos());
        out.number(trade.price());
        out.number(trade.size());
        out.code(Codes.AGGRESSOR, trade.aggressor());
        out.count(trade.priceScale());
        out.count(trade.quantityScale());
        out.text(trade.id());
    }

    private static Trade readTrade(PayloadReader in) {
        return new Trade(
                in.instrument(),
                in.fixed(),
                in.number(),
                in.number(),
                in.code(Codes.AGGRESSOR),
                in.count(),
                in.count(),
                in.text());
    }

    /** Each bar says in a byte whether instrument and interval follow, or are those of the bar before. */
    private static void write(HistoryArrived history, PayloadWriter out) {
        out.count(history.instrument());
        write(history.interval(), out);
        out.text(history.failure());
        out.count(history.bars().size());
        Bar before = null;
        for (Bar bar : history.bars()) {
            boolean other = before == null
                    || !before.instrument().equals(bar.instrument())
                    || !before.interval().equals(bar.interval());
            out.flag(other);
            if (other) {
                out.instrument(bar.instrument());
                write(bar.interval(), out);
            }
            write(bar, out);
            before = bar;
        }
    }

    private static void write(Bar bar, PayloadWriter out) {
        out.fixed(bar.startNanos());
        out.fixed(bar.endNanos());
        out.bits(bar.open());
        out.bits(bar.high());
        out.bits(bar.low());
        out.bits(bar.close());
        out.bits(bar.volume());
    }

    private static HistoryArrived readHistory(PayloadReader in) {
        int index = in.count();
        BarInterval asked = readInterval(in);
        String failure = in.text();
        List<Bar> bars = new ArrayList<>();
        in.list(from -> bars.add(readBar(from, bars)));
        return new HistoryArrived(index, asked, bars, failure);
    }

    private static Bar readBar(PayloadReader in, List<Bar> before) {
        boolean other = in.flag();
        if (!other && before.isEmpty()) {
            throw in.fault("has a first bar without its instrument");
        }
        Bar last = other ? null : before.get(before.size() - 1);
        InstrumentId instrument = last == null ? in.instrument() : last.instrument();
        BarInterval interval = last == null ? readInterval(in) : last.interval();
        return new Bar(
                instrument, interval, in.fixed(), in.fixed(), in.bits(), in.bits(), in.bits(), in.bits(), in.bits());
    }
}
