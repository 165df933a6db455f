package io.fairlead.fakes.binance;

import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.binance.SpotOrder.Status;
import io.fairlead.fakes.book.BookLevel;
import io.fairlead.fakes.book.BookListener;
import io.fairlead.fakes.book.BookOrder;
import io.fairlead.fakes.book.BookTrade;
import io.fairlead.fakes.book.EndReason;
import io.fairlead.fakes.book.Life;
import io.fairlead.fakes.book.Side;
import io.fairlead.fakes.book.Trigger;
import io.fairlead.fakes.book.Trigger.Direction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The matching engine's side of the venue: orders, fills, balances. Guarded by the venue's lock. */
final class Exchange {
    private static final String ACCOUNT = "account";

    final VenueTime time;
    final Balances balances = new Balances();
    final UserFeed feed;
    final RateWindows rates;
    private final MarketStreams streams;
    private final Map<String, Market> markets = new TreeMap<>();
    private final Map<Long, SpotOrder> orders = new TreeMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private final Map<Long, OrderList> lists = new TreeMap<>();
    private final Fees fees;
    private final SplittableRandom random;
    private long orderId;
    private long listId;
    private long houseId = Long.MIN_VALUE;

    Exchange(VenueTime time, RateWindows rates, MarketStreams streams, Fees fees, long seed) {
        this.time = time;
        this.rates = rates;
        this.streams = streams;
        this.fees = fees;
        this.feed = new UserFeed(time, balances);
        this.random = new SplittableRandom(seed);
        this.orderId = 10_000_000L + random.nextInt(1_000_000);
        this.listId = 1_000L + random.nextInt(1_000);
    }

    // --- Markets --------------------------------------------------------------------------------------------------

    void addMarket(BinanceSymbol symbol) {
        Desk desk = new Desk();
        Market market = new Market(symbol, time, () -> ++houseId, 1_000_000L + random.nextInt(1_000_000), desk);
        desk.market = market;
        markets.put(symbol.name(), market);
    }

    Market market(String symbol) {
        Market market = markets.get(symbol);
        if (market == null) {
            throw BinanceError.of(-1121, "Invalid symbol.");
        }
        return market;
    }

    Collection<Market> markets() {
        return markets.values();
    }

    // --- Placing --------------------------------------------------------------------------------------------------

    /** Everything that can be said against an order before it exists. */
    Market check(Ticket ticket) {
        Market market = market(ticket.symbol());
        if (!market.symbol().status().equals("TRADING")) {
            throw BinanceError.rejected("Market is closed.");
        }
        market.filters().check(ticket, market.averagePrice());
        List<SpotOrder> open = open(ticket.symbol());
        int algo = (int)
                open.stream().filter(order -> order.ticket.type().isAlgo()).count();
        market.filters().counts(open.size(), algo, ticket.type().isAlgo());
        refuseDuplicate(ticket.clientId());
        return market;
    }

    private void refuseDuplicate(@Nullable String clientId) {
        boolean duplicate = clientId != null
                && orders.values().stream().anyMatch(order -> order.isOpen() && order.clientId.equals(clientId));
        if (duplicate) {
            throw BinanceError.rejected("Duplicate order sent.");
        }
    }

    /** What the matching engine says against an order that is about to work. */
    void checkEngine(Ticket ticket, Market market) {
        if (Filters.triggersNow(ticket, market.last())) {
            throw BinanceError.rejected("Order would trigger immediately.");
        }
        if (ticket.type() == OrderType.LIMIT_MAKER && crosses(ticket, market)) {
            throw BinanceError.rejected("Order would immediately match and take.");
        }
        String asset = ticket.side() == Side.BUY
                ? market.symbol().quote()
                : market.symbol().base();
        if (needed(ticket, market).compareTo(balances.free(asset)) > 0) {
            throw BinanceError.rejected("Account has insufficient balance for requested action.");
        }
    }

    private static boolean crosses(Ticket ticket, Market market) {
        BigDecimal price = OrderJson.orZero(ticket.price());
        return market.book()
                .bestOf(ticket.side().opposite())
                .filter(best -> ticket.side() == Side.BUY
                        ? best.price().compareTo(price) <= 0
                        : best.price().compareTo(price) >= 0)
                .isPresent();
    }

    BigDecimal needed(Ticket ticket, Market market) {
        BigDecimal quantity = OrderJson.orZero(ticket.quantity());
        if (ticket.type() == OrderType.MARKET) {
            return neededNow(ticket, market, quantity);
        }
        return lockPerUnit(ticket, market).multiply(quantity);
    }

