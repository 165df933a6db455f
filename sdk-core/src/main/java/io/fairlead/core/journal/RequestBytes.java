package io.fairlead.core.journal;

import static io.fairlead.core.journal.ValueBytes.readPrice;
import static io.fairlead.core.journal.ValueBytes.readQuantity;

import io.fairlead.api.Price;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ExitPrice;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked for: orders and changes. A number says which of their parts follow. */
final class RequestBytes {
    private static final int QUANTITY = 1;
    private static final int NOTIONAL = 1 << 1;
    private static final int LIMIT = 1 << 2;
    private static final int TRIGGER = 1 << 3;
    private static final int TRAIL = 1 << 4;
    private static final int EXPIRE_AT = 1 << 5;
    private static final int POST_ONLY = 1 << 6;
    private static final int REDUCE_ONLY = 1 << 7;
    private static final int EXTENDED_HOURS = 1 << 8;
    private static final int DISPLAY = 1 << 9;
    private static final int ACCOUNT = 1 << 10;
    private static final int CLIENT_ID = 1 << 11;
    private static final int BRACKET = 1 << 12;
    private static final int TAG = 1 << 13;
    private static final int DECISION = 1 << 14;
    private static final int ALL = (1 << 15) - 1;

    private static final int AT = 1;
    private static final int OFFSET = 2;
    private static final int PERCENT = 3;

    private static final int TRAIL_AMOUNT = 1;
    private static final int TRAIL_PERCENT = 2;

    private RequestBytes() {}

    // ---- orders

    static void write(OrderRequest order, PayloadWriter out) {
        int parts = parts(order);
        out.count(parts);
        out.instrument(order.instrument());
        out.code(Codes.SIDE, order.side());
        out.code(Codes.ORDER_TYPE, order.type());
        out.code(Codes.TIME_IN_FORCE, order.timeInForce());
        if ((parts & QUANTITY) != 0) {
            ValueBytes.write(order.quantity().orElseThrow(), out);
        }
        if ((parts & NOTIONAL) != 0) {
            ValueBytes.writeMoney(order.notional().orElseThrow(), out);
        }
        if ((parts & LIMIT) != 0) {
            ValueBytes.write(order.limitPrice().orElseThrow(), out);
        }
        if ((parts & TRIGGER) != 0) {
            ValueBytes.write(order.triggerPrice().orElseThrow(), out);
        }
        if ((parts & ~(QUANTITY | NOTIONAL | LIMIT | TRIGGER)) != 0) {
            writeRarer(order, parts, out);
        }
    }

    private static int parts(OrderRequest order) {
        return bit(order.quantity().isPresent(), QUANTITY)
                | bit(order.notional().isPresent(), NOTIONAL)
                | bit(order.limitPrice().isPresent(), LIMIT)
                | bit(order.triggerPrice().isPresent(), TRIGGER)
                | bit(order.trail().isPresent(), TRAIL)
                | bit(order.expireAt().isPresent(), EXPIRE_AT)
                | bit(order.postOnly(), POST_ONLY)
                | bit(order.reduceOnly(), REDUCE_ONLY)
                | bit(order.extendedHours(), EXTENDED_HOURS)
                | bit(order.displayQuantity().isPresent(), DISPLAY)
                | bit(order.account().isPresent(), ACCOUNT)
                | bit(order.clientOrderId().isPresent(), CLIENT_ID)
                | bit(order.bracket().isPresent(), BRACKET)
                | bit(!order.tag().isEmpty(), TAG)
                | bit(!order.decisionId().isEmpty(), DECISION);
    }

    private static int bit(boolean is, int bit) {
        return is ? bit : 0;
    }

    private static void writeRarer(OrderRequest order, int parts, PayloadWriter out) {
        if ((parts & TRAIL) != 0) {
            write(order.trail().orElseThrow(), out);
        }
        if ((parts & EXPIRE_AT) != 0) {
            ValueBytes.write(order.expireAt().orElseThrow(), out);
        }
        if ((parts & DISPLAY) != 0) {
            ValueBytes.write(order.displayQuantity().orElseThrow(), out);
        }
        if ((parts & ACCOUNT) != 0) {
            out.account(order.account().orElseThrow());
        }
        if ((parts & CLIENT_ID) != 0) {
            ValueBytes.write(order.clientOrderId().orElseThrow(), out);
        }
        if ((parts & BRACKET) != 0) {
            write(order.bracket().orElseThrow(), out);
        }
        if ((parts & TAG) != 0) {
            out.text(order.tag());
        }
        if ((parts & DECISION) != 0) {
            out.text(order.decisionId());
        }
    }

