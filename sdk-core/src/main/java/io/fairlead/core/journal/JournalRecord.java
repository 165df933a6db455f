package io.fairlead.core.journal;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.TradingState;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing written down. Each is of a {@link RecordKind}, which says whether it is part of a run's frame, an input that the session
 * took, or an output that it made of its inputs; and whether it must survive a power loss before the session goes on. Instruments
 * and strategies are named by the index that {@link InstrumentKnown} and {@link RunOpened} gave them in their run.
 */
public sealed interface JournalRecord {

    // ---- the frame of a run

    /**
     * A session begins. Everything up to the next one belongs to it.
     *
     * @param mode how it runs
     * @param account on which account
     * @param environment of the venue
     * @param library the version of this library
     * @param policy the name of the risk policy
     * @param rules the policy in words, one rule a line
     * @param seed of the session's randomness
     * @param recording whether all inputs follow, or those of orders alone
     * @param baseCurrency of the account
     * @param cash what a simulated account started with; empty where the first {@link VenueRead} says it
     * @param rates what a unit of a currency is worth in the base currency
     * @param strategies the names of the strategies, by index
     * @param data the content hash of past data; empty in live sessions
     */
    record RunOpened(
            String mode,
            AccountId account,
            String environment,
            String library,
            String policy,
            List<String> rules,
            long seed,
            Recording recording,
            Currency baseCurrency,
            List<Money> cash,
            SortedMap<String, BigDecimal> rates,
            List<String> strategies,
            String data)
            implements JournalRecord {
        /** Copies lists and map. */
        public RunOpened {
            rules = List.copyOf(rules);
            cash = List.copyOf(cash);
            rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
            strategies = List.copyOf(strategies);
        }
    }

    /**
     * What else a run depends on, beside its inputs.
     *
     * @param capabilities what the venue could do
     * @param simulated whether the venue was simulated from the session's own data
     * @param history whether there was a source of past bars
     * @param sliceTimeoutNanos how long a slice waited for late bars
     * @param nonce what its client order ids are made of, in hexadecimal digits
     * @param externals what is done about orders and positions made elsewhere
     */
    record RunTerms(
            Capabilities capabilities,
            boolean simulated,
            boolean history,
            long sliceTimeoutNanos,
            String nonce,
            String externals)
            implements JournalRecord {}

    /**
     * An instrument's rules, new or changed.
     *
     * @param index its index in this run
     * @param rules as they hold from here on
     */
    record InstrumentKnown(int index, Instrument rules) implements JournalRecord {}

    /**
     * A part of a checkpoint: what the records before it fold to, so that they need not be kept.
     *
     * @param part which
     */
    record Checkpoint(CheckpointPart part) implements JournalRecord {}

    /**
     * The session has ended in an orderly way.
     *
     * @param policy what was done with orders and positions
     */
    record RunClosed(String policy) implements JournalRecord {}

    // ---- inputs

    /**
     * A bar came in.
     *
     * @param instrument by index
     * @param interval how much time it covers
     * @param startNanos its start, in epoch nanoseconds
     * @param endNanos its end, in epoch nanoseconds
     * @param open first price
     * @param high highest price
     * @param low lowest price
     * @param close last price
     * @param volume units traded
     */
    record BarArrived(
            int instrument,
            BarInterval interval,
            long startNanos,
            long endNanos,
            double open,
            double high,
            double low,
            double close,
            double volume)
            implements JournalRecord {}

    /**
     * A quote came in.
     *
     * @param instrument by index
     * @param quote what came
     */
    record QuoteArrived(int instrument, Quote quote) implements JournalRecord {}

    /**
     * A trade came in.
     *
     * @param instrument by index
     * @param trade what came
     */
    record TradeArrived(int instrument, Trade trade) implements JournalRecord {}

    /**
     * Data was lost on the way.
     *
     * @param instrument by index
     * @param detail what is missing
     */
    record GapArrived(int instrument, String detail) implements JournalRecord {}

    /**
     * A source refused a subscription, to the strategy that asked for it.
     *
     * @param instrument by index
     * @param unsupported whether it cannot have such data at all
     * @param reason as the strategy was told
     */
    record SourceRefused(int instrument, boolean unsupported, String reason) implements JournalRecord {}

    /** A subscription has ended for good. */
    record DataEnded() implements JournalRecord {}

    /**
     * History that was asked for came in, or did not.
     *
     * @param instrument by index
     * @param interval of the bars
     * @param bars oldest first
     * @param failure why there are none; empty if it came
     */
    record HistoryArrived(int instrument, BarInterval interval, List<Bar> bars, String failure)
            implements JournalRecord {
        /** Copies the bars. */
        public HistoryArrived {
            bars = List.copyOf(bars);
        }
    }

    /**
     * Time passed, and something was due by it: a timer, a late slice, a deadline; or a report, an answer or news of the connection came
     * in by itself. A live session's turn begins with this, a datum, history or a command; what follows up to the next such record
     * belongs to it.
     */
    record TimePassed() implements JournalRecord {}