    private static BigDecimal neededNow(Ticket ticket, Market market, BigDecimal quantity) {
        if (ticket.quoteQuantity() != null) {
            return ticket.side() == Side.BUY ? ticket.quoteQuantity() : BigDecimal.ZERO;
        }
        if (ticket.side() == Side.SELL) {
            return quantity;
        }
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal left = quantity;
        for (BookLevel level : market.book().depth(Side.SELL, Integer.MAX_VALUE)) {
            BigDecimal part = left.min(level.quantity());
            cost = cost.add(part.multiply(level.price()));
            left = left.subtract(part);
        }
        return cost;
    }

    static BigDecimal lockPerUnit(Ticket ticket, Market market) {
        if (ticket.type() == OrderType.MARKET) {
            return BigDecimal.ZERO;
        }
        if (ticket.side() == Side.SELL) {
            return BigDecimal.ONE;
        }
        if (ticket.price() != null) {
            return ticket.price();
        }
        return ticket.stopPrice() == null ? market.last() : ticket.stopPrice();
    }

    /** Checks, creates and works an order that stands alone. */
    SpotOrder place(Ticket ticket) {
        Market market = check(ticket);
        rates.checkOrders(1);
        checkEngine(ticket, market);
        SpotOrder order = create(ticket, -1);
        rates.countOrders(1);
        order.lockPerUnit = lockPerUnit(ticket, market);
        work(order);
        return order;
    }

    /** Makes an order that does not work yet. */
    SpotOrder create(Ticket ticket, long list) {
        String clientId = ticket.clientId() == null ? newClientId() : ticket.clientId();
        SpotOrder order = new SpotOrder(++orderId, market(ticket.symbol()), ticket, list, clientId, time.millis());
        orders.put(order.id, order);
        return order;
    }

    /** Locks what an order needs and hands it to the book. */
    void work(SpotOrder order) {
        order.status = Status.NEW;
        order.updateTime = time.millis();
        balances.lock(order.lockAsset(), order.lockPerUnit.multiply(order.quantity));
        if (!order.ticket.type().isAlgo()) {
            order.workingTime = time.millis();
        }
        if (order.ticket.trailingDelta() != null && order.ticket.stopPrice() == null) {
            order.trailingTime = time.millis();
        }
        BookOrder inBook = bookOrder(order);
        order.inBook = inBook;
        feed.report(order, "NEW");
        order.market.book().place(inBook);
        if (inBook.isDone() && order.isOpen()) {
            order.status = Status.FILLED;
        }
    }

    private BookOrder bookOrder(SpotOrder order) {
        Ticket ticket = order.ticket;
        BookOrder.Builder builder = BookOrder.of(order.id, ACCOUNT, ticket.side())
                .quantity(order.quantity)
                .selfTrade(ticket.prevention().rule());
        if (ticket.quoteQuantity() != null) {
            builder.value(ticket.quoteQuantity(), order.market.filters().limit(BinanceSymbol.Limit.STEP_SIZE));
        }
        if (ticket.price() != null) {
            builder.limit(ticket.price());
        }
        if (ticket.type() == OrderType.LIMIT_MAKER) {
            builder.postOnly();
        }
        if (ticket.timeInForce() == TimeInForce.IOC) {
            builder.life(Life.IMMEDIATE_OR_CANCEL);
        } else if (ticket.timeInForce() == TimeInForce.FOK) {
            builder.life(Life.FILL_OR_KILL);
        }
        if (ticket.icebergQuantity() != null) {
            builder.display(ticket.icebergQuantity());
        }
        trigger(ticket).ifPresent(builder::trigger);
        return builder.build();
    }

    private static Optional<Trigger> trigger(Ticket ticket) {
        Direction direction = Filters.mustRise(ticket) ? Direction.RISES_TO : Direction.FALLS_TO;
        Trigger.At at = ticket.stopPrice() == null ? null : new Trigger.At(direction, ticket.stopPrice());
        if (ticket.trailingDelta() == null) {
            return Optional.ofNullable(at);
        }
        BigDecimal points = BigDecimal.valueOf(ticket.trailingDelta());
        return Optional.of(new Trigger.Trailing(at, new Trigger.Distance.BasisPoints(points)));
    }

    String newClientId() {
        StringBuilder id = new StringBuilder(22);
        for (int i = 0; i < 22; i++) {
            id.append("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".charAt(random.nextInt(62)));
        }
        return id.toString();
    }

    // --- Ending ---------------------------------------------------------------------------------------------------

