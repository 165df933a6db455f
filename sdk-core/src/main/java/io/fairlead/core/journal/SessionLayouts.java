package io.fairlead.core.journal;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.journal.JournalRecord.Alarmed;
import io.fairlead.core.journal.JournalRecord.Decided;
import io.fairlead.core.journal.JournalRecord.EventTold;
import io.fairlead.core.journal.JournalRecord.InstrumentKnown;
import io.fairlead.core.journal.JournalRecord.Logged;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalRecord.RunClosed;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.journal.JournalRecord.StateSaved;
import io.fairlead.core.journal.JournalRecord.StrategySuspended;
import java.util.List;

/** The frame of a run, and what strategies and people are told. */
final class SessionLayouts {
    private SessionLayouts() {}

    static List<Layout<?>> all() {
        return List.of(
                new Layout<>(
                        RecordKind.RUN_OPENED, RunOpened.class, 1, SessionLayouts::write, SessionLayouts::readOpened),
                new Layout<>(
                        RecordKind.INSTRUMENT_KNOWN,
                        InstrumentKnown.class,
                        1,
                        (known, out) -> {
                            out.count(known.index());
                            InstrumentBytes.write(known.rules(), out);
                        },
                        in -> new InstrumentKnown(in.count(), InstrumentBytes.readRules(in))),
                new Layout<>(
                        RecordKind.RUN_CLOSED,
                        RunClosed.class,
                        1,
                        (closed, out) -> out.text(closed.policy()),
                        in -> new RunClosed(in.text())),
                new Layout<>(
                        RecordKind.EVENT_TOLD, EventTold.class, 1, SessionLayouts::write, SessionLayouts::readTold),
                new Layout<>(
                        RecordKind.STATE_SAVED,
                        StateSaved.class,
                        1,
                        (saved, out) -> {
                            out.text(saved.strategy());
                            ValueBytes.writeTexts(saved.state(), out);
                        },
                        in -> new StateSaved(in.text(), ValueBytes.readTexts(in))),
                new Layout<>(RecordKind.DECIDED, Decided.class, 1, SessionLayouts::write, SessionLayouts::readDecided),
                new Layout<>(
                        RecordKind.LOGGED,
                        Logged.class,
                        1,
                        (logged, out) -> {
                            out.count(logged.strategy());
                            out.text(logged.line());
                        },
                        in -> new Logged(in.count(), in.text())),
                new Layout<>(
                        RecordKind.STRATEGY_SUSPENDED,
                        StrategySuspended.class,
                        1,
                        (suspended, out) -> {
                            out.count(suspended.strategy());
                            out.text(suspended.callback());
                            out.text(suspended.error());
                        },
                        in -> new StrategySuspended(in.count(), in.text(), in.text())),
                new Layout<>(
                        RecordKind.ALARMED,
                        Alarmed.class,
                        1,
                        (alarmed, out) -> {
                            out.text(alarmed.code());
                            out.text(alarmed.detail());
                        },
                        in -> new Alarmed(in.text(), in.text())));
    }

    private static void write(RunOpened run, PayloadWriter out) {
        out.text(run.mode());
        out.account(run.account());
        out.text(run.environment());
        out.text(run.library());
        out.text(run.policy());
        out.list(run.rules(), (rule, to) -> to.text(rule));
        out.fixed(run.seed());
        out.code(Codes.RECORDING, run.recording());
        out.currency(run.baseCurrency());
        out.list(run.cash(), ValueBytes::writeMoney);
        ValueBytes.writeRates(run.rates(), out);
        out.list(run.strategies(), (strategy, to) -> to.text(strategy));
        out.text(run.data());
    }

    private static RunOpened readOpened(PayloadReader in) {
        String mode = in.text();
        AccountId account = in.account();
        String environment = in.text();
        String library = in.text();
        String policy = in.text();
        List<String> rules = in.list(PayloadReader::text);
        long seed = in.fixed();
        Recording recording = in.code(Codes.RECORDING);
        Currency base = in.currency();
        return new RunOpened(
                mode,
                account,
                environment,
                library,
                policy,
                rules,
                seed,
                recording,
                base,
                in.list(ValueBytes::readMoney),
                ValueBytes.readRates(in),
                in.list(PayloadReader::text),
                in.text());
    }

    private static void write(EventTold told, PayloadWriter out) {
        out.count(told.strategy());
        ValueBytes.write(told.order(), out);
        out.text(told.event());
        out.fixed(told.eventNanos());
        out.text(told.detail());
    }

    private static EventTold readTold(PayloadReader in) {
        return new EventTold(in.count(), ValueBytes.readOrderId(in), in.text(), in.fixed(), in.text());
    }

    private static void write(Decided decided, PayloadWriter out) {
        out.count(decided.strategy());
        out.text(decided.decisionId());
        out.instrument(decided.instrument());
        ValueBytes.writeTexts(decided.facts(), out);
    }

    private static Decided readDecided(PayloadReader in) {
        int strategy = in.count();
        String decisionId = in.text();
        InstrumentId instrument = in.instrument();
        return new Decided(strategy, decisionId, instrument, ValueBytes.readTexts(in));
    }
}
