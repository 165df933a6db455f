package io.fairlead.fakes.book;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An order book of one instrument with price-time priority, exact in every number. Orders that wait for a trigger are
 * set off by the price of the last trade, in the order they were placed. Not thread-safe: a venue guards it with its
 * own lock.
 */
public final class MatchingBook {
    private final NavigableMap<BigDecimal, Deque<BookOrder>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<BigDecimal, Deque<BookOrder>> asks = new TreeMap<>();
    private final List<BookOrder> waiting = new ArrayList<>();
    private final Deque<BookOrder> setOff = new ArrayDeque<>();
    private final Deque<BookOrder> inbox = new ArrayDeque<>();
    private final LongSupplier tradeIds;
    private final LongSupplier houseIds;
    private final BookListener listener;
    private @Nullable BigDecimal last;
    private boolean busy;

    /**
     * An empty book.
     *
     * @param tradeIds where trades get their numbers
     * @param houseIds where orders of the house get theirs
     */
    public MatchingBook(LongSupplier tradeIds, LongSupplier houseIds, BookListener listener) {
        this.tradeIds = tradeIds;
        this.houseIds = houseIds;
        this.listener = listener;
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    /** Takes an order: matches it, rests it, or lets it wait for its trigger. */
    public void place(BookOrder order) {
        inbox.add(order);
        workOff();
    }

    /** Takes an order off; false when it is done already. */
    public boolean cancel(BookOrder order) {
        if (order.isDone()) {
            return false;
        }
        end(order, EndReason.CANCELLED);
        return true;
    }

    /** Makes an order's total quantity smaller; it keeps its place in the queue. */
    public void reduce(BookOrder order, BigDecimal quantity) {
        if (quantity.compareTo(order.quantity()) >= 0 || quantity.compareTo(order.filled()) <= 0) {
            throw new IllegalArgumentException(
                    "new quantity must be below the old and above what is filled, was " + quantity.toPlainString());
        }
        order.reduceTo(quantity);
        if (order.isResting()) {
            tellLevel(order);
        }
    }

    /** Whether an order would trade at once if it were placed now. */
    public boolean wouldTake(BookOrder order) {
        return bestOf(order.side().opposite())
                .filter(level -> order.crosses(level.price()))
                .isPresent();
    }

    // --- Liquidity of the house -----------------------------------------------------------------------------------

    /** Rests an order of the house, or trades it if the price allows. */
    public BookOrder addLiquidity(Side side, BigDecimal price, BigDecimal quantity) {
        BookOrder order = BookOrder.of(houseIds.getAsLong(), BookOrder.HOUSE, side)
                .limit(price)
                .quantity(quantity)
                .build();
        place(order);
        return order;
    }

    /** Takes all resting orders of the house off. */
    public void clearLiquidity() {
        List<BookOrder> house = new ArrayList<>();
        for (var levels : List.of(bids, asks)) {
            levels.values()
                    .forEach(queue -> queue.stream()
                            .filter(order -> order.owner().equals(BookOrder.HOUSE))
                            .forEach(house::add));
        }
        house.forEach(this::cancel);
    }

    /** The house quotes anew: its old liquidity goes, one level per side comes. */
    public void quote(BigDecimal bid, BigDecimal bidQuantity, BigDecimal ask, BigDecimal askQuantity) {
        clearLiquidity();
        addLiquidity(Side.BUY, bid, bidQuantity);
        addLiquidity(Side.SELL, ask, askQuantity);
    }

    /**
     * Makes the market trade at a price: resting orders that are better are swept first, then {@code quantity} trades
     * at the price itself, against resting orders while there are any and within the house beyond that.
     */
    public void tradeAt(BigDecimal price, BigDecimal quantity) {
        sweep(Side.BUY, price);
        sweep(Side.SELL, price);
        boolean sell = bids.containsKey(price) || !asks.containsKey(price);
        Side aggressor = sell ? Side.SELL : Side.BUY;
        BigDecimal there = shownAt(aggressor.opposite(), price);
        if (there.compareTo(quantity) < 0) {
            addLiquidity(aggressor.opposite(), price, quantity.subtract(there));
        }
        take(aggressor, price, quantity);
    }

    /** An order of the house that takes up to {@code quantity} at {@code price} or better, and leaves no rest. */
    public void take(Side side, BigDecimal price, BigDecimal quantity) {
        place(BookOrder.of(houseIds.getAsLong(), BookOrder.HOUSE, side)
                .limit(price)
                .quantity(quantity)
                .life(Life.IMMEDIATE_OR_CANCEL)
                .build());
    }

    private void sweep(Side resting, BigDecimal price) {
        BigDecimal better = BigDecimal.ZERO;
        for (var level : levels(resting).headMap(price, false).values()) {
            better = better.add(total(level));
        }
        if (better.signum() > 0) {
            BigDecimal worst = levels(resting).lowerKey(price);
            take(resting.opposite(), worst == null ? price : worst, better);
        }
    }

    // --- What the book shows --------------------------------------------------------------------------------------

    /** The best levels of a side, best first. */
    public List<BookLevel> depth(Side side, int limit) {
        List<BookLevel> found = new ArrayList<>();
        for (Map.Entry<BigDecimal, Deque<BookOrder>> level : levels(side).entrySet()) {
            if (found.size() == limit) {
                break;
            }
            found.add(new BookLevel(level.getKey(), shown(level.getValue())));
        }
        return found;
    }

    /** The best level of a side. */
    public Optional<BookLevel> bestOf(Side side) {
        Map.Entry<BigDecimal, Deque<BookOrder>> first = levels(side).firstEntry();
        return first == null ? Optional.empty() : Optional.of(new BookLevel(first.getKey(), shown(first.getValue())));
    }

    /** The price of the last trade. */
    public Optional<BigDecimal> last() {
        return Optional.ofNullable(last);
    }

    /** Sets the price of the last trade without a trade: how a fresh book knows where the market is. */
    public void startAt(BigDecimal price) {
        last = price;
    }

    private BigDecimal shownAt(Side side, BigDecimal price) {
        Deque<BookOrder> queue = levels(side).get(price);
        return queue == null ? BigDecimal.ZERO : total(queue);
    }

    private static BigDecimal shown(Deque<BookOrder> queue) {
        return queue.stream().map(BookOrder::shown).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal total(Deque<BookOrder> queue) {
        return queue.stream().map(BookOrder::remaining).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private NavigableMap<BigDecimal, Deque<BookOrder>> levels(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    // --- Matching -------------------------------------------------------------------------------------------------

    private void workOff() {
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (BookOrder next = next(); next != null; next = next()) {
                if (next.isDone()) {
                    continue;
                }
                if (next.isTriggered()) {
                    match(next);
                } else {
                    waitFor(next);
                }
            }
        } finally {
            busy = false;
        }
    }

    /** Orders set off by a trade go before orders that were placed meanwhile. */
    private @Nullable BookOrder next() {
        for (BookOrder order = setOff.poll(); order != null; order = setOff.poll()) {
            if (!order.isDone()) {
                order.markTriggered();
                listener.triggered(order);
                return order;
            }
        }
        return inbox.poll();
    }

    private void waitFor(BookOrder order) {
        if (last != null && order.triggersAt(last)) {
            setOff.add(order);
        } else {
            waiting.add(order);
        }
    }

    /** Every trade's price counts, also within one sweep: a trailing stop follows each of them. */
    private void tellWaiting(BigDecimal price) {
        for (Iterator<BookOrder> i = waiting.iterator(); i.hasNext(); ) {
            BookOrder order = i.next();
            if (order.triggersAt(price)) {
                i.remove();
                setOff.add(order);
            }
        }
    }

    private void match(BookOrder order) {
        if (order.isPostOnly() && wouldTake(order)) {
            end(order, EndReason.WOULD_TAKE);
            return;
        }
        if (order.life() == Life.FILL_OR_KILL && !canFillWhole(order)) {
            end(order, EndReason.UNFILLED_WHOLE);
            return;
        }
        takeFromBook(order);
        if (order.isDone()) {
            return;
        }
        if (!order.wantsMore()) {
            order.markDone();
        } else if (order.price().isEmpty()) {
            end(order, EndReason.NO_LIQUIDITY);
        } else if (order.life() == Life.RESTS) {
            rest(order);
        } else {
            end(order, EndReason.UNFILLED_IMMEDIATE);
        }
    }

    private void takeFromBook(BookOrder taker) {
        NavigableMap<BigDecimal, Deque<BookOrder>> opposite =
                levels(taker.side().opposite());
        while (taker.wantsMore()) {
            Map.Entry<BigDecimal, Deque<BookOrder>> level = opposite.firstEntry();
            if (level == null || !taker.crosses(level.getKey())) {
                return;
            }
            BookOrder maker = level.getValue().getFirst();
            if (isSelfTrade(taker, maker)) {
                prevent(taker, maker);
                continue;
            }
            BigDecimal wanted = taker.wantedAt(level.getKey());
            if (wanted.signum() <= 0) {
                taker.markDone();
                return;
            }
            trade(taker, maker, level.getKey(), wanted.min(maker.remaining()));
        }
    }

    private void trade(BookOrder taker, BookOrder maker, BigDecimal price, BigDecimal quantity) {
        taker.fill(price, quantity);
        maker.fill(price, quantity);
        last = price;
        if (maker.wantsMore()) {
            tellLevel(maker);
        } else {
            leave(maker);
            maker.markDone();
        }
        if (!taker.wantsMore()) {
            taker.markDone();
        }
        tellWaiting(price);
        listener.traded(new BookTrade(tradeIds.getAsLong(), taker, maker, price, quantity));
    }

    private static boolean isSelfTrade(BookOrder taker, BookOrder maker) {
        return !taker.owner().equals(BookOrder.HOUSE)
                && taker.owner().equals(maker.owner())
                && taker.selfTrade() != SelfTrade.ALLOW;
    }

    private void prevent(BookOrder taker, BookOrder maker) {
        BigDecimal overlap = taker.remaining().min(maker.remaining());
        if (taker.selfTrade() == SelfTrade.DECREMENT) {
            taker.prevent(overlap);
            maker.prevent(overlap);
        }
        listener.prevented(taker, maker, overlap);
        switch (taker.selfTrade()) {
            case EXPIRE_TAKER -> end(taker, EndReason.SELF_TRADE);
            case EXPIRE_MAKER -> end(maker, EndReason.SELF_TRADE);
            case EXPIRE_BOTH -> {
                end(maker, EndReason.SELF_TRADE);
                end(taker, EndReason.SELF_TRADE);
            }
            case DECREMENT -> decrement(taker, maker);
            case ALLOW -> throw new IllegalStateException("asked for only where it is not allowed");
        }
    }

    private void decrement(BookOrder taker, BookOrder maker) {
        if (maker.wantsMore()) {
            tellLevel(maker);
        } else {
            end(maker, EndReason.SELF_TRADE);
        }
        if (!taker.wantsMore()) {
            end(taker, EndReason.SELF_TRADE);
        }
    }

    private boolean canFillWhole(BookOrder order) {
        BigDecimal left = order.remaining();
        for (Map.Entry<BigDecimal, Deque<BookOrder>> level :
                levels(order.side().opposite()).entrySet()) {
            if (!order.crosses(level.getKey())) {
                break;
            }
            for (BookOrder maker : level.getValue()) {
                if (!isSelfTrade(order, maker)) {
                    left = left.subtract(maker.remaining());
                }
            }
        }
        return left.signum() <= 0;
    }

    private void rest(BookOrder order) {
        levels(order.side())
                .computeIfAbsent(order.price().orElseThrow(), price -> new ArrayDeque<>())
                .add(order);
        order.markResting(true);
        tellLevel(order);
    }

    private void end(BookOrder order, EndReason reason) {
        if (order.isResting()) {
            leave(order);
        } else {
            waiting.remove(order);
        }
        order.markDone();
        listener.ended(order, reason);
    }

    private void leave(BookOrder order) {
        BigDecimal price = order.price().orElseThrow();
        Deque<BookOrder> queue = levels(order.side()).get(price);
        if (queue != null) {
            queue.remove(order);
            if (queue.isEmpty()) {
                levels(order.side()).remove(price);
            }
        }
        order.markResting(false);
        tellLevel(order);
    }

    private void tellLevel(BookOrder order) {
        BigDecimal price = order.price().orElseThrow();
        Deque<BookOrder> queue = levels(order.side()).get(price);
        listener.levelChanged(order.side(), price, queue == null ? BigDecimal.ZERO : shown(queue));
    }
}
