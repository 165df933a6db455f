package io.fairlead.core.journal;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.core.journal.JournalRecord.BarArrived;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import java.time.Duration;

/**
 * A line per record, for people and for {@code grep}: {@code SEQUENCE TIME KIND} and then facts as {@code key=value}. Prices and
 * quantities are exact. Sees the records of a journal in their order, from the first that is kept, and names instruments and strategies
 * by what it saw; what came before is named by its index. One thread.
 */
public final class RecordText {
    private final RunNames names = new RunNames();
    private final OrderWords orders = new OrderWords(names);

    /** Before the first record. */
    public RecordText() {}

    /** The number of the run that the last record belongs to, from 1; 0 before the first. */
    public int run() {
        return names.run();
    }

    /** Sees the next record. Each is seen, whether its line is wanted or not. */
    public void see(JournalEntry entry) {
        names.see(entry.record());
    }

    /** The line of the record that was seen last, without an end of line. */
    public String line(JournalEntry entry) {
        String facts = facts(entry.record());
        return entry.sequence() + " " + EpochNanos.toInstant(entry.timeNanos()) + " " + entry.kind()
                + (facts.isEmpty() ? "" : " " + facts);
    }

    private String facts(JournalRecord record) {
        Words words = new Words();
        if (!orders.put(record, words) && !putMarket(record, words) && !putSession(record, words)) {
            putFrame(record, words);
        }
        return words.toString();
    }

    private boolean putMarket(JournalRecord record, Words words) {
        if (record instanceof BarArrived bar) {
            words.put("instrument", names.instrument(bar.instrument()));
            putBar(bar, words);
        } else if (record instanceof JournalRecord.QuoteArrived arrived) {
            putQuote(arrived.quote(), words);
        } else if (record instanceof JournalRecord.TradeArrived arrived) {
            putTrade(arrived.trade(), words);
        } else if (record instanceof JournalRecord.GapArrived gap) {
            words.put("instrument", names.instrument(gap.instrument())).put("detail", gap.detail());
        } else if (record instanceof JournalRecord.SourceRefused refused) {
            words.put("instrument", names.instrument(refused.instrument()))
                    .putFlag("unsupported", refused.unsupported())
                    .put("reason", refused.reason());
        } else if (record instanceof JournalRecord.HistoryArrived history) {
            words.put("instrument", names.instrument(history.instrument())).put("interval", history.interval());
            words.put("bars", history.bars().size()).putText("failure", history.failure());
            if (!history.bars().isEmpty()) {
                Bar last = history.bars().get(history.bars().size() - 1);
                words.put("from", history.bars().get(0).start()).put("to", last.end());
            }
        } else {
            return false;
        }
        return true;
    }

    /** A bar without its instrument. */
    static void putBar(BarArrived bar, Words words) {
        BarInterval interval = bar.interval();
        words.put("interval", interval)
                .putTime("start", bar.startNanos())
                .put("open", bar.open())
                .put("high", bar.high())
                .put("low", bar.low())
                .put("close", bar.close())
                .put("volume", bar.volume());
    }

    private static void putQuote(Quote quote, Words words) {
        words.put("instrument", quote.instrument())
                .putTime("at", quote.timeNanos())
                .put("bid", Words.plain(quote.bid(), quote.priceScale()))
                .put("bidSize", Words.plain(quote.bidSize(), quote.quantityScale()))
                .put("ask", Words.plain(quote.ask(), quote.priceScale()))
                .put("askSize", Words.plain(quote.askSize(), quote.quantityScale()));
    }

    private static void putTrade(Trade trade, Words words) {
        words.put("instrument", trade.instrument())
                .putTime("at", trade.timeNanos())
                .put("price", Words.plain(trade.price(), trade.priceScale()))
                .put("size", Words.plain(trade.size(), trade.quantityScale()))
                .put("aggressor", trade.aggressor())
                .putText("id", trade.id());
    }

