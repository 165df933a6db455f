package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Orders from their arrival to their end. A request is answered with the order as it was taken in; what becomes of it is told on the
 * order stream, at once or after the venue's latency. Guarded by the venue's lock.
 */
final class AlpacaExchange {
    private static final BigDecimal FIFTY = new BigDecimal("50");
    private static final BigDecimal CAP_BELOW_FIFTY = new BigDecimal("1.04");
    private static final BigDecimal CAP_ABOVE = new BigDecimal("1.025");

    /** What happens later: on the venue's clock, under its lock. */
    interface Later {
        void run(Runnable task);
    }

    /** One event of the order stream. */
    record Event(
            String name,
            AlpacaOrder order,
            Instant at,
            @Nullable Execution execution) {}

    /** One execution. */
    record Execution(UUID id, BigDecimal qty, BigDecimal price, BigDecimal position) {}

    private final AlpacaOrders orders;
    private final AlpacaLedger ledger;
    private final AlpacaMarket market;
    private final AlpacaGuard guard;
    private final AlpacaJson style;
    private final Supplier<Instant> now;
    private final Supplier<UUID> ids;
    private final Later later;
    private final Consumer<Event> stream;
    private final AlpacaFills fills;
    private boolean nextCancelLoses;
    private boolean nextReplaceLoses;

    AlpacaExchange(
            AlpacaOrders orders,
            AlpacaLedger ledger,
            AlpacaMarket market,
            AlpacaGuard guard,
            AlpacaJson style,
            AlpacaFills fills,
            Supplier<Instant> now,
            Supplier<UUID> ids,
            Later later,
            Consumer<Event> stream) {
        this.orders = orders;
        this.ledger = ledger;
        this.market = market;
        this.guard = guard;
        this.style = style;
        this.fills = fills;
        this.now = now;
        this.ids = ids;
        this.later = later;
        this.stream = stream;
    }

    /** The limit that a buy stop gets: 4 % above a stop below 50 dollars, else 2.5 %. */
    static BigDecimal stopCap(BigDecimal stop) {
        BigDecimal factor = stop.compareTo(FIFTY) < 0 ? CAP_BELOW_FIFTY : CAP_ABOVE;
        int decimals = stop.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
        return stop.multiply(factor).setScale(decimals, RoundingMode.HALF_UP);
    }

    void nextCancelLoses() {
        nextCancelLoses = true;
    }

    void nextReplaceLoses() {
        nextReplaceLoses = true;
    }

    // --- Requests -------------------------------------------------------------------------------------------------

    /** {@code POST /v2/orders}. */
    ObjectNode submit(JsonNode body) {
        AlpacaOrderForm form = AlpacaOrderForm.from(body);
        String clientId = freshClientId(form.clientId());
        AlpacaLine line = market.find(form.symbol());
        if (line == null) {
            throw AlpacaRefusal.invalid("asset \"" + form.symbol() + "\" not found");
        }
        AlpacaRules.check(form, line.asset, line.mark(), now.get());
        String intent = guard.check(form, line.asset, null);
        AlpacaOrder order = new AlpacaOrder(ids.get(), clientId, line.asset, form.intending(intent), now.get());
        order.expiresAt = AlpacaLifetimes.expiry(order);
        legs(order);
        orders.add(order);
        order.legs.forEach(orders::add);
        boolean live = AlpacaLifetimes.isLive(order, now.get());
        order.status = live && style.oneIn(2) ? AlpacaStatus.PENDING_NEW : AlpacaStatus.ACCEPTED;
        ObjectNode reply = order.toJson(style, true);
        later.run(() -> begin(order, live));
        return reply;
    }

    private String freshClientId(@Nullable String given) {
        if (given != null && orders.knowsClientId(given)) {
            throw AlpacaRefusal.of(422, 40010001, "client_order_id must be unique");
        }
        return given == null ? ids.get().toString() : given;
    }

