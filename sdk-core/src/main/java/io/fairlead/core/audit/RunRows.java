package io.fairlead.core.audit;

import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.core.journal.JournalRecord;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Runs, their instruments and strategies. One thread. */
final class RunRows {
    /** The mode of a run that leaves nothing behind. */
    static final String BACKTEST = "BACKTEST";

    private final Pen pen;
    private final Instruments instruments;
    private final OrderBook book;
    private final AnswerFold answers;
    private final VenueReadings readings;
    private @Nullable Row current;

    RunRows(Pen pen, OrderBook book, AnswerFold answers, VenueReadings readings, Instruments instruments) {
        this.pen = pen;
        this.book = book;
        this.answers = answers;
        this.readings = readings;
        this.instruments = instruments;
    }

    /** An amount in hundred-millionths. */
    static BigDecimal amountE8(long e8) {
        return BigDecimal.valueOf(e8, 8);
    }

    /** Goes on with a run that was projected before. */
    void resume(long number, @Nullable Row run) {
        current = run;
        book.enter(number, run != null && run.words("mode").equals(BACKTEST));
    }

    boolean take(JournalRecord record) {
        if (record instanceof JournalRecord.RunOpened opened) {
            opened(opened);
        } else if (record instanceof JournalRecord.RunTerms terms) {
            terms(terms);
        } else if (record instanceof JournalRecord.InstrumentKnown known) {
            known(known.index(), known.rules());
        } else if (record instanceof JournalRecord.RunClosed closed) {
            closed(closed.policy());
        } else {
            return false;
        }
        return true;
    }

    private void opened(JournalRecord.RunOpened opened) {
        pen.run(pen.seq());
        instruments.forget();
        Row run = new Row(Schema.RUNS)
                .set("run", pen.run())
                .setTime("time", pen.timeNanos())
                .set("mode", opened.mode())
                .set("account", opened.account().toString())
                .set("environment", opened.environment())
                .set("library", opened.library())
                .set("policy", opened.policy())
                .set("rules", String.join("\n", opened.rules()))
                .set("seed", opened.seed())
                .set("recording", opened.recording())
                .set("base_currency", opened.baseCurrency().toString())
                .set("data", opened.data());
        current = run;
        pen.add(run);
        for (Money cash : opened.cash()) {
            amount(Schema.RUN_CASH, cash.currency().toString()).set("amount", cash.value());
        }
        opened.rates()
                .forEach((currency, rate) -> amount(Schema.RUN_RATES, currency).set("rate", rate));
        boolean backtest = opened.mode().equals(BACKTEST);
        book.enter(pen.run(), backtest);
        if (!backtest) {
            if (!opened.cash().isEmpty()) {
                readings.accountGiven();
            }
            book.open().forEach(answers::restarted);
        }
        for (int i = 0; i < opened.strategies().size(); i++) {
            strategy(i, opened.strategies().get(i));
        }
    }

    /** What the venue could do stays in the journal: it is no fact about what was done. */
    private void terms(JournalRecord.RunTerms terms) {
        Row run = current;
        if (run != null) {
            if (terms.simulated() && !run.words("mode").equals(BACKTEST)) {
                readings.accountGiven();
            }
            pen.add(run.set("simulated", terms.simulated()));
        }
    }

    private Row amount(Table table, String currency) {
        Row row = new Row(table).set("run", pen.run()).set("currency", currency);
        pen.add(row);
        return row;
    }

    private void strategy(int index, String name) {
        instruments.knowStrategy(index, name);
        pen.add(new Row(Schema.STRATEGIES)
                .set("run", pen.run())
                .set("strategy_index", index)
                .set("strategy", name));
    }

    private void known(int index, Instrument rules) {
        instruments.know(index, rules);
        pen.row(Schema.INSTRUMENTS)
                .set("instrument_index", index)
                .set("instrument", rules.id().toString())
                .set("asset_class", rules.assetClass())
                .set("quote_currency", rules.quoteCurrency().toString())
                .set("multiplier", rules.multiplier().value())
                .set("finest_tick", rules.ticks().finestTick().value())
                .set("lot_step", rules.lotStep().value())
                .set("min_quantity", rules.minQuantity().value())
                .setDecimal("max_quantity", rules.maxQuantity())
                .setDecimal("min_notional", rules.minNotional())
                .set("price_scale", rules.priceScale())
                .set("quantity_scale", rules.quantityScale())
                .set("shortable", rules.shortable())
                .setTime("valid_from", EpochNanos.of(rules.validFrom()));
    }

    private void closed(String policy) {
        Row run = current;
        if (run != null) {
            run.set("closed_seq", pen.seq()).setTime("closed", pen.timeNanos()).set("close_policy", policy);
            pen.add(run);
        }
    }
}