    /**
     * An adapter answered a submit.
     *
     * @param order which order
     * @param result what it said
     */
    record SubmitAnswered(OrderId order, SubmitResult result) implements JournalRecord {}

    /**
     * An adapter answered a cancel or a change.
     *
     * @param order which order
     * @param action what was asked
     * @param result what it said
     */
    record ActionAnswered(OrderId order, Action action, ActionResult result) implements JournalRecord {}

    /** What can be asked of a working order. */
    enum Action {
        /** Its end. */
        CANCEL,
        /** A change. */
        REPLACE
    }

    /**
     * The venue reported something.
     *
     * @param report what
     */
    record Reported(OrderReport report) implements JournalRecord {}

    /**
     * The connection changed its health.
     *
     * @param event how
     */
    record ConnectionChanged(ConnectionEvent event) implements JournalRecord {}

    /**
     * What the venue has, read for reconciliation: complete, or it is not written down.
     *
     * @param askedNanos when the first question left, by the session's clock
     * @param openOrders every open order of the account
     * @param lookedUp orders that were asked for one by one, and found
     * @param notFound orders that were asked for one by one, and that the venue does not know
     * @param sinceNanos executions are complete from here on
     * @param executions oldest first
     * @param account cash and positions; empty where the venue does not tell
     */
    record VenueRead(
            long askedNanos,
            List<VenueOrder> openOrders,
            List<VenueOrder> lookedUp,
            List<OrderKey> notFound,
            long sinceNanos,
            List<OrderFacet.Execution> executions,
            Optional<AccountFacet.Snapshot> account)
            implements JournalRecord {
        /** Copies the lists. */
        public VenueRead {
            openOrders = List.copyOf(openOrders);
            lookedUp = List.copyOf(lookedUp);
            notFound = List.copyOf(notFound);
            executions = List.copyOf(executions);
        }
    }

    /**
     * The venue could not be read for reconciliation; it is asked again.
     *
     * @param error why not
     */
    record VenueReadFailed(String error) implements JournalRecord {}

    /**
     * A person, or a part that acts for one, gave an order to the session.
     *
     * @param command what
     * @param who a person or a component
     * @param why in words
     */
    record Commanded(Command command, String who, String why) implements JournalRecord {}

    /** What a session can be told. */
    sealed interface Command {
        /**
         * Let through this from now on.
         *
         * @param state what
         */
        record SetTradingState(TradingState state) implements Command {}

        /** Halt until the switch is reset, over restarts too. */
        record TripKillSwitch() implements Command {}

        /** The kill switch lets trading resume. */
        record ResetKillSwitch() implements Command {}

        /**
         * Judge by other rules.
         *
         * @param policy its name
         * @param rules in words, one rule a line
         */
        record ChangeLimits(String policy, List<String> rules) implements Command {
            /** Copies the rules. */
            public ChangeLimits {
                rules = List.copyOf(rules);
            }
        }

        /**
         * End an unknown outcome by a person's word.
         *
         * @param order which order
         * @param placed whether the venue has, or had, the order; else it never got it
         * @param venueOrderId which order it is at the venue, if the person says so
         */
        record Resolve(OrderId order, boolean placed, Optional<VenueOrderId> venueOrderId) implements Command {}

        /**
         * Take the venue's word for what is held of an instrument: the difference is booked to nobody's strategy.
         *
         * @param instrument by index
         */
        record AcceptPosition(int instrument) implements Command {}

        /**
         * Bring an instrument's position to zero.
         *
         * @param instrument by index
         * @param strategy whose, by index
         */
        record Flatten(int instrument, int strategy) implements Command {}

        /**
         * End the session.
         *
         * @param policy what to do with orders and positions
         */
        record Close(String policy) implements Command {}
    }

    // ---- outputs

    /**
     * An order has passed the gate. Durable before a byte of it leaves.
     *
     * @param order our id
     * @param clientOrderId the id that it is sent under
     * @param strategy whose, by index
     * @param instrument by index
     * @param request what is asked
     * @param contingency how the legs depend on it
     * @param handling who looks after the legs
     * @param legs the other orders of its group
     * @param reserve what it is reckoned with
     * @param numbers what the gate saw
     */
    record OrderIntended(
            OrderId order,
            ClientOrderId clientOrderId,
            int strategy,
            int instrument,
            OrderRequest request,
            Contingency contingency,
            GroupHandling handling,
            List<Leg> legs,
            Reserve reserve,
            GateNumbers numbers)
            implements JournalRecord {}

    /**
     * Another order of a group.
     *
     * @param order our id
     * @param clientOrderId the id that it is sent under
     * @param request what is asked
     * @param reserve what it is reckoned with
     */
    record Leg(OrderId order, ClientOrderId clientOrderId, OrderRequest request, Reserve reserve) {}

