package io.fairlead.core.report;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.analytics.RunRecord;

/** Names of instruments for people: the symbol alone where all are of one market, else with the market. */
final class InstrumentNames {
    private final boolean oneMarket;

    InstrumentNames(RunRecord record) {
        oneMarket = record.instruments().keySet().stream()
                        .map(InstrumentId::market)
                        .distinct()
                        .count()
                <= 1;
    }

    String of(InstrumentId id) {
        return oneMarket ? id.symbol() + id.contract() : id.toString();
    }
}
