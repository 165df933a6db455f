package io.fairlead.core.feed;

import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.calendar.Calendars;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be read, and how. Filled in by {@link CsvFolder}, which copies it before every change. */
final class CsvOptions {
    final Path folder;
    List<String> symbols = List.of();

    @Nullable
    LocalDate from;

    @Nullable
    LocalDate to;

    String market = "US";

    @Nullable
    ZoneId zone;

    TradingCalendar calendar = Calendars.nyse();

    @Nullable
    BarInterval interval;

    CsvFolder.@Nullable InstrumentFactory factory;
    BadRows onBadRow = BadRows.FAIL;

    CsvOptions(Path folder) {
        this.folder = folder;
    }

    CsvOptions copy() {
        CsvOptions copy = new CsvOptions(folder);
        copy.symbols = symbols;
        copy.from = from;
        copy.to = to;
        copy.market = market;
        copy.zone = zone;
        copy.calendar = calendar;
        copy.interval = interval;
        copy.factory = factory;
        copy.onBadRow = onBadRow;
        return copy;
    }

    /** Where local times and dates are meant. */
    ZoneId zone() {
        return zone != null ? zone : calendar.zone();
    }

    /** The factory that was set, else a share in dollars that trades by the calendar. */
    CsvFolder.InstrumentFactory factory() {
        return factory != null
                ? factory
                : (id, priceDecimals, volumeDecimals) -> Instrument.equity(id, Currency.USD)
                        .calendar(calendar)
                        .scales(priceDecimals, volumeDecimals)
                        .build();
    }
}