    /** Cancels an open order at the account's wish. */
    void cancel(SpotOrder order, String cancelId) {
        finish(order, Status.CANCELED, "", cancelId);
    }

    /** Ends an open order for a reason of the venue's. */
    void expire(SpotOrder order, String reason) {
        finish(order, Status.EXPIRED, reason, "");
    }

    private void finish(SpotOrder order, Status status, String reason, String cancelId) {
        if (!order.isOpen()) {
            return;
        }
        BookOrder inBook = order.inBook;
        if (inBook != null) {
            // The order is closed before the book is told, so that its own callback finds nothing left to do.
            release(order);
            close(order, status, reason);
            order.market.book().cancel(inBook);
        } else {
            close(order, status, reason);
        }
        if (status == Status.CANCELED) {
            feed.cancelled(order, cancelId);
        } else {
            feed.report(order, "EXPIRED");
        }
    }

    private void release(SpotOrder order) {
        balances.lock(
                order.lockAsset(), order.lockPerUnit.multiply(order.remaining()).negate());
    }

    private void close(SpotOrder order, Status status, String reason) {
        order.status = status;
        order.expiryReason = reason;
        order.updateTime = time.millis();
    }

    /** Makes an order smaller; it keeps its place. */
    void reduce(SpotOrder order, BigDecimal quantity) {
        BigDecimal less = order.quantity.subtract(quantity);
        BookOrder inBook = order.inBook;
        if (inBook != null) {
            order.market.book().reduce(inBook, quantity);
            balances.lock(order.lockAsset(), order.lockPerUnit.multiply(less).negate());
        }
        order.quantity = quantity;
        order.updateTime = time.millis();
    }

    // --- Looking up -----------------------------------------------------------------------------------------------

    Collection<SpotOrder> orders() {
        return orders.values();
    }

    List<SpotOrder> open(String symbol) {
        return orders.values().stream()
                .filter(order -> order.isOpen() && order.symbol().name().equals(symbol))
                .toList();
    }

    Optional<SpotOrder> byId(String symbol, long id) {
        return Optional.ofNullable(orders.get(id))
                .filter(order -> order.symbol().name().equals(symbol));
    }

    /** The newest of that client id; an open one before any that is closed. */
    Optional<SpotOrder> byClientId(String symbol, String clientId) {
        SpotOrder found = null;
        for (SpotOrder order : orders.values()) {
            boolean same = order.symbol().name().equals(symbol) && order.clientId.equals(clientId);
            if (same && (found == null || order.isOpen() || !found.isOpen())) {
                found = order;
            }
        }
        return Optional.ofNullable(found);
    }

    List<Fill> fills() {
        return fills;
    }

    // --- Lists ----------------------------------------------------------------------------------------------------

    Map<Long, OrderList> lists() {
        return lists;
    }

    long nextListId() {
        return ++listId;
    }

    private Optional<OrderList> listOf(SpotOrder order) {
        return Optional.ofNullable(lists.get(order.listId));
    }

    /**
     * The first of two exits to move ends the other one, and takes over what that one kept locked.
     *
     * @param unsettled what has been traded and still has to be paid from the lock
     */
    private void expireSibling(SpotOrder order, BigDecimal unsettled) {
        OrderList list = listOf(order).orElse(null);
        if (list == null || list.isWorkingOrder(order)) {
            return;
        }
        for (SpotOrder sibling : list.exits()) {
            if (sibling.id != order.id && sibling.isOpen()) {
                expire(sibling, "OCO_TRIGGER");
                if (order.lockPerUnit.signum() == 0) {
                    order.lockPerUnit = lockPerUnit(order.ticket, order.market);
                    balances.lock(
                            order.lockAsset(),
                            order.lockPerUnit.multiply(order.remaining().add(unsettled)));
                }
            }
        }
    }

    /** What the end of one order means for its list. */
    private void listFollows(SpotOrder order) {
        OrderList list = listOf(order).orElse(null);
        if (list == null || order.isOpen()) {
            return;
        }
        if (list.isWorkingOrder(order) && !list.isReleased()) {
            if (order.status == Status.FILLED) {
                list.release();
                new ListDesk(this).releaseExits(list, order);
            } else {
                list.exits().forEach(exit -> expire(exit, "OTO_PHASE_ONE_EXPIRED"));
            }
        }
        list.touch(time.millis());
        if (list.isDone()) {
            feed.list(list, "ALL_DONE");
        }
    }

    // --- What the books say ---------------------------------------------------------------------------------------