    private void legs(AlpacaOrder order) {
        AlpacaOrderForm form = order.form;
        if (form.orderClass().isEmpty()) {
            return;
        }
        boolean oco = form.orderClass().equals("oco");
        String exitSide = form.isBuy() == oco ? "buy" : "sell";
        if (form.takeProfit() != null && !oco) {
            leg(order, form.exit(form.takeProfit(), null, exitSide));
        }
        if (form.lossStop() != null) {
            leg(order, form.exit(form.lossLimit(), form.lossStop(), exitSide));
        }
    }

    private void leg(AlpacaOrder parent, AlpacaOrderForm form) {
        AlpacaOrder leg = new AlpacaOrder(ids.get(), ids.get().toString(), parent.asset, form, now.get());
        leg.parent = parent;
        leg.status = AlpacaStatus.HELD;
        leg.expiresAt = parent.expiresAt;
        parent.legs.add(leg);
    }

    private void begin(AlpacaOrder order, boolean live) {
        if (!order.isOpen()) {
            return;
        }
        if (!live) {
            order.move(AlpacaStatus.ACCEPTED, now.get());
            tell("accepted", order);
        } else {
            tell(order.status == AlpacaStatus.PENDING_NEW ? "pending_new" : "accepted", order);
            work(order);
        }
        for (AlpacaOrder leg : List.copyOf(order.legs)) {
            if (leg.status == AlpacaStatus.HELD) {
                tell("held", leg);
            }
        }
        if (live) {
            match(order);
        }
    }

    private void work(AlpacaOrder order) {
        order.move(AlpacaStatus.NEW, now.get());
        tell("new", order);
    }

    /** {@code PATCH /v2/orders/{id}}. */
    ObjectNode replace(String id, JsonNode body) {
        AlpacaOrder old = orders.require(id);
        AlpacaOrderForm form = AlpacaChanges.of(old, body);
        String clientId = freshClientId(form.clientId());
        AlpacaRules.price(form.limit(), "limit_price", old.asset);
        AlpacaRules.price(form.stop(), "stop_price", old.asset);
        if (old.parent == null) {
            guard.check(form, old.asset, old);
        }
        AlpacaOrder next = new AlpacaOrder(ids.get(), clientId, old.asset, form, now.get());
        next.replaces = old.id;
        next.expiresAt = old.expiresAt;
        next.status = AlpacaStatus.ACCEPTED;
        orders.add(next);
        ObjectNode reply = next.toJson(style, true);
        AlpacaStatus before = old.status;
        old.move(AlpacaStatus.PENDING_REPLACE, now.get());
        boolean loses = nextReplaceLoses;
        nextReplaceLoses = false;
        later.run(() -> finishReplace(old, before, next, loses));
        return reply;
    }

    private void finishReplace(AlpacaOrder old, AlpacaStatus before, AlpacaOrder next, boolean loses) {
        if (!old.isOpen()) {
            next.move(AlpacaStatus.REJECTED, now.get());
            tell("order_replace_rejected", old);
            return;
        }
        if (style.oneIn(2)) {
            tell("pending_replace", old);
        }
        if (loses) {
            old.move(before, now.get());
            fillRest(old);
            next.move(AlpacaStatus.REJECTED, now.get());
            tell("order_replace_rejected", old);
            return;
        }
        takePlace(old, next);
        old.replacedBy = next.id;
        old.move(AlpacaStatus.REPLACED, now.get());
        tell("replaced", old);
        if (before == AlpacaStatus.HELD) {
            next.move(AlpacaStatus.HELD, now.get());
            tell("held", next);
        } else {
            work(next);
            match(next);
        }
    }

    private static void takePlace(AlpacaOrder old, AlpacaOrder next) {
        AlpacaOrder parent = old.parent;
        next.parent = parent;
        if (parent != null) {
            parent.legs.replaceAll(leg -> leg == old ? next : leg);
        }
        next.legs.addAll(old.legs);
        next.legs.forEach(leg -> leg.parent = next);
        old.legs.clear();
        old.parent = null;
        next.hwm = old.hwm;
    }

