package io.fairlead.orchestrator;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.edge.Direction;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.Side;
import io.fairlead.api.strategy.Position;
import io.fairlead.api.strategy.StrategyContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one symbol's decisions: enters with a bracket, trails its stop, flattens. What is held it reads from the session, what
 * the position was meant to be it remembers itself. One thread.
 */
final class SymbolTrader {
    private static final String UNSUPPORTED = "UNSUPPORTED_";

    private final Instrument instrument;
    private final InstrumentId id;
    private final Ensemble ensemble;
    private final ExitRules exits;
    private final String tag;

    private @Nullable OrderTicket entry;
    private @Nullable TradeState trade;
    private Optional<ExitMark> lastExit = Optional.empty();
    private boolean exiting;
    private boolean ordersMayWork;
    private boolean cannotReplace;
    private double exitUnits;
    private double exitValue;

    SymbolTrader(Instrument instrument, Ensemble ensemble, OrchestratorConfig config, String tag) {
        this.instrument = instrument;
        this.id = instrument.id();
        this.ensemble = ensemble;
        this.exits = ExitRules.of(config);
        this.tag = tag;
    }

    /** When the day's position is to be closed; the symbol has had a bar. */
    long endOfDayNanos() {
        return ensemble.state(id).session().flattenNanos();
    }

    /** A bar that came too late to be decided on, as those of a warm-up do: an open position's best close may be in it. */
    void onMissedBar(long endNanos, double close) {
        if (trade != null && trade.isFilled() && endNanos > trade.filledNanos()) {
            trade = trade.with(exits.trail(trade.position(), close));
        }
    }

    /** Decides at the latest bar and does what was decided. */
    void step(StrategyContext context, DecisionListener listener) {
        Position held = context.position(id);
        if (held.isFlat()) {
            stepFlat(context, listener);
        } else {
            stepOpen(held, context, listener);
        }
    }

    private void stepFlat(StrategyContext context, DecisionListener listener) {
        if (ordersMayWork && hasOpenOrders(context)) {
            if (entry == null || entry.isClosed()) {
                context.cancelAll(id);
            }
            return;
        }
        ordersMayWork = false;
        exiting = false;
        entry = null;
        trade = null;
        PositionView flat = lastExit.map(PositionView::flatSince).orElseGet(PositionView::flat);
        Decision decision = ensemble.decide(id, flat);
        listener.onDecision(decision);
        if (decision.entry().isPresent()) {
            enter(decision, decision.entry().get(), context);
        }
    }

    private void enter(Decision decision, EntryPlan plan, StrategyContext context) {
        Quantity quantity = context.size(id).fractionOfEquity(plan.size());
        if (quantity.isZero()) {
            context.log(decision + ": not entered, the size is less than one lot");
            return;
        }
        Side side = plan.direction() == Direction.LONG ? Side.BUY : Side.SELL;
        OrderTicket ticket = context.submit(OrderRequest.of(id, side)
                .quantity(quantity)
                .market()
                .bracket(BracketPrices.of(plan, instrument))
                .tag(tag)
                .decisionId(decision.id())
                .build());
        if (ticket.isClosed()) {
            context.log(decision + ": not entered, "
                    + ticket.denial().map(Object::toString).orElse("the order ended at once"));
            return;
        }
        entry = ticket;
        ordersMayWork = true;
        trade = TradeState.planned(plan, ensemble.sessionDate(id));
    }

    private void stepOpen(Position held, StrategyContext context, DecisionListener listener) {
        ordersMayWork = true;
        TradeState before = trade != null ? known(trade, held, context) : adopt(held, context);
        Decision decision = ensemble.decide(id, before.position());
        listener.onDecision(decision);
        trade = before.with(decision.position().orElse(before.position()));
        boolean leftOver = !before.sessionDate().equals(ensemble.sessionDate(id));
        if (exiting || decision.action().isExit() || leftOver) {
            exit(context);
        } else {
            protect(trade.position(), context);
        }
    }

    /** A planned trade whose fill nobody told of, as after a restart, is filled all the same. */
    private static TradeState known(TradeState trade, Position held, StrategyContext context) {
        return trade.isFilled()
                ? trade
                : held.averagePrice()
                        .map(price -> trade.filled(price.toDouble(), context.nowNanos()))
                        .orElse(trade);
    }

    /** A position that nothing is remembered of: by the rules, as if it had been opened now. */
    private TradeState adopt(Position held, StrategyContext context) {
        Direction direction = held.isLong() ? Direction.LONG : Direction.SHORT;
        double price = held.averagePrice()
                .map(Price::toDouble)
                .orElse(ensemble.state(id).close());
        double atr = ensemble.state(id).atr();
        context.log("position of " + id + " at " + price
                + " was not opened by a known decision; it is kept by the rules from now on");
        return TradeState.adopted(
                new OpenPosition(
                        direction,
                        price,
                        atr,
                        exits.stopOf(direction, price, atr),
                        exits.targetOf(direction, price, atr),
                        price,
                        false,
                        true),
                ensemble.sessionDate(id),
                context.nowNanos());
    }

