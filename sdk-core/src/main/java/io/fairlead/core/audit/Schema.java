package io.fairlead.core.audit;

import static io.fairlead.core.audit.ColumnType.DECIMAL;
import static io.fairlead.core.audit.ColumnType.FLAG;
import static io.fairlead.core.audit.ColumnType.LONG;
import static io.fairlead.core.audit.ColumnType.TEXT;

import java.util.List;

/**
 * The tables, and the version that each table and column came with: the whole history of the schema in one place. It grows only;
 * a column whose meaning would change is joined by a new one instead.
 */
final class Schema {
    static final Table PROGRESS = Table.named(
                    "progress", 1, "One row: which journal this is, and how far it is projected.")
            .key("id", LONG, "always 1")
            .required("journal", TEXT, "the nonce of the journal, in hexadecimal digits")
            .required(
                    "first_seq", LONG, "sequence of the first record that was projected; 1 unless older ones were gone")
            .required("seq", LONG, "sequence of the last record that is projected; 0 for none")
            .required("run", LONG, "the run that this record belongs to")
            .required("externals", LONG, "how many orders made elsewhere have been met")
            .required("account_read", FLAG, "whether what the account began with is known")
            .optional(
                    "opened_nanos",
                    LONG,
                    "up to when executions made elsewhere are part of what the account began with")
            .optional(
                    "asked_nanos", LONG, "when the last reading of the venue was asked for, in nanoseconds since 1970")
            .build();

    static final Table RUNS = Table.named("runs", 1, "One row per session on the journal.")
            .key("run", LONG, "sequence of the record that opened it")
            .time("time", true, "when it was opened")
            .required("mode", TEXT, "BACKTEST, REPLAY, PAPER, DRY_RUN or LIVE")
            .required("account", TEXT, "on which account")
            .required("environment", TEXT, "of the venue")
            .required("library", TEXT, "version of the library")
            .required("policy", TEXT, "name of the risk policy it began with")
            .required("rules", TEXT, "that policy in words, one rule a line")
            .required("seed", LONG, "of the session's randomness")
            .required("recording", TEXT, "ALL or ORDERS_ONLY")
            .required("base_currency", TEXT, "of the account")
            .optional("simulated", FLAG, "whether the venue was simulated from the session's own data")
            .required("data", TEXT, "content hash of past data; empty in live sessions")
            .optional("closed_seq", LONG, "sequence of the record that closed it; null while open, or if it crashed")
            .time("closed", false, "when it was closed")
            .optional("close_policy", TEXT, "what was done with orders and positions")
            .build();

    static final Table RUN_CASH = Table.named("run_cash", 1, "What a simulated account started with.")
            .key("run", LONG, "which run")
            .key("currency", TEXT, "in which currency")
            .required("amount", DECIMAL, "how much")
            .build();

    static final Table RUN_RATES = Table.named("run_rates", 1, "Rates of exchange that a run began with.")
            .key("run", LONG, "which run")
            .key("currency", TEXT, "one unit of this")
            .required("rate", DECIMAL, "is worth so much of the base currency")
            .build();

    static final Table INSTRUMENTS = Table.named(
                    "instruments", 1, "Instruments and their rules, a row for each change of them.")
            .key("seq", LONG, "sequence of the record")
            .required("run", LONG, "which run")
            .time("time", true, "when it was recorded")
            .required("instrument_index", LONG, "its index in the run")
            .required("instrument", TEXT, "its name: AAPL.US")
            .required("asset_class", TEXT, "what kind of thing it is")
            .required("quote_currency", TEXT, "the currency of prices")
            .required("multiplier", DECIMAL, "notional = price x quantity x this")
            .required("finest_tick", DECIMAL, "the finest step of prices")
            .required("lot_step", DECIMAL, "the step of quantities")
            .required("min_quantity", DECIMAL, "the smallest quantity of an order")
            .optional("max_quantity", DECIMAL, "the largest quantity of an order")
            .optional("min_notional", DECIMAL, "the smallest notional of an order, in the quote currency")
            .required("price_scale", LONG, "decimals in which prices are counted inside")
            .required("quantity_scale", LONG, "decimals in which quantities are counted inside")
            .required("shortable", FLAG, "whether it may be sold short")
            .time("valid_from", true, "from when the rules hold")
            .index("run", "instrument_index")
            .build();

    static final Table STRATEGIES = Table.named("strategies", 1, "The strategies of a run.")
            .key("run", LONG, "which run")
            .key("strategy_index", LONG, "its index in the run")
            .required("strategy", TEXT, "its name")
            .build();