    static OrderRequest readOrder(PayloadReader in) {
        int parts = in.count();
        if ((parts & ~ALL) != 0) {
            throw in.unknown(parts, "set of an order's parts");
        }
        InstrumentId instrument = in.instrument();
        Side side = in.code(Codes.SIDE);
        OrderType type = in.code(Codes.ORDER_TYPE);
        TimeInForce duration = in.code(Codes.TIME_IN_FORCE);
        OrderRequest.Builder order = OrderRequest.of(instrument, side);
        if ((parts & QUANTITY) != 0) {
            order.quantity(readQuantity(in));
        }
        if ((parts & NOTIONAL) != 0) {
            order.notional(ValueBytes.readMoney(in));
        }
        Price limit = (parts & LIMIT) != 0 ? readPrice(in) : null;
        Price trigger = (parts & TRIGGER) != 0 ? readPrice(in) : null;
        Trail trail = (parts & TRAIL) != 0 ? readTrail(in) : null;
        type(order, type, limit, trigger, trail, in);
        order.timeInForce(duration);
        readRarer(order, parts, in);
        return order.build();
    }

    private static void type(
            OrderRequest.Builder order,
            OrderType type,
            @Nullable Price limit,
            @Nullable Price trigger,
            @Nullable Trail trail,
            PayloadReader in) {
        if (type.hasLimitPrice() != (limit != null)
                || type.hasTriggerPrice() != (trigger != null)
                || (type == OrderType.TRAILING_STOP) != (trail != null)) {
            throw in.fault("has prices that do not fit an order of type " + type);
        }
        switch (type) {
            case MARKET -> order.market();
            case MARKET_ON_OPEN -> order.marketOnOpen();
            case MARKET_ON_CLOSE -> order.marketOnClose();
            case LIMIT -> order.limit(given(limit));
            case LIMIT_ON_OPEN -> order.limitOnOpen(given(limit));
            case LIMIT_ON_CLOSE -> order.limitOnClose(given(limit));
            case STOP -> order.stop(given(trigger));
            case MARKET_IF_TOUCHED -> order.marketIfTouched(given(trigger));
            case STOP_LIMIT -> order.stopLimit(given(trigger), given(limit));
            case LIMIT_IF_TOUCHED -> order.limitIfTouched(given(trigger), given(limit));
            case TRAILING_STOP -> order.trailingStop(given(trail));
        }
    }

    private static <T> T given(@Nullable T part) {
        return Objects.requireNonNull(part, "part");
    }

    private static void readRarer(OrderRequest.Builder order, int parts, PayloadReader in) {
        if ((parts & EXPIRE_AT) != 0) {
            order.goodTill(ValueBytes.readInstant(in));
        }
        if ((parts & POST_ONLY) != 0) {
            order.postOnly();
        }
        if ((parts & REDUCE_ONLY) != 0) {
            order.reduceOnly();
        }
        if ((parts & EXTENDED_HOURS) != 0) {
            order.extendedHours();
        }
        if ((parts & DISPLAY) != 0) {
            order.displayQuantity(readQuantity(in));
        }
        if ((parts & ACCOUNT) != 0) {
            order.account(in.account());
        }
        if ((parts & CLIENT_ID) != 0) {
            order.clientOrderId(ValueBytes.readClientOrderId(in));
        }
        if ((parts & BRACKET) != 0) {
            order.bracket(readBracket(in));
        }
        if ((parts & TAG) != 0) {
            order.tag(in.text());
        }
        if ((parts & DECISION) != 0) {
            order.decisionId(in.text());
        }
    }

    // ---- parts of orders

