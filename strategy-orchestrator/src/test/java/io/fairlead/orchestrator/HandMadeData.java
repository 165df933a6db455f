package io.fairlead.orchestrator;

import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.calendar.Calendars;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bars that a test made, as data of a backtest. */
final class HandMadeData implements BarData {
    private final Map<InstrumentId, BarColumns> columns = new LinkedHashMap<>();

    HandMadeData(List<Bar> bars) {
        for (Bar bar : bars) {
            columns.computeIfAbsent(bar.instrument(), id -> BarColumns.of(id, TestBars.FIVE_MINUTES))
                    .append(
                            bar.startNanos(),
                            bar.endNanos(),
                            bar.open(),
                            bar.high(),
                            bar.low(),
                            bar.close(),
                            bar.volume());
        }
        columns.values().forEach(BarColumns::freeze);
    }

    @Override
    public List<Instrument> instruments() {
        return columns.keySet().stream()
                .map(id -> Instrument.equity(id, Currency.USD)
                        .calendar(Calendars.nyse())
                        .build())
                .toList();
    }

    @Override
    public BarColumns bars(InstrumentId instrument) {
        return columns.get(instrument);
    }

    @Override
    public BarInterval interval() {
        return TestBars.FIVE_MINUTES;
    }

    @Override
    public String contentHash() {
        return "0".repeat(64);
    }

    @Override
    public String description() {
        return "bars made by hand";
    }
}