    static final Table DECISIONS = Table.named("decisions", 1, "What strategies decided.")
            .key("seq", LONG, "sequence of the record")
            .required("run", LONG, "which run")
            .time("time", true, "when it was recorded")
            .optional("strategy", TEXT, "whose")
            .required("decision_id", TEXT, "the id that orders name")
            .required("instrument", TEXT, "what it is about")
            .optional("action", TEXT, "fact action: what is to be done")
            .optional("rule", TEXT, "fact rule: which rule ended it")
            .optional("direction", TEXT, "fact direction: what was intended")
            .optional("regime", TEXT, "fact regime: the market's")
            .index("run", "decision_id")
            .build();

    static final Table DECISION_FACTS = Table.named("decision_facts", 1, "Everything that a decision says of itself.")
            .key("seq", LONG, "which decision")
            .key("name", TEXT, "what is said: vote.gap, close")
            .required("run", LONG, "which run")
            .required("value", TEXT, "as it was written")
            .build();

    static final Table VOTES = Table.named(
                    "votes", 1, "Who voted what, read from the facts vote.E, confidence.E, weight.E, reason.E.")
            .key("seq", LONG, "which decision")
            .key("edge", TEXT, "whose vote")
            .required("run", LONG, "which run")
            .optional("stance", TEXT, "LONG, NEUTRAL, VETO_SHORT, as it was written")
            .optional("confidence", DECIMAL, "0 to 1; null where it is no number")
            .optional("weight", DECIMAL, "its weight in the count; null where it is no number")
            .optional("reason", TEXT, "in words")
            .build();

    static final Table ORDERS = Table.named("orders", 1, "One row per order: where it stands now.")
            .key("run", LONG, "the run that it was asked for in")
            .key("order_id", LONG, "our id: 12 is O-12; below 0 for an order made elsewhere")
            .required("seq", LONG, "sequence of the record that first told of it")
            .time("time", true, "when that was")
            .required("changed_seq", LONG, "sequence of the record that last told of it")
            .time("changed", true, "when that was")
            .required("origin", TEXT, "OWN, or EXTERNAL for an order made elsewhere")
            .optional("parent_order_id", LONG, "the order that it is a leg of")
            .required("contingency", TEXT, "how its legs depend on it: NONE, OCO, OTO, BRACKET")
            .required("handling", TEXT, "who looks after the legs: SINGLE, NATIVE, EMULATED")
            .optional("client_order_id", TEXT, "the id that it works under, ours")
            .optional("venue_order_id", TEXT, "the id that it works under, the venue's")
            .optional("strategy", TEXT, "whose")
            .optional("account", TEXT, "where there are several")
            .optional("instrument", TEXT, "what is traded")
            .optional("side", TEXT, "BUY or SELL")
            .optional("type", TEXT, "how its price is made")
            .optional("quantity", DECIMAL, "units asked for, as last changed; null for an order by notional")
            .optional("notional", DECIMAL, "money asked for, in the quote currency")
            .optional("limit_price", DECIMAL, "as last changed")
            .optional("trigger_price", DECIMAL, "as last changed")
            .optional("trail", TEXT, "the distance of a trailing stop")
            .optional("time_in_force", TEXT, "how long it works")
            .time("expire", false, "when a GTD order ends")
            .required("post_only", FLAG, "refused rather than take liquidity")
            .required("reduce_only", FLAG, "may only make a position smaller")
            .required("extended_hours", FLAG, "may fill outside the regular session")
            .optional("display_quantity", DECIMAL, "how much of it the book shows")
            .required("tag", TEXT, "the caller's label")
            .required("decision_id", TEXT, "the decision that led to it")
            .required("status", TEXT, "the one word for the five columns below")
            .required("lifecycle", TEXT, "where it is in its life")
            .required("filled_quantity", DECIMAL, "units filled, of fills that hold")
            .required("pending", TEXT, "what was asked of it and not heard the end of: NONE, CANCEL, REPLACE")
            .required("submit_certainty", TEXT, "whether it is known that the venue has it: CONFIRMED, UNKNOWN")
            .required("pending_certainty", TEXT, "the same for what is pending")
            .required("filled_value", DECIMAL, "sum of price x quantity of fills that hold, exact")
            .optional("average_price", DECIMAL, "filled_value / filled_quantity, half-even at price_scale")
            .required("price_scale", LONG, "decimals of average_price: the instrument's, or 8 where it is unknown")
            .optional("pending_client_order_id", TEXT, "the id that a change is sent under")
            .optional("pending_quantity", DECIMAL, "what the change asks for")
            .optional("pending_limit_price", DECIMAL, "what the change asks for")
            .optional("pending_trigger_price", DECIMAL, "what the change asks for")
            .optional("replaced_nanos", LONG, "when the venue last made a change, in nanoseconds since 1970")
            .optional("unknown_nanos", LONG, "when an answer last left an outcome open, in nanoseconds since 1970")
            .required("held", FLAG, "a leg of a group that we look after: it waits here, not at the venue")
            .required(
                    "recalled",
                    FLAG,
                    "such a leg is called back from the venue, and waits here once it has ended there")
            .required("filled_before", DECIMAL, "units filled when it was last sent")
            .required("filled_elsewhere", DECIMAL, "units filled before an order made elsewhere was first seen")
            .optional("awaited_end", TEXT, "CANCELLED or EXPIRED: it has ended so, once all of its fills are told")
            .optional("awaited_filled", DECIMAL, "units filled of it as last sent, by the word of the venue")
            .optional("awaited_nanos", LONG, "when it ended, in nanoseconds since 1970")
            .optional("awaited_reason", TEXT, "why, in the venue's words")
            .optional("denial_code", TEXT, "why we refused it")
            .optional("denial_detail", TEXT, "the values that led to it")
            .optional("denial_remedy", TEXT, "what would pass")
            .required("venue_text", TEXT, "the venue's last words about it")
            .optional("gate_reference_price", DECIMAL, "the last price that the gate saw")
            .optional("gate_notional", DECIMAL, "the order's notional that it reckoned, in the base currency")
            .optional("gate_worst_position", DECIMAL, "the worst position that it reckoned")
            .optional("gate_equity", DECIMAL, "equity that it saw, in the base currency")
            .optional("gate_day_pnl", DECIMAL, "the day's profit that it saw, in the base currency")
            .index("order_id")
            .index("run", "parent_order_id")
            .index("decision_id")
            .build();

