package io.fairlead.core.journal;

import io.fairlead.api.AccountId;
import io.fairlead.api.Money;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.TradingState;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a checkpoint is made of: the state that the records before it fold to, so that they can be deleted. The parts follow each other
 * without other records between, from {@link Begun} to {@link Ended}; one that does not get to its end does not count. Indices of
 * instruments are those of {@link Listed}. Immutable.
 */
public sealed interface CheckpointPart {
    /**
     * A checkpoint begins.
     *
     * @param account whose journal it is
     */
    record Begun(AccountId account) implements CheckpointPart {}

    /**
     * An instrument that the parts after it name by its index.
     *
     * @param index from 0 on
     * @param rules as they were last known
     * @param priceScaled the last price × 10^priceScale; empty if none was seen
     */
    record Listed(int index, Instrument rules, Optional<Long> priceScaled) implements CheckpointPart {}

    /**
     * Cash of one currency.
     *
     * @param cash what is there
     * @param paidIn what came from outside
     * @param fees what was paid for trading
     */
    record Cash(Money cash, BigDecimal paidIn, BigDecimal fees) implements CheckpointPart {}

    /**
     * The account's day in progress.
     *
     * @param startE8 equity at its start in 10^-8 of the base currency
     * @param endsNanos when it ends
     * @param lossesInRow round trips in a row that ended with a loss
     */
    record Day(long startE8, long endsNanos, int lossesInRow) implements CheckpointPart {}

    /**
     * What is held of an instrument.
     *
     * @param strategy by whom; empty for the account as a whole
     * @param instrument by index
     * @param quantity signed units before the latest fills
     * @param cost what they cost, with the quantity's sign, in the quote currency
     * @param realized profit taken before those fills
     * @param fills the latest fills, oldest first
     */
    record Held(
            String strategy,
            int instrument,
            BigDecimal quantity,
            BigDecimal cost,
            BigDecimal realized,
            List<Fill> fills)
            implements CheckpointPart {
        /** Copies the fills. */
        public Held {
            fills = List.copyOf(fills);
        }
    }

    /**
     * What rules remember of an instrument's trades.
     *
     * @param instrument by index
     * @param breakEven what the profit taken has to exceed for the round trip in progress to be a gain
     * @param increasedNanos when the position was last made larger, and not smaller since; the least long if never
     * @param lastIncreaseNanos when it was last made larger; the least long if never
     */
    record Traded(int instrument, BigDecimal breakEven, long increasedNanos, long lastIncreaseNanos)
            implements CheckpointPart {}

    /**
     * A sale that may not have settled.
     *
     * @param instrument by index
     * @param timeNanos when
     * @param proceedsE8 in 10^-8 of the base currency
     */
    record Sold(int instrument, long timeNanos, long proceedsE8) implements CheckpointPart {}

    /**
     * A position that was opened and closed on one date.
     *
     * @param instrument by index
     * @param date at its market
     * @param timeNanos when it was closed
     */
    record DayTraded(int instrument, LocalDate date, long timeNanos) implements CheckpointPart {}

    /**
     * Where an order stands.
     *
     * @param order its id
     * @param names what it is, and was, called
     * @param strategy whose it is; empty for nobody's
     * @param instrument by index
     * @param group what it hangs together with
     * @param asked what is wanted of the venue
     * @param progress what has come of it
     * @param waiting where it waits if the session looks after its group
     * @param risk how its exposure is reckoned
     */
    record Order(
            OrderId order,
            Names names,
            String strategy,
            int instrument,
            Group group,
            Asked asked,
            Progress progress,
            Waiting waiting,
            Risk risk)
            implements CheckpointPart {}

    /**
     * What an order is called.
     *
     * @param own our id now
     * @param isOwn whether the venue knows it by that
     * @param others further ids of ours that name it
     * @param venue the venue's id now
     * @param former the venue's ids before
     * @param alsoVenue further ids of the venue that name it
     */
    record Names(
            ClientOrderId own,
            boolean isOwn,
            List<ClientOrderId> others,
            Optional<VenueOrderId> venue,
            List<VenueOrderId> former,
            List<VenueOrderId> alsoVenue) {
        /** Copies the lists. */
        public Names {
            others = List.copyOf(others);
            former = List.copyOf(former);
            alsoVenue = List.copyOf(alsoVenue);
        }
    }

    /**
     * A group.
     *
     * @param contingency how its orders hang together; NONE for one alone, and for legs
     * @param parent the order that this is a leg of
     * @param legs its legs
     * @param handling who looks after it
     */
    record Group(Contingency contingency, Optional<OrderId> parent, List<OrderId> legs, GroupHandling handling) {
        /** Copies the legs. */
        public Group {
            legs = List.copyOf(legs);
        }
    }