    /**
     * What an order is reckoned with while it works.
     *
     * @param estimatedScaled what an order by notional is reckoned to buy × 10^quantityScale; 0 for an order by quantity
     * @param priceScaled the price that its exposure is reckoned at × 10^priceScale; 0 if it adds none
     */
    record Reserve(long estimatedScaled, long priceScaled) {}

    /**
     * What the gate saw when it let an order pass: for explanations.
     *
     * @param referencePriceScaled the last price × 10^priceScale; 0 without one
     * @param notionalE8 the order's notional in 10^-8 of the base currency
     * @param worstPositionScaled the worst position × 10^quantityScale
     * @param equityE8 equity in 10^-8 of the base currency
     * @param dayPnlE8 the day's profit in 10^-8 of the base currency
     */
    record GateNumbers(
            long referencePriceScaled, long notionalE8, long worstPositionScaled, long equityE8, long dayPnlE8) {}

    /**
     * A leg that the session looks after itself is sent now, as an order of its own. Durable before a byte of it leaves.
     *
     * @param order our id, known from its group
     * @param clientOrderId the id that it is sent under
     * @param request what is asked now: sized by what has filled
     */
    record LegIntended(OrderId order, ClientOrderId clientOrderId, OrderRequest request) implements JournalRecord {}

    /**
     * A leg that the session looks after itself is called back from the venue: it waits again once its end there is known.
     *
     * @param order our id
     */
    record LegRecalled(OrderId order) implements JournalRecord {}

    /**
     * A leg that waits here was changed; nothing is sent.
     *
     * @param order our id
     * @param change what changes
     */
    record LegRevised(OrderId order, OrderChange change) implements JournalRecord {}

    /**
     * An order was denied before it left.
     *
     * @param order our id
     * @param clientOrderId the id that it would have had
     * @param strategy whose, by index
     * @param request what was asked
     * @param denial why not
     */
    record OrderDenied(OrderId order, ClientOrderId clientOrderId, int strategy, OrderRequest request, Denial denial)
            implements JournalRecord {}

    /**
     * A change has passed the gate. Durable before a byte of it leaves.
     *
     * @param order our id
     * @param current the client id that it works under
     * @param venueOrderId the venue id that it works under
     * @param next the client id of the change
     * @param change what changes
     * @param riskPriceScaled what its exposure is reckoned at once changed × 10^priceScale
     */
    record ReplaceIntended(
            OrderId order,
            ClientOrderId current,
            VenueOrderId venueOrderId,
            ClientOrderId next,
            OrderChange change,
            long riskPriceScaled)
            implements JournalRecord {}

    /**
     * An order's end was asked for.
     *
     * @param order our id
     */
    record CancelIntended(OrderId order) implements JournalRecord {}

    /**
     * A strategy was told of an order event.
     *
     * @param strategy by index
     * @param order our id
     * @param event the kind of event: {@code Filled}
     * @param eventNanos when it happened, in epoch nanoseconds
     * @param detail what else it says
     */
    record EventTold(int strategy, OrderId order, String event, long eventNanos, String detail)
            implements JournalRecord {}

    /**
     * A strategy's state.
     *
     * @param strategy its name
     * @param state what it wants back
     */
    record StateSaved(String strategy, SortedMap<String, String> state) implements JournalRecord {
        /** Copies the map. */
        public StateSaved {
            state = Collections.unmodifiableSortedMap(new TreeMap<>(state));
        }
    }

    /**
     * A strategy came to a decision.
     *
     * @param strategy by index
     * @param decisionId the id that orders name
     * @param instrument what it is about
     * @param facts votes, numbers, reasons: what explains it
     */
    record Decided(int strategy, String decisionId, InstrumentId instrument, SortedMap<String, String> facts)
            implements JournalRecord {
        /** Copies the map. */
        public Decided {
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }
    }

    /**
     * A strategy wrote a line to the log.
     *
     * @param strategy by index
     * @param line what it wrote
     */
    record Logged(int strategy, String line) implements JournalRecord {}

    /**
     * A strategy threw and was suspended.
     *
     * @param strategy by index
     * @param callback where
     * @param error what it threw
     */
    record StrategySuspended(int strategy, String callback, String error) implements JournalRecord {}

    /**
     * Something that a person must hear of.
     *
     * @param code stable, upper case with underscores
     * @param detail the facts
     */
    record Alarmed(String code, String detail) implements JournalRecord {}

    /**
     * Journal and venue were compared.
     *
     * @param lines what was found and done, in words
     */
    record Reconciled(List<String> lines) implements JournalRecord {
        /** Copies the lines. */
        public Reconciled {
            lines = List.copyOf(lines);
        }
    }

    /** How much of its inputs a session writes down. */
    enum Recording {
        /** All: it can be replayed. */
        ALL,
        /** Those of orders, time and commands: it can be recovered and explained, not replayed. */
        ORDERS_ONLY
    }
}