    static final Table ORDER_IDS = Table.named(
                    "order_ids", 1, "Every id that an order has had: a change may bring a new one.")
            .key("kind", TEXT, "CLIENT for ours, VENUE for theirs")
            .key("id", TEXT, "the id")
            .key("run", LONG, "which order: its run")
            .key("order_id", LONG, "which order: its id in the run")
            .required("seq", LONG, "sequence of the record that told of it")
            .index("run", "order_id")
            .build();

    static final Table ORDER_EVENTS = Table.named(
                    "order_events", 1, "What happened to orders, in the order in which it was recorded.")
            .key("seq", LONG, "sequence of the record")
            .key("n", LONG, "from 1 within the record")
            .required("run", LONG, "which order: its run")
            .required("order_id", LONG, "which order: its id in the run")
            .required("recorded_run", LONG, "the run in which it happened")
            .time("time", true, "when it was recorded")
            .time("event", true, "when it happened: by the venue's clock where it said so")
            .required(
                    "source",
                    TEXT,
                    "INTENT, ANSWER, REPORT, VENUE_READ, COMMAND, RESTART or TOLD (a strategy was told)")
            .required("event", TEXT, "what")
            .required("effect", TEXT, "CHANGED, STALE (nothing new) or ILLEGAL (impossible by what was known)")
            .required("status", TEXT, "the order's status after it")
            .required("filled_quantity", DECIMAL, "units filled after it")
            .required("detail", TEXT, "what else is known")
            .index("run", "order_id")
            .build();

    static final Table FILLS = Table.named("fills", 1, "Executions. Those that hold are the ones in state BOOKED.")
            .key("run", LONG, "which order: its run")
            .key("order_id", LONG, "which order: its id in the run")
            .key("execution_id", TEXT, "the venue's id")
            .key("revision", LONG, "from 1; the next one where a correction keeps the execution's id")
            .required("seq", LONG, "sequence of the record that first told of it")
            .time("time", true, "when that was")
            .required(
                    "state",
                    TEXT,
                    "BOOKED; UNPRICED (awaits its price); PRICE_ONLY (the price came first); CORRECTED; REVERSED; ADOPTED (booked to another order since); SEEN (part of what the account began with)")
            .optional("instrument", TEXT, "what changed hands")
            .optional("side", TEXT, "BUY or SELL")
            .optional("quantity", DECIMAL, "units; null if it was taken back before it was told")
            .optional("price", DECIMAL, "per unit; in state UNPRICED the best price known")
            .optional("liquidity", TEXT, "MAKER or TAKER")
            .time("fill", false, "when it happened at the venue")
            .optional("booked_seq", LONG, "sequence of the record by which it was booked")
            .optional("reversed_seq", LONG, "sequence of the record by which it ceased to hold")
            .optional("replaced_by", TEXT, "the execution that a correction put in its place")
            .index("seq")
            .build();

    static final Table FEES = Table.named("fees", 1, "What executions cost; a negative fee is a rebate.")
            .key("run", LONG, "which order: its run")
            .key("order_id", LONG, "which order: its id in the run")
            .key("execution_id", TEXT, "which execution")
            .key("revision", LONG, "which revision of it")
            .key("n", LONG, "from 1 within the execution")
            .required("seq", LONG, "sequence of the record")
            .required("currency", TEXT, "in which currency")
            .required("amount", DECIMAL, "how much")
            .build();