    private void settle(SpotOrder order, BookTrade trade, Print print, boolean maker) {
        BookOrder inBook = maker ? trade.maker() : trade.taker();
        expireSibling(order, trade.quantity());
        if (order.fills().isEmpty()) {
            rates.countOrders(maker ? -2 : -1);
        }
        Fees.Fee fee = fees.of(order, trade.price(), trade.quantity(), maker);
        Fill fill = new Fill(
                trade.id(), order, trade.price(), trade.quantity(), fee.amount(), fee.asset(), maker, print.time());
        order.add(fill);
        fills.add(fill);
        move(order, fill);
        boolean done = inBook.isDone() || (order.ticket.quoteQuantity() != null && spent(order, trade.price()));
        order.status = done ? Status.FILLED : Status.PARTIALLY_FILLED;
        order.updateTime = print.time();
        feed.traded(fill);
        listFollows(order);
    }

    private static boolean spent(SpotOrder order, BigDecimal price) {
        BigDecimal step = order.market.filters().limit(BinanceSymbol.Limit.STEP_SIZE);
        BigDecimal left = OrderJson.orZero(order.ticket.quoteQuantity()).subtract(order.executedQuote());
        return left.compareTo(price.multiply(step)) < 0;
    }

    private void move(SpotOrder order, Fill fill) {
        BinanceSymbol symbol = order.symbol();
        balances.lock(
                order.lockAsset(), order.lockPerUnit.multiply(fill.quantity()).negate());
        boolean buy = order.side() == Side.BUY;
        balances.add(symbol.base(), buy ? fill.quantity() : fill.quantity().negate());
        BigDecimal value = fill.quote().setScale(8, RoundingMode.DOWN);
        balances.add(symbol.quote(), buy ? value.negate() : value);
        balances.add(fill.commissionAsset(), fill.commission().negate());
    }

    private final class Desk implements BookListener {
        private @Nullable Market market;

        private Market market() {
            Market here = market;
            if (here == null) {
                throw new IllegalStateException("the desk has no market yet");
            }
            return here;
        }

        @Override
        public void traded(BookTrade trade) {
            Print print = market().print(trade);
            streams.printed(market(), print);
            SpotOrder maker = orders.get(trade.maker().id());
            SpotOrder taker = orders.get(trade.taker().id());
            if (maker != null) {
                settle(maker, trade, print, true);
            }
            if (taker != null) {
                settle(taker, trade, print, false);
            }
        }

        @Override
        public void triggered(BookOrder inBook) {
            SpotOrder order = orders.get(inBook.id());
            if (order != null) {
                expireSibling(order, BigDecimal.ZERO);
                order.workingTime = time.millis();
                order.updateTime = time.millis();
                feed.report(order, "NEW");
            }
        }

        @Override
        public void ended(BookOrder inBook, EndReason reason) {
            SpotOrder order = orders.get(inBook.id());
            if (order == null || !order.isOpen()) {
                return;
            }
            release(order);
            switch (reason) {
                case CANCELLED -> close(order, Status.CANCELED, "");
                case UNFILLED_IMMEDIATE -> close(order, Status.EXPIRED, "UNFILLED_IOC_QUANTITY_EXPIRED");
                case UNFILLED_WHOLE -> close(order, Status.EXPIRED, "UNFILLED_FOK_ORDER_EXPIRED");
                case NO_LIQUIDITY -> close(order, Status.EXPIRED, "INSUFFICIENT_LIQUIDITY");
                case SELF_TRADE -> close(order, Status.EXPIRED_IN_MATCH, "");
                case WOULD_TAKE -> {
                    close(order, Status.REJECTED, "REJECTED");
                    order.rejectReason = "WOULD_MATCH_IMMEDIATELY";
                }
            }
            feed.report(order, execution(order.status));
            listFollows(order);
        }

        private String execution(Status status) {
            return status == Status.EXPIRED_IN_MATCH ? "TRADE_PREVENTION" : status.name();
        }

        @Override
        public void prevented(BookOrder taker, BookOrder maker, BigDecimal quantity) {
            for (BookOrder inBook : List.of(taker, maker)) {
                SpotOrder order = orders.get(inBook.id());
                if (order != null && inBook.prevented().signum() > 0) {
                    balances.lock(
                            order.lockAsset(),
                            order.lockPerUnit.multiply(quantity).negate());
                    if (inBook.remaining().signum() > 0) {
                        feed.report(order, "TRADE_PREVENTION");
                    }
                }
            }
        }

        @Override
        public void levelChanged(Side side, BigDecimal price, BigDecimal shown) {
            streams.levelChanged(market(), side, price, shown);
        }
    }
}
