package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.spi.NativeGroups;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What order: its type follows from the prices that are given. */
final class OrderOptions {
    @Option(
            names = "--instrument",
            required = true,
            paramLabel = "SYMBOL.MARKET",
            converter = InstrumentWord.class,
            description = "What, as in AAPL.US.")
    private InstrumentId instrument = InstrumentId.of("none", "none");

    @Option(names = "--side", required = true, paramLabel = "SIDE", description = "buy or sell.")
    private Side side = Side.BUY;

    @Option(names = "--quantity", paramLabel = "UNITS", description = "How many units; or --notional.")
    private @Nullable BigDecimal quantity;

    @Option(
            names = "--notional",
            paramLabel = "AMOUNT",
            description = "For how much money, in the instrument's quote currency; or --quantity.")
    private @Nullable BigDecimal notional;

    @Option(names = "--limit", paramLabel = "PRICE", description = "Limit price; a market order unless said.")
    private @Nullable BigDecimal limit;

    @Option(names = "--stop", paramLabel = "PRICE", description = "Stop price; with --limit a stop-limit order.")
    private @Nullable BigDecimal stop;

    @Option(names = "--trail", paramLabel = "DISTANCE", description = "Trailing stop, by 1.50 or by 2%%.")
    private @Nullable String trail;

    @Option(
            names = "--time-in-force",
            paramLabel = "NAME",
            defaultValue = "DAY",
            description = "day, gtc, ioc, fok, opg or cls; day unless said.")
    private TimeInForce duration = TimeInForce.DAY;

    @Option(names = "--stop-loss", paramLabel = "PRICE", description = "A protective stop, sent along.")
    private @Nullable BigDecimal stopLoss;

    @Option(names = "--take-profit", paramLabel = "PRICE", description = "A target, sent along.")
    private @Nullable BigDecimal takeProfit;

    @Option(
            names = "--exits-time-in-force",
            paramLabel = "NAME",
            defaultValue = "GTC",
            description = "How long these work: day or gtc; gtc unless said.")
    private TimeInForce exitsDuration = TimeInForce.GTC;

    @Option(names = "--extended-hours", description = "May fill outside the regular session.")
    private boolean extendedHours;

    @Option(names = "--post-only", description = "Is refused rather than take.")
    private boolean postOnly;

    @Option(names = "--reduce-only", description = "May only make a position smaller.")
    private boolean reduceOnly;

    InstrumentId instrument() {
        return instrument;
    }

    /** The order, in the words of the instrument. */
    OrderRequest request(Instrument rules) {
        try {
            OrderRequest.Builder builder =
                    priced(OrderRequest.of(instrument, side)).timeInForce(duration);
            sized(builder, rules);
            exits(builder);
            if (extendedHours) {
                builder.extendedHours();
            }
            if (postOnly) {
                builder.postOnly();
            }
            if (reduceOnly) {
                builder.reduceOnly();
            }
            return builder.tag("command-line").build();
        } catch (IllegalArgumentException e) {
            throw new BadInputException("the order does not hold together: " + e.getMessage(), e);
        }
    }

    private void sized(OrderRequest.Builder builder, Instrument rules) {
        if ((quantity == null) == (notional == null)) {
            throw new BadInputException("say how much by --quantity or by --notional, and not by both");
        }
        if (quantity != null) {
            builder.quantity(Quantity.of(quantity));
        } else if (notional != null) {
            builder.notional(Money.of(notional, rules.quoteCurrency()));
        }
    }

    private OrderRequest.Builder priced(OrderRequest.Builder builder) {
        if (trail != null) {
            if (limit != null || stop != null) {
                throw new BadInputException("--trail goes without --limit and --stop; leave them out");
            }
            return builder.trailingStop(
                    trail.endsWith("%")
                            ? Trail.percent(trail.substring(0, trail.length() - 1))
                            : Trail.by(Price.of(trail)));
        }
        if (stop != null) {
            return limit == null ? builder.stop(Price.of(stop)) : builder.stopLimit(Price.of(stop), Price.of(limit));
        }
        return limit == null ? builder.market() : builder.limit(Price.of(limit));
    }

    private void exits(OrderRequest.Builder builder) {
        if (stopLoss == null && takeProfit == null) {
            return;
        }
        if (stopLoss == null) {
            throw new BadInputException("--take-profit goes with --stop-loss; add one, or place the target later");
        }
        Bracket bracket = Bracket.stopAt(Price.of(stopLoss));
        builder.bracket(
                (takeProfit == null ? bracket : bracket.targetAt(Price.of(takeProfit))).exitsGoodFor(exitsDuration));
    }

    /**
     * Refuses exits that the venue would not look after itself: a session would, but it ends with this command.
     *
     * @param wanted the {@link #request}
     */
    void requireLookedAfter(OrderRequest wanted, Instrument rules, NativeGroups groups, String broker) {
        if (wanted.bracket().isEmpty()) {
            return;
        }
        OrderRequest.Builder exit =
                OrderRequest.of(instrument, side.opposite()).market().timeInForce(exitsDuration);
        wanted.quantity().ifPresent(exit::quantity);
        if (wanted.quantity().isEmpty()
                || !groups.takes(Contingency.BRACKET, rules.assetClass(), wanted, List.of(exit.build()))) {
            throw new BadInputException("'" + broker
                    + "' does not look after exits of such an order itself, and once this"
                    + " command has ended nobody else would: it takes groups " + groups + ", asked were " + wanted
                    + "; fit the order to that (--time-in-force, --exits-time-in-force, --limit), or place it without"
                    + " --stop-loss and --take-profit and its exits after the fill");
        }
    }
}