    static final Table RISK_EVENTS = Table.named(
                    "risk_events", 1, "Denials, breakers, trading state, kill switch, limits, suspensions.")
            .key("seq", LONG, "sequence of the record")
            .required("run", LONG, "which run")
            .time("time", true, "when it was recorded")
            .required("kind", TEXT, "DENIAL, BREAKER, TRADING_STATE, KILL_SWITCH, LIMITS or SUSPENSION")
            .required("code", TEXT, "stable: LIMIT_DAILY_LOSS, HALTED, TRIPPED")
            .required("detail", TEXT, "the values that led to it")
            .required("remedy", TEXT, "what would pass; empty if nobody said")
            .optional("order_id", LONG, "the order that was denied")
            .optional("strategy", TEXT, "whose")
            .optional("who", TEXT, "who ordered it")
            .index("run")
            .build();

    static final Table COMMANDS = Table.named(
                    "commands", 1, "What a person, or a part that acts for one, told the session.")
            .key("seq", LONG, "sequence of the record")
            .required("run", LONG, "which run")
            .time("time", true, "when it was recorded")
            .required("command", TEXT, "SetTradingState, TripKillSwitch, Resolve ...")
            .required("detail", TEXT, "its values")
            .required("who", TEXT, "a person or a component")
            .required("why", TEXT, "in words")
            .build();

    static final Table RECONCILIATIONS = Table.named(
                    "reconciliations", 1, "Readings of the venue, and what came of comparing them.")
            .key("seq", LONG, "sequence of the record")
            .required("run", LONG, "which run")
            .time("time", true, "when it was recorded")
            .required("kind", TEXT, "READ, READ_FAILED or COMPARED")
            .optional("open_orders", LONG, "READ: open orders of the account")
            .time("asked", false, "READ: when the first question left")
            .optional("looked_up", LONG, "READ: orders that were asked for one by one, and found")
            .optional("not_found", LONG, "READ: orders that the venue does not know")
            .optional("executions", LONG, "READ: executions told")
            .time("since", false, "READ: executions are complete from here on")
            .required("detail", TEXT, "READ_FAILED: why; COMPARED: what was found and done, one line each")
            .build();

    static final Table ALARMS = Table.named("alarms", 1, "What a person should hear of, and errors.")
            .key("seq", LONG, "sequence of the record")
            .required("run", LONG, "which run")
            .time("time", true, "when it was recorded")
            .required(
                    "kind",
                    TEXT,
                    "ALARM, STRATEGY_ERROR, VENUE_READ_FAILED, CONNECTION, DATA_GAP, SOURCE_REFUSED or HISTORY_FAILED")
            .required("code", TEXT, "stable, upper case with underscores")
            .required("detail", TEXT, "the facts")
            .optional("strategy", TEXT, "whose, of an error in a strategy")
            .index("run")
            .build();

    static final Table STRATEGY_STATES = Table.named("strategy_states", 1, "What strategies saved, each time.")
            .key("seq", LONG, "sequence of the record")
            .required("run", LONG, "which run")
            .time("time", true, "when it was recorded")
            .required("strategy", TEXT, "whose")
            .required("entries", LONG, "how many values it has")
            .index("run", "strategy")
            .build();

    static final Table STRATEGY_STATE_VALUES = Table.named("strategy_state_values", 1, "The values of a saved state.")
            .key("seq", LONG, "which saved state")
            .key("name", TEXT, "which value")
            .required("value", TEXT, "as the strategy wrote it")
            .build();

    static final Table STRATEGY_LOG = Table.named("strategy_log", 1, "Lines that strategies wrote.")
            .key("seq", LONG, "sequence of the record")
            .required("run", LONG, "which run")
            .time("time", true, "when it was recorded")
            .optional("strategy", TEXT, "whose")
            .required("line", TEXT, "what it wrote")
            .build();

    /** The version of this library. */
    static final int VERSION = 1;

    /** All tables, in the order in which they are written; progress comes last. */
    static final List<Table> TABLES = List.of(
            RUNS,
            RUN_CASH,
            RUN_RATES,
            INSTRUMENTS,
            STRATEGIES,
            DECISIONS,
            DECISION_FACTS,
            VOTES,
            ORDERS,
            ORDER_IDS,
            ORDER_EVENTS,
            FILLS,
            FEES,
            RISK_EVENTS,
            COMMANDS,
            RECONCILIATIONS,
            ALARMS,
            STRATEGY_STATES,
            STRATEGY_STATE_VALUES,
            STRATEGY_LOG,
            PROGRESS);

    private Schema() {}
}