    private boolean putSession(JournalRecord record, Words words) {
        if (record instanceof JournalRecord.Decided decided) {
            words.put("strategy", names.strategy(decided.strategy()))
                    .put("decision", decided.decisionId())
                    .put("instrument", decided.instrument());
            decided.facts().forEach(words::put);
        } else if (record instanceof JournalRecord.StateSaved saved) {
            words.put("strategy", saved.strategy());
            saved.state().forEach(words::put);
        } else if (record instanceof JournalRecord.Logged logged) {
            words.put("strategy", names.strategy(logged.strategy())).put("line", logged.line());
        } else if (record instanceof JournalRecord.StrategySuspended suspended) {
            words.put("strategy", names.strategy(suspended.strategy()))
                    .put("callback", suspended.callback())
                    .put("error", suspended.error());
        } else if (record instanceof JournalRecord.Alarmed alarmed) {
            words.put("code", alarmed.code()).put("detail", alarmed.detail());
        } else if (record instanceof JournalRecord.Reconciled reconciled) {
            words.putAll("lines", reconciled.lines());
        } else if (record instanceof JournalRecord.Commanded commanded) {
            putCommand(commanded.command(), words);
            words.put("who", commanded.who()).put("why", commanded.why());
        } else {
            return false;
        }
        return true;
    }

    private void putCommand(Command command, Words words) {
        words.put("command", command.getClass().getSimpleName());
        if (command instanceof Command.SetTradingState set) {
            words.put("state", set.state());
        } else if (command instanceof Command.ChangeLimits change) {
            words.put("policy", change.policy()).putAll("rules", change.rules());
        } else if (command instanceof Command.Resolve resolve) {
            words.put("order", resolve.order()).put("outcome", resolve.placed() ? "PLACED" : "NEVER_PLACED");
            resolve.venueOrderId().ifPresent(id -> words.put("venueOrderId", id));
        } else if (command instanceof Command.AcceptPosition accept) {
            words.put("instrument", names.instrument(accept.instrument()));
        } else if (command instanceof Command.Flatten flatten) {
            words.put("instrument", names.instrument(flatten.instrument()))
                    .put("strategy", names.strategy(flatten.strategy()));
        } else if (command instanceof Command.Close close) {
            words.put("policy", close.policy());
        }
    }

    private void putFrame(JournalRecord record, Words words) {
        if (record instanceof RunOpened opened) {
            putOpened(opened, words);
        } else if (record instanceof JournalRecord.InstrumentKnown known) {
            words.put("index", known.index())
                    .put("instrument", known.rules().id())
                    .put("class", known.rules().assetClass())
                    .put("currency", known.rules().quoteCurrency())
                    .put("tick", known.rules().ticks().finestTick())
                    .put("lot", known.rules().lotStep())
                    .put("multiplier", known.rules().multiplier())
                    .put("calendar", calendarOf(known.rules()))
                    .put("validFrom", known.rules().validFrom());
        } else if (record instanceof JournalRecord.RunTerms terms) {
            words.putFlag("simulated", terms.simulated())
                    .putFlag("history", terms.history())
                    .put("sliceTimeout", Duration.ofNanos(terms.sliceTimeoutNanos()))
                    .put("nonce", terms.nonce())
                    .put("externals", terms.externals())
                    .put("idempotency", terms.capabilities().idempotency())
                    .put("replace", terms.capabilities().replace());
        } else if (record instanceof JournalRecord.Checkpoint checkpoint) {
            words.put("part", checkpoint.part());
        } else if (record instanceof JournalRecord.RunClosed closed) {
            words.put("policy", closed.policy());
        } else if (record instanceof JournalRecord.ConnectionChanged changed) {
            words.put("state", changed.event().state())
                    .putTime("at", changed.event().timeNanos())
                    .putText("detail", changed.event().detail());
        } else if (record instanceof JournalRecord.VenueReadFailed failed) {
            words.put("error", failed.error());
        } else if (record instanceof VenueRead read) {
            orders.putVenue(read, words);
        }
    }

    private static String calendarOf(Instrument rules) {
        TradingCalendar calendar = rules.calendar();
        return calendar.equals(TradingCalendar.alwaysOpen()) ? "always" : calendar.name();
    }

    private void putOpened(RunOpened opened, Words words) {
        words.put("run", names.run())
                .put("mode", opened.mode())
                .put("account", opened.account())
                .put("environment", opened.environment())
                .put("library", opened.library())
                .put("policy", opened.policy())
                .put("recording", opened.recording())
                .put("seed", opened.seed())
                .put("currency", opened.baseCurrency())
                .putAll("cash", opened.cash())
                .putAll("strategies", opened.strategies())
                .putText("data", opened.data())
                .putAll("rules", opened.rules());
        opened.rates().forEach((currency, rate) -> words.put("rate." + currency, rate.toPlainString()));
    }
}
