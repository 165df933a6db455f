package io.fairlead.core.journal;

/**
 * The kinds of journal records, with the code that stands in the file. Codes are for good: a kind that is no longer written keeps
 * its code, and a new one takes the next.
 */
public enum RecordKind {
    /** {@link JournalRecord.RunOpened}. */
    RUN_OPENED(1, Role.FRAME, true),
    /** {@link JournalRecord.InstrumentKnown}. */
    INSTRUMENT_KNOWN(2, Role.FRAME, false),
    /** {@link JournalRecord.RunClosed}. */
    RUN_CLOSED(3, Role.FRAME, true),
    /** {@link JournalRecord.RunTerms}. */
    RUN_TERMS(4, Role.FRAME, false),
    /** {@link JournalRecord.Checkpoint}; forced when it is complete. */
    CHECKPOINT(5, Role.FRAME, false),

    /** {@link JournalRecord.BarArrived}. */
    BAR_ARRIVED(16, Role.INPUT, false),
    /** {@link JournalRecord.QuoteArrived}. */
    QUOTE_ARRIVED(17, Role.INPUT, false),
    /** {@link JournalRecord.TradeArrived}. */
    TRADE_ARRIVED(18, Role.INPUT, false),
    /** {@link JournalRecord.GapArrived}. */
    GAP_ARRIVED(19, Role.INPUT, false),
    /** {@link JournalRecord.DataEnded}. */
    DATA_ENDED(20, Role.INPUT, false),
    /** {@link JournalRecord.HistoryArrived}. */
    HISTORY_ARRIVED(21, Role.INPUT, false),
    /** {@link JournalRecord.TimePassed}. */
    TIME_PASSED(22, Role.INPUT, false),
    /** {@link JournalRecord.SubmitAnswered}. */
    SUBMIT_ANSWERED(23, Role.INPUT, false),
    /** {@link JournalRecord.ActionAnswered}. */
    ACTION_ANSWERED(24, Role.INPUT, false),
    /** {@link JournalRecord.Reported}. */
    REPORTED(25, Role.INPUT, false),
    /** {@link JournalRecord.ConnectionChanged}. */
    CONNECTION_CHANGED(26, Role.INPUT, false),
    /** {@link JournalRecord.VenueRead}. */
    VENUE_READ(27, Role.INPUT, false),
    /** {@link JournalRecord.Commanded}. */
    COMMANDED(28, Role.INPUT, true),
    /** {@link JournalRecord.VenueReadFailed}. */
    VENUE_READ_FAILED(29, Role.INPUT, false),
    /** {@link JournalRecord.SourceRefused}. */
    SOURCE_REFUSED(30, Role.INPUT, false),

    /** {@link JournalRecord.OrderIntended}. */
    ORDER_INTENDED(64, Role.OUTPUT, true),
    /** {@link JournalRecord.LegIntended}. */
    LEG_INTENDED(65, Role.OUTPUT, true),
    /** {@link JournalRecord.OrderDenied}. */
    ORDER_DENIED(66, Role.OUTPUT, false),
    /** {@link JournalRecord.ReplaceIntended}. */
    REPLACE_INTENDED(67, Role.OUTPUT, true),
    /** {@link JournalRecord.CancelIntended}. */
    CANCEL_INTENDED(68, Role.OUTPUT, false),
    /** {@link JournalRecord.EventTold}. */
    EVENT_TOLD(69, Role.OUTPUT, false),
    /** {@link JournalRecord.StateSaved}. */
    STATE_SAVED(70, Role.OUTPUT, false),
    /** {@link JournalRecord.Decided}. */
    DECIDED(71, Role.OUTPUT, false),
    /** {@link JournalRecord.Logged}. */
    LOGGED(72, Role.OUTPUT, false),
    /** {@link JournalRecord.StrategySuspended}. */
    STRATEGY_SUSPENDED(73, Role.OUTPUT, false),
    /** {@link JournalRecord.Alarmed}. */
    ALARMED(74, Role.OUTPUT, false),
    /** {@link JournalRecord.Reconciled}. */
    RECONCILED(75, Role.OUTPUT, false),
    /** {@link JournalRecord.LegRecalled}. */
    LEG_RECALLED(76, Role.OUTPUT, false),
    /** {@link JournalRecord.LegRevised}. */
    LEG_REVISED(77, Role.OUTPUT, false);

    /** What part a record plays. */
    public enum Role {
        /** Says what run the rest belongs to. */
        FRAME,
        /** Something that the session took in. */
        INPUT,
        /** Something that the session made of its inputs: what a replay compares. */
        OUTPUT
    }

    private static final RecordKind[] BY_CODE = new RecordKind[256];

    static {
        for (RecordKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;
    private final Role role;
    private final boolean durable;

    RecordKind(int code, Role role, boolean durable) {
        this.code = code;
        this.role = role;
        this.durable = durable;
    }

    /**
     * The kind with a code.
     *
     * @throws JournalFormatException if there is none: a newer version wrote it
     */
    public static RecordKind of(int code) {
        RecordKind kind = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (kind == null) {
            throw new JournalFormatException("journal record of kind " + code
                    + " is not known to this version: read it with the version that wrote it");
        }
        return kind;
    }

    /** Its code in the file, 1..239. */
    public int code() {
        return code;
    }

    /** What part it plays. */
    public Role role() {
        return role;
    }

    /** Whether it is market data as a session took it: what {@link JournalRecord.Recording#ORDERS_ONLY} leaves out. */
    public boolean isData() {
        return switch (this) {
            case BAR_ARRIVED, QUOTE_ARRIVED, TRADE_ARRIVED, GAP_ARRIVED, DATA_ENDED, HISTORY_ARRIVED -> true;
            default -> false;
        };
    }

    /** Whether it must survive a power loss before the session acts on it; others survive the end of the process only. */
    public boolean isDurable() {
        return durable;
    }
}