    private static void write(Trail trail, PayloadWriter out) {
        if (trail instanceof Trail.Amount amount) {
            out.octet(TRAIL_AMOUNT);
            ValueBytes.write(amount.amount(), out);
        } else {
            out.octet(TRAIL_PERCENT);
            ValueBytes.write(((Trail.Percent) trail).percent(), out);
        }
    }

    private static Trail readTrail(PayloadReader in) {
        int which = in.octet();
        return switch (which) {
            case TRAIL_AMOUNT -> new Trail.Amount(readPrice(in));
            case TRAIL_PERCENT -> new Trail.Percent(ValueBytes.readDecimal(in));
            default -> throw in.unknown(which, "trail");
        };
    }

    private static void write(Bracket bracket, PayloadWriter out) {
        out.code(Codes.TIME_IN_FORCE, bracket.timeInForce());
        ValueBytes.writeOptional(bracket.stop(), RequestBytes::write, out);
        ValueBytes.writeOptional(bracket.target(), RequestBytes::write, out);
    }

    private static void write(ExitPrice exit, PayloadWriter out) {
        if (exit instanceof ExitPrice.At at) {
            out.octet(AT);
            ValueBytes.write(at.price(), out);
        } else if (exit instanceof ExitPrice.Offset offset) {
            out.octet(OFFSET);
            ValueBytes.write(offset.distance(), out);
        } else {
            out.octet(PERCENT);
            ValueBytes.write(((ExitPrice.Percent) exit).percent(), out);
        }
    }

    private static Bracket readBracket(PayloadReader in) {
        TimeInForce duration = in.code(Codes.TIME_IN_FORCE);
        ExitPrice stop = in.flag() ? readExit(in) : null;
        ExitPrice target = in.flag() ? readExit(in) : null;
        if (stop == null) {
            return Bracket.targetOnly(given(target)).exitsGoodFor(duration);
        }
        Bracket bracket = withStop(stop);
        return (target == null ? bracket : withTarget(bracket, target)).exitsGoodFor(duration);
    }

    private static ExitPrice readExit(PayloadReader in) {
        int which = in.octet();
        return switch (which) {
            case AT -> new ExitPrice.At(readPrice(in));
            case OFFSET -> new ExitPrice.Offset(readPrice(in));
            case PERCENT -> new ExitPrice.Percent(ValueBytes.readDecimal(in));
            default -> throw in.unknown(which, "exit price");
        };
    }

    private static Bracket withStop(ExitPrice stop) {
        if (stop instanceof ExitPrice.At at) {
            return Bracket.stopAt(at.price());
        }
        if (stop instanceof ExitPrice.Offset offset) {
            return Bracket.stopOffset(offset.distance());
        }
        return Bracket.stopPercent(((ExitPrice.Percent) stop).percent());
    }

    private static Bracket withTarget(Bracket bracket, ExitPrice target) {
        if (target instanceof ExitPrice.At at) {
            return bracket.targetAt(at.price());
        }
        if (target instanceof ExitPrice.Offset offset) {
            return bracket.targetOffset(offset.distance());
        }
        return bracket.targetPercent(((ExitPrice.Percent) target).percent());
    }

    // ---- changes

    static void write(OrderChange change, PayloadWriter out) {
        ValueBytes.writeOptional(change.quantity(), ValueBytes::write, out);
        ValueBytes.writeOptional(change.limitPrice(), ValueBytes::write, out);
        ValueBytes.writeOptional(change.triggerPrice(), ValueBytes::write, out);
    }

    static OrderChange readChange(PayloadReader in) {
        var quantity = ValueBytes.readOptional(in, ValueBytes::readQuantity);
        var limit = ValueBytes.readOptional(in, ValueBytes::readPrice);
        var trigger = ValueBytes.readOptional(in, ValueBytes::readPrice);
        OrderChange change;
        if (trigger.isPresent()) {
            change = OrderChange.toTrigger(trigger.get());
            change = limit.isPresent() ? change.andLimit(limit.get()) : change;
        } else if (limit.isPresent()) {
            change = OrderChange.toLimit(limit.get());
        } else {
            return quantity.map(OrderChange::toQuantity)
                    .orElseThrow(() -> in.fault("has a change that changes nothing"));
        }
        return quantity.isPresent() ? change.andQuantity(quantity.get()) : change;
    }
}
