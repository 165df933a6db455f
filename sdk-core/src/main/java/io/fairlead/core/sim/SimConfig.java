package io.fairlead.core.sim;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SimulatedVenue} is made of. Everything has a default: fees of 0.1 % maker and 0.2 % taker, no slippage, no latency,
 * fills as large as the order, short sales allowed, answers at once on the caller's thread. Immutable; any thread.
 *
 * <pre>{@code
 * SimConfig config = SimConfig.builder()
 *     .cash(Money.of("10000", Currency.USD))
 *     .fees(FeeModel.perShare(Money.of("0.005", USD), Money.of("1", USD), "1"))
 *     .slippage(SlippageModel.basisPoints("2"))
 *     .volumeShare(new BigDecimal("0.1"))
 *     .build();
 * }</pre>
 */
public final class SimConfig {
    private final String account;
    private final List<Money> cash;
    private final FeeModel fees;
    private final SlippageModel slippage;
    private final LatencyModel latency;
    private final @Nullable VolumeShare volumeShare;
    private final LimitFill limitFill;
    private final LateArrival lateArrival;
    private final boolean shortSelling;
    private final boolean fundsChecked;
    private final long seed;
    private final @Nullable Long lateSeed;
    private final @Nullable FaultPlan faults;

    private SimConfig(Builder from) {
        account = from.account;
        cash = List.copyOf(from.cash);
        fees = from.fees;
        slippage = from.slippage;
        latency = from.latency;
        volumeShare = from.volumeShare;
        limitFill = from.limitFill;
        lateArrival = from.lateArrival;
        shortSelling = from.shortSelling;
        fundsChecked = from.fundsChecked;
        seed = from.seed;
        lateSeed = from.lateSeed;
        faults = from.faults;
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    String account() {
        return account;
    }

    List<Money> cash() {
        return cash;
    }

    FeeModel fees() {
        return fees;
    }

    SlippageModel slippage() {
        return slippage;
    }

    LatencyModel latency() {
        return latency;
    }

    Optional<VolumeShare> volumeShare() {
        return Optional.ofNullable(volumeShare);
    }

    LimitFill limitFill() {
        return limitFill;
    }

    LateArrival lateArrival() {
        return lateArrival;
    }

    boolean shortSelling() {
        return shortSelling;
    }

    boolean fundsChecked() {
        return fundsChecked;
    }

    long seed() {
        return seed;
    }

    boolean isAsynchronous() {
        return lateSeed != null;
    }

    Lateness lateness() {
        return lateSeed == null ? Lateness.NONE : Lateness.seeded(lateSeed);
    }

    @Nullable
    FaultPlan faults() {
        return faults;
    }

    /** Collects what a venue is made of. One thread. */
    public static final class Builder {
        private String account = "paper-1";
        private final List<Money> cash = new ArrayList<>();
        private FeeModel fees = FeeModel.standard();
        private SlippageModel slippage = SlippageModel.none();
        private LatencyModel latency = LatencyModel.none();
        private @Nullable VolumeShare volumeShare;
        private LimitFill limitFill = LimitFill.TOUCH;
        private LateArrival lateArrival = LateArrival.NEXT_BAR;
        private boolean shortSelling = true;
        private boolean fundsChecked;
        private long seed;
        private @Nullable Long lateSeed;
        private @Nullable FaultPlan faults;

        private Builder() {}

        private Builder(SimConfig from) {
            account = from.account;
            cash.addAll(from.cash);
            fees = from.fees;
            slippage = from.slippage;
            latency = from.latency;
            volumeShare = from.volumeShare;
            limitFill = from.limitFill;
            lateArrival = from.lateArrival;
            shortSelling = from.shortSelling;
            fundsChecked = from.fundsChecked;
            seed = from.seed;
            lateSeed = from.lateSeed;
            faults = from.faults;
        }

        /** The account's number; {@code paper-1} unless said. */
        public Builder account(String number) {
            account = Objects.requireNonNull(number, "number");
            return this;
        }

        /** What the account starts with in a currency; takes the place of what was said of that currency. */
        public Builder cash(Money amount) {
            Currency currency = amount.currency();
            cash.removeIf(money -> money.currency().equals(currency));
            cash.add(amount);
            return this;
        }

        /** What fills cost. */
        public Builder fees(FeeModel model) {
            fees = Objects.requireNonNull(model, "model");
            return this;
        }

        /** How much worse than the market takers fill. */
        public Builder slippage(SlippageModel model) {
            slippage = Objects.requireNonNull(model, "model");
            return this;
        }

        /** How long orders, changes and cancels take to reach the book. */
        public Builder latency(LatencyModel model) {
            latency = Objects.requireNonNull(model, "model");
            return this;
        }

        /**
         * How much of a bar's volume fills the orders of an instrument, all together; the rest goes on at later bars. Rounded down
         * to the lot; a bar without volume then fills nothing. Without this, bars fill orders of any size.
         *
         * @param fraction above 0 and at most 1; 0.1 for ten percent
         */
        public Builder volumeShare(BigDecimal fraction) {
            volumeShare = new VolumeShare(fraction);
            return this;
        }

        /** When a waiting limit fills; at a touch unless said. */
        public Builder limitFill(LimitFill rule) {
            limitFill = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /** What becomes of an order that arrives while a bar is running; it waits for the next bar unless said. */
        public Builder lateArrival(LateArrival rule) {
            lateArrival = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /** Whether more may be sold than is held; only ever of instruments that are shortable. Allowed unless said. */
        public Builder shortSelling(boolean allowed) {
            shortSelling = allowed;
            return this;
        }

        /** Whether purchases beyond the cash in the quote currency are refused; they are not unless said. */
        public Builder checkFunds(boolean check) {
            fundsChecked = check;
            return this;
        }

        /** The seed of all that is left to chance here; 0 unless said. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Lets the venue work on a thread of its own, taken from the lent executor, and answer late and out of order: reports and
         * the answers to submits, changes and cancels are each held back for none to three further calls of the
         * {@link io.fairlead.spi.SimulationFacet}, so that a fill may come before its order is accepted, and an answer after both.
         *
         * <p>Everything is told during such a call, which waits for it; the same inputs and seed give the same run. Nothing is lost:
         * a call of {@code onTime} with a time that the venue has had already, and closing the venue, tell all that is held back.
         * Who never calls the facet never gets an answer.
         *
         * @param lateness the seed that decides what comes when
         */
        public Builder asynchronous(long lateness) {
            lateSeed = lateness;
            return this;
        }

        /** What goes wrong; nothing unless said. */
        public Builder faults(FaultPlan plan) {
            faults = Objects.requireNonNull(plan, "plan");
            return this;
        }

        /** The configuration. */
        public SimConfig build() {
            return new SimConfig(this);
        }
    }
}