    /**
     * What was asked.
     *
     * @param request as it stands
     * @param sent as the venue was last asked for it
     * @param whole what it is for in all
     * @param change a change that is on its way
     * @param changeId the id of that
     * @param submittedNanos when it was submitted
     * @param sentNanos when it, or a change of it, was last sent
     * @param askedNanos when the venue was last asked for something of it
     * @param changedNanos when it was last changed; the least long if never
     */
    record Asked(
            OrderRequest request,
            OrderRequest sent,
            Quantity whole,
            Optional<OrderChange> change,
            Optional<ClientOrderId> changeId,
            long submittedNanos,
            long sentNanos,
            long askedNanos,
            long changedNanos) {}

    /**
     * What has come of an order.
     *
     * @param lifecycle where it stands
     * @param submitUnknown whether the outcome of its submit is unknown
     * @param pending what is on its way
     * @param pendingUnknown whether the outcome of that is unknown
     * @param fills its executions
     * @param buried executions that do not hold
     * @param unpriced executed without a price
     * @param filledElsewhere filled before the session first saw it
     * @param denial why it was denied
     * @param venueText the venue's words
     * @param end an end that waits for executions to be told
     */
    record Progress(
            Lifecycle lifecycle,
            boolean submitUnknown,
            PendingAction pending,
            boolean pendingUnknown,
            List<Fill> fills,
            List<String> buried,
            Quantity unpriced,
            Quantity filledElsewhere,
            Optional<Denial> denial,
            String venueText,
            Optional<AwaitedEnd> end) {
        /** Copies the lists. */
        public Progress {
            fills = List.copyOf(fills);
            buried = List.copyOf(buried);
        }
    }

    /**
     * An end that waits.
     *
     * @param how by name
     * @param filled how much had filled then
     * @param timeNanos when
     * @param reason the venue's words
     */
    record AwaitedEnd(String how, Quantity filled, long timeNanos, String reason) {}

    /**
     * Where an order of a group waits.
     *
     * @param held whether it waits here
     * @param recalled whether it is being called back from the venue
     * @param leftHere whether it has left from here as an order of its own
     * @param endedThere whether its end at the venue was told since
     * @param overdueTold whether a person has heard that its outcome stays unknown
     * @param filledBefore what had filled when it was last sent
     * @param retryNanos when it is tried again; the least long for any time
     */
    record Waiting(
            boolean held,
            boolean recalled,
            boolean leftHere,
            boolean endedThere,
            boolean overdueTold,
            Quantity filledBefore,
            long retryNanos) {}

    /**
     * How an order's exposure is reckoned.
     *
     * @param estimatedScaled units of an order by notional × 10^quantityScale
     * @param priceScaled at which price × 10^priceScale
     * @param pendingPriceScaled the same for a change that is on its way
     */
    record Risk(long estimatedScaled, long priceScaled, long pendingPriceScaled) {}

    /**
     * Ids and times.
     *
     * @param lastOrder the order id given last
     * @param lastClient the number in our client id given last
     * @param watermarkNanos executions are complete up to here
     * @param openedNanos when what the account began with was read; the least long if never
     * @param accountOpened whether it was
     * @param checkNanos when outcomes that last are looked at next
     */
    record Desk(
            long lastOrder,
            long lastClient,
            long watermarkNanos,
            long openedNanos,
            boolean accountOpened,
            long checkNanos)
            implements CheckpointPart {}

    /**
     * An execution of an order that no strategy of ours made.
     *
     * @param key which order
     * @param instrument by index; -1 where it is not booked: part of what the account began with, or not traded here
     * @param fill what happened
     */
    record Foreign(OrderKey key, int instrument, Fill fill) implements CheckpointPart {}

    /**
     * An execution that waits for its price.
     *
     * @param fill what happened
     */
    record Unpriced(Fill fill) implements CheckpointPart {}

    /**
     * A price that came before its execution.
     *
     * @param report what was told
     */
    record PricedEarly(OrderReport.Priced report) implements CheckpointPart {}

    /**
     * Nothing is sent of an instrument until a person has looked.
     *
     * @param instrument by index
     * @param cause what by
     * @param reason in words
     */
    record Frozen(int instrument, String cause, String reason) implements CheckpointPart {}

    /**
     * A difference of what is held that one reading has shown.
     *
     * @param instrument by index
     * @param side BUY if the venue has more
     * @param quantity how much
     * @param detail in words
     */
    record Gap(int instrument, Side side, Quantity quantity, String detail) implements CheckpointPart {}

    /**
     * What a strategy saved last.
     *
     * @param strategy its name
     * @param state what it saved
     */
    record Saved(String strategy, SortedMap<String, String> state) implements CheckpointPart {}

    /**
     * What is let through.
     *
     * @param state as commanded
     * @param killedBy who tripped the kill switch; empty if it is not
     * @param killedWhy why
     */
    record Trading(TradingState state, Optional<String> killedBy, String killedWhy) implements CheckpointPart {}

    /**
     * The checkpoint is complete.
     *
     * @param parts how many there were before this one
     */
    record Ended(int parts) implements CheckpointPart {}
}