    /** Moves the bracket's stop where trailing moved it; without a working stop the position goes. */
    private void protect(OpenPosition position, StrategyContext context) {
        Optional<OrderTicket> stop = workingStop(position, context);
        if (stop.isEmpty()) {
            context.log("position of " + id + " has no working stop: it is closed");
            exit(context);
            return;
        }
        OrderTicket order = stop.get();
        Optional<Price> trigger = order.request().triggerPrice();
        Price wanted = BracketPrices.stop(position.direction(), position.stop(), instrument);
        boolean tighter = trigger.isPresent()
                && wanted.compareTo(trigger.get()) * position.direction().sign() > 0;
        if (tighter && !cannotReplace && order.state().pending() == PendingAction.NONE) {
            order.replace(OrderChange.toTrigger(wanted));
        }
    }

    private Optional<OrderTicket> workingStop(OpenPosition position, StrategyContext context) {
        Side exitSide = position.direction() == Direction.LONG ? Side.SELL : Side.BUY;
        return context.openOrders().stream()
                .filter(order -> order.request().instrument().equals(id))
                .filter(order -> order.request().type() == OrderType.STOP)
                .filter(order -> order.request().side() == exitSide)
                .findFirst();
    }

    private boolean hasOpenOrders(StrategyContext context) {
        return context.openOrders().stream()
                .anyMatch(order -> order.request().instrument().equals(id));
    }

    private void exit(StrategyContext context) {
        exiting = true;
        context.flatten(id);
    }

    /** A moment at which days end: where it is this symbol's, what works is cancelled and what is held goes. */
    void endDay(StrategyContext context) {
        SymbolState state = ensemble.find(id);
        boolean due = state != null && context.nowNanos() >= state.session().flattenNanos();
        if (due && (ordersMayWork || !context.position(id).isFlat())) {
            exit(context);
        }
    }

    void onOrderEvent(OrderEvent event, StrategyContext context) {
        if (event instanceof OrderEvent.Filled filled) {
            onFill(filled.fill(), context);
        } else if (event instanceof OrderEvent.ReplaceRefused refused) {
            onReplaceRefused(refused, context);
        } else if (entry != null && entry.isClosed() && entry.filledQuantity().isZero()) {
            context.log("entry of " + id + " ended " + entry.status() + " without a fill"
                    + (entry.venueText().isEmpty() ? "" : ": " + entry.venueText()));
            entry = null;
            trade = null;
        }
    }

    /** The next bar tries again, unless this venue never can: then a close beyond the trailed stop ends the position. */
    private void onReplaceRefused(OrderEvent.ReplaceRefused refused, StrategyContext context) {
        if (refused.reason().startsWith(UNSUPPORTED)) {
            cannotReplace = true;
        }
        context.log("stop of " + id + " stays at "
                + refused.order().request().triggerPrice().map(Object::toString).orElse("its price") + ": "
                + refused.reason());
    }

    private void onFill(Fill fill, StrategyContext context) {
        Position held = context.position(id);
        if (trade != null) {
            boolean isEntry = fill.side().sign() == trade.position().direction().sign();
            if (isEntry) {
                double mean = held.averagePrice().orElse(fill.price()).toDouble();
                trade = trade.filled(mean, fill.timeNanos());
            } else {
                double units = fill.quantity().toDouble();
                exitUnits += units;
                exitValue += units * fill.price().toDouble();
            }
        }
        if (held.isFlat()) {
            closed(fill.timeNanos());
            if (entry != null && !entry.isClosed()) {
                entry.cancel();
            }
        }
    }

    private void closed(long timeNanos) {
        if (trade != null && exitUnits > 0) {
            ensemble.onTradeClosed(trade.position().gainAt(exitValue / exitUnits));
        }
        lastExit = Optional.of(new ExitMark(timeNanos, ensemble.barsHeld(id)));
        trade = null;
        exiting = false;
        exitUnits = 0;
        exitValue = 0;
    }

    void save(Map<String, String> state) {
        if (trade != null) {
            state.put(id + " trade", trade.save());
        }
        lastExit.ifPresent(exit -> state.put(id + " exit", exit.barStartNanos() + " " + exit.barsHeld()));
    }

    void restore(Map<String, String> state) {
        ordersMayWork = true;
        String saved = state.get(id + " trade");
        trade = saved == null ? null : TradeState.restore(saved);
        String exit = state.get(id + " exit");
        if (exit != null) {
            String[] words = exit.split(" ", -1);
            lastExit = Optional.of(new ExitMark(Long.parseLong(words[0]), Integer.parseInt(words[1])));
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        return id + (trade == null ? " flat" : " " + trade.position());
    }
}