    /** {@code DELETE /v2/orders/{id}}: only takes the wish in. */
    void cancel(String id) {
        AlpacaOrder order = orders.require(id);
        if (!order.isOpen()) {
            throw AlpacaRefusal.invalid("order is already in \"" + order.status.wire() + "\" state");
        }
        if (order.status == AlpacaStatus.PENDING_REPLACE) {
            throw AlpacaRefusal.invalid("order pending replace");
        }
        boolean loses = nextCancelLoses && order.isWorking();
        nextCancelLoses = nextCancelLoses && !loses;
        AlpacaStatus before = order.status;
        order.move(AlpacaStatus.PENDING_CANCEL, now.get());
        later.run(() -> finishCancel(order, before, loses));
    }

    private void finishCancel(AlpacaOrder order, AlpacaStatus before, boolean loses) {
        if (!order.isOpen()) {
            tell("order_cancel_rejected", order);
            return;
        }
        if (style.oneIn(2)) {
            tell("pending_cancel", order);
        }
        if (loses) {
            order.move(before, now.get());
            fillRest(order);
            tell("order_cancel_rejected", order);
            return;
        }
        order.group().forEach(each -> end(each, AlpacaStatus.CANCELED));
    }

    /** {@code DELETE /v2/orders}: one line for each open order. */
    ArrayNode cancelAll() {
        ArrayNode answers = AlpacaJson.array();
        for (AlpacaOrder order : orders.open()) {
            int status = 200;
            try {
                if (order.isOpen() && order.status != AlpacaStatus.PENDING_CANCEL) {
                    cancel(order.id.toString());
                }
            } catch (AlpacaRefusal refusal) {
                status = 500;
            }
            answers.add(AlpacaJson.object().put("id", order.id.toString()).put("status", status));
        }
        return answers;
    }

    // --- Time -----------------------------------------------------------------------------------------------------

    /** Lets waiting orders begin and overdue ones end. */
    void tick() {
        Instant time = now.get();
        for (AlpacaOrder order : orders.open()) {
            boolean overdue = order.expiresAt != null && !time.isBefore(order.expiresAt);
            if (order.status == AlpacaStatus.ACCEPTED && AlpacaLifetimes.isForAuction(order)) {
                auction(order, time);
            } else if (overdue && order.isOpen()) {
                boolean day = !order.form.timeInForce().equals("gtc");
                end(order, day ? AlpacaStatus.EXPIRED : AlpacaStatus.CANCELED);
            } else if (order.status == AlpacaStatus.ACCEPTED && AlpacaLifetimes.isLive(order, now.get())) {
                work(order);
                match(order);
            }
        }
    }

    private void auction(AlpacaOrder order, Instant time) {
        AlpacaSessions.Day day = AlpacaSessions.current(order.submittedAt);
        boolean opening = order.form.timeInForce().equals("opg");
        Instant due = opening ? AlpacaSessions.nextOpen(order.submittedAt) : day.closesAt();
        if (time.isBefore(due)) {
            return;
        }
        BigDecimal price = market.line(order.asset.symbol()).mark();
        BigDecimal limit = order.limit;
        boolean fits = price != null
                && (limit == null || (order.isBuy() ? limit.compareTo(price) >= 0 : limit.compareTo(price) <= 0));
        if (fits && price != null) {
            work(order);
            fill(order, order.remaining(price), price);
        } else {
            end(order, AlpacaStatus.CANCELED);
        }
    }

    // --- Fills ----------------------------------------------------------------------------------------------------

    /** The market of an asset has moved: looks at its orders, oldest first. */
    void moved(AlpacaAsset asset) {
        Instant time = now.get();
        for (AlpacaOrder order : orders.open(asset)) {
            boolean watched = order.isWorking() || (order.status == AlpacaStatus.HELD && isArmed(order));
            if (watched && AlpacaLifetimes.isLive(order, time)) {
                match(order);
            }
        }
    }

    /** Whether a leg that waits guards a position already: the order before it is filled, or it is the stop of an OCO. */
    private static boolean isArmed(AlpacaOrder leg) {
        AlpacaOrder parent = leg.parent;
        return parent != null && (parent.form.orderClass().equals("oco") || parent.status == AlpacaStatus.FILLED);
    }

    private void match(AlpacaOrder order) {
        AlpacaLine line = market.line(order.asset.symbol());
        if (order.waitsForStop() && !fills.triggers(order, line)) {
            return;
        }
        if (order.status == AlpacaStatus.HELD) {
            work(order);
        }
        BigDecimal price = fills.price(order, line);
        BigDecimal qty = price == null ? BigDecimal.ZERO : fills.quantity(order, line, price);
        boolean kill =
                order.form.timeInForce().equals("fok") && (price == null || qty.compareTo(order.remaining(price)) < 0);
        if (price != null && qty.signum() > 0 && !kill) {
            fill(order, qty, price);
        }
        order.rested = true;
        if (order.isWorking() && Set.of("ioc", "fok").contains(order.form.timeInForce())) {
            end(order, AlpacaStatus.CANCELED);
        }
    }

    private void fillRest(AlpacaOrder order) {
        AlpacaLine line = market.line(order.asset.symbol());
        BigDecimal price = order.limit == null ? line.markOr(BigDecimal.ONE) : order.limit;
        fill(order, order.remaining(price), price);
    }

    private void fill(AlpacaOrder order, BigDecimal qty, BigDecimal price) {
        Instant at = now.get();
        order.filled = order.filled.add(qty);
        order.cost = order.cost.add(qty.multiply(price));
        boolean done = order.remaining(price).signum() <= 0;
        order.move(done ? AlpacaStatus.FILLED : AlpacaStatus.PARTIALLY_FILLED, at);
        ledger.book(order, qty, price, at);
        Execution execution = new Execution(ids.get(), qty, price, ledger.position(order.asset));
        order.lastExecution = execution;
        stream.accept(new Event(done ? "fill" : "partial_fill", order, at, execution));
        groupFollows(order, done);
    }

    /** The venue takes back the last execution of an order, or books it anew at another price. */
    void reverse(String id, @Nullable BigDecimal corrected) {
        AlpacaOrder order = orders.require(id);
        Execution last = order.lastExecution;
        if (last == null) {
            throw new IllegalArgumentException("order " + id + " has no execution");
        }
        Instant at = now.get();
        order.cost = order.cost.subtract(last.qty().multiply(last.price()));
        ledger.reverse(order, last.qty(), last.price());
        BigDecimal price = corrected;
        if (price == null) {
            order.filled = order.filled.subtract(last.qty());
        } else {
            order.cost = order.cost.add(last.qty().multiply(price));
            ledger.rebook(order, last.qty(), price);
        }
        Execution shown = new Execution(
                last.id(), last.qty(), price == null ? last.price() : price, ledger.position(order.asset));
        order.lastExecution = price == null ? null : shown;
        stream.accept(new Event(price == null ? "trade_bust" : "trade_correct", order, at, shown));
    }

    /** Tells something of an order that changes nothing: {@code done_for_day}, {@code restated}, {@code suspended} and the like. */
    void remark(String id, String event) {
        tell(event, orders.require(id));
    }

    private void groupFollows(AlpacaOrder order, boolean done) {
        if (done) {
            List<AlpacaOrder> others = new ArrayList<>(order.siblings());
            others.forEach(other -> end(other, AlpacaStatus.CANCELED));
            for (AlpacaOrder leg : List.copyOf(order.legs)) {
                // The stop of a bracket keeps waiting: its shares are held by the target.
                if (leg.status == AlpacaStatus.HELD && leg.form.type().equals("limit")) {
                    work(leg);
                    match(leg);
                }
            }
        } else {
            // Part of the target was reached: the stop covers only what is left.
            for (AlpacaOrder other : order.siblings()) {
                if (other.isOpen() && order.qty != null) {
                    other.qty = order.qty.subtract(order.filled).add(other.filled);
                }
            }
        }
    }

    private void end(AlpacaOrder order, AlpacaStatus how) {
        if (order.isOpen()) {
            order.move(how, now.get());
            tell(how.wire(), order);
            if (how != AlpacaStatus.FILLED) {
                order.legs.forEach(leg -> end(leg, how));
            }
        }
    }

    private void tell(String event, AlpacaOrder order) {
        stream.accept(new Event(event, order, now.get(), null));
    }
}
