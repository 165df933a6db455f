package io.fairlead.core.journal;

import static io.fairlead.core.journal.ValueBytes.readQuantity;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.CheckpointPart.Asked;
import io.fairlead.core.journal.CheckpointPart.AwaitedEnd;
import io.fairlead.core.journal.CheckpointPart.Begun;
import io.fairlead.core.journal.CheckpointPart.Cash;
import io.fairlead.core.journal.CheckpointPart.Day;
import io.fairlead.core.journal.CheckpointPart.DayTraded;
import io.fairlead.core.journal.CheckpointPart.Desk;
import io.fairlead.core.journal.CheckpointPart.Ended;
import io.fairlead.core.journal.CheckpointPart.Foreign;
import io.fairlead.core.journal.CheckpointPart.Frozen;
import io.fairlead.core.journal.CheckpointPart.Gap;
import io.fairlead.core.journal.CheckpointPart.Group;
import io.fairlead.core.journal.CheckpointPart.Held;
import io.fairlead.core.journal.CheckpointPart.Listed;
import io.fairlead.core.journal.CheckpointPart.Names;
import io.fairlead.core.journal.CheckpointPart.Order;
import io.fairlead.core.journal.CheckpointPart.PricedEarly;
import io.fairlead.core.journal.CheckpointPart.Progress;
import io.fairlead.core.journal.CheckpointPart.Risk;
import io.fairlead.core.journal.CheckpointPart.Saved;
import io.fairlead.core.journal.CheckpointPart.Sold;
import io.fairlead.core.journal.CheckpointPart.Traded;
import io.fairlead.core.journal.CheckpointPart.Trading;
import io.fairlead.core.journal.CheckpointPart.Unpriced;
import io.fairlead.core.journal.CheckpointPart.Waiting;
import io.fairlead.core.journal.JournalRecord.Checkpoint;
import io.fairlead.spi.OrderReport;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The parts of a checkpoint: each begins with its code, and codes are for good. */
final class CheckpointLayouts {
    /** How one kind of part is laid out. */
    private record Shape<P extends CheckpointPart>(
            int code, Class<P> type, BiConsumer<P, PayloadWriter> writer, Function<PayloadReader, P> reader) {
        void write(CheckpointPart part, PayloadWriter out) {
            out.octet(code);
            writer.accept(type.cast(part), out);
        }
    }

    private static final List<Shape<?>> SHAPES = List.of(
            new Shape<>(1, Begun.class, (begun, out) -> out.account(begun.account()), in -> new Begun(in.account())),
            new Shape<>(
                    2,
                    Listed.class,
                    (listed, out) -> {
                        out.count(listed.index());
                        InstrumentBytes.write(listed.rules(), out);
                        ValueBytes.writeOptional(listed.priceScaled(), (price, to) -> to.number(price), out);
                    },
                    in -> new Listed(
                            in.count(),
                            InstrumentBytes.readRules(in),
                            ValueBytes.readOptional(in, PayloadReader::number))),
            new Shape<>(
                    3,
                    Cash.class,
                    (cash, out) -> {
                        ValueBytes.writeMoney(cash.cash(), out);
                        ValueBytes.write(cash.paidIn(), out);
                        ValueBytes.write(cash.fees(), out);
                    },
                    in -> new Cash(ValueBytes.readMoney(in), ValueBytes.readDecimal(in), ValueBytes.readDecimal(in))),
            new Shape<>(
                    4,
                    Day.class,
                    (day, out) -> {
                        out.number(day.startE8());
                        out.number(day.endsNanos());
                        out.count(day.lossesInRow());
                    },
                    in -> new Day(in.number(), in.number(), in.count())),
            new Shape<>(
                    5,
                    Held.class,
                    (held, out) -> {
                        out.text(held.strategy());
                        out.count(held.instrument());
                        ValueBytes.write(held.quantity(), out);
                        ValueBytes.write(held.cost(), out);
                        ValueBytes.write(held.realized(), out);
                        out.list(held.fills(), ReportBytes::write);
                    },
                    in -> new Held(
                            in.text(),
                            in.count(),
                            ValueBytes.readDecimal(in),
                            ValueBytes.readDecimal(in),
                            ValueBytes.readDecimal(in),
                            in.list(ReportBytes::readFill))),
            new Shape<>(
                    6,
                    Traded.class,
                    (traded, out) -> {
                        out.count(traded.instrument());
                        ValueBytes.write(traded.breakEven(), out);
                        out.number(traded.increasedNanos());
                        out.number(traded.lastIncreaseNanos());
                    },
                    in -> new Traded(in.count(), ValueBytes.readDecimal(in), in.number(), in.number())),
            new Shape<>(
                    7,
                    Sold.class,
                    (sold, out) -> {
                        out.count(sold.instrument());
                        out.number(sold.timeNanos());
                        out.number(sold.proceedsE8());
                    },
                    in -> new Sold(in.count(), in.number(), in.number())),
            new Shape<>(
                    8,
                    DayTraded.class,
                    (traded, out) -> {
                        out.count(traded.instrument());
                        out.number(traded.date().toEpochDay());
                        out.number(traded.timeNanos());
                    },
                    in -> new DayTraded(in.count(), LocalDate.ofEpochDay(in.number()), in.number())),
            new Shape<>(9, Order.class, CheckpointLayouts::write, CheckpointLayouts::readOrder),
            new Shape<>(
                    10,
                    Desk.class,
                    (desk, out) -> {
                        out.number(desk.lastOrder());
                        out.number(desk.lastClient());
                        out.number(desk.watermarkNanos());
                        out.number(desk.openedNanos());
                        out.flag(desk.accountOpened());
                        out.number(desk.checkNanos());
                    },
                    in -> new Desk(in.number(), in.number(), in.number(), in.number(), in.flag(), in.number())),
            new Shape<>(
                    11,
                    Foreign.class,
                    (foreign, out) -> {
                        ReportBytes.write(foreign.key(), out);
                        out.number(foreign.instrument());
                        ReportBytes.write(foreign.fill(), out);
                    },
                    in -> new Foreign(ReportBytes.readKey(in), Math.toIntExact(in.number()), ReportBytes.readFill(in))),
            new Shape<>(
                    12,
                    Unpriced.class,
                    (unpriced, out) -> ReportBytes.write(unpriced.fill(), out),
                    in -> new Unpriced(ReportBytes.readFill(in))),
            new Shape<>(
                    13,
                    PricedEarly.class,
                    (early, out) -> ReportBytes.write(early.report(), out),
                    in -> new PricedEarly((OrderReport.Priced) ReportBytes.readReport(in))),
            new Shape<>(
                    14,
                    Frozen.class,
                    (frozen, out) -> {
                        out.count(frozen.instrument());
                        out.text(frozen.cause());
                        out.text(frozen.reason());
                    },
                    in -> new Frozen(in.count(), in.text(), in.text())),
            new Shape<>(
                    15,
                    Gap.class,
                    (gap, out) -> {
                        out.count(gap.instrument());
                        out.code(Codes.SIDE, gap.side());
                        ValueBytes.write(gap.quantity(), out);
                        out.text(gap.detail());
                    },
                    in -> new Gap(in.count(), in.code(Codes.SIDE), readQuantity(in), in.text())),
            new Shape<>(
                    16,
                    Saved.class,
                    (saved, out) -> {
                        out.text(saved.strategy());
                        ValueBytes.writeTexts(saved.state(), out);
                    },
                    in -> new Saved(in.text(), ValueBytes.readTexts(in))),
            new Shape<>(
                    17,
                    Trading.class,
                    (trading, out) -> {
                        out.code(Codes.TRADING_STATE, trading.state());
                        ValueBytes.writeOptional(trading.killedBy(), (who, to) -> to.text(who), out);
                        out.text(trading.killedWhy());
                    },
                    in -> new Trading(
                            in.code(Codes.TRADING_STATE), ValueBytes.readOptional(in, PayloadReader::text), in.text())),
            new Shape<>(18, Ended.class, (ended, out) -> out.count(ended.parts()), in -> new Ended(in.count())));

    private static final Map<Class<?>, Shape<?>> BY_TYPE;
    private static final Map<Integer, Shape<?>> BY_CODE;

    static {
        Map<Class<?>, Shape<?>> byType = new HashMap<>();
        Map<Integer, Shape<?>> byCode = new HashMap<>();
        for (Shape<?> shape : SHAPES) {
            byType.put(shape.type(), shape);
            byCode.put(shape.code(), shape);
        }
        BY_TYPE = Map.copyOf(byType);
        BY_CODE = Map.copyOf(byCode);
    }

    private CheckpointLayouts() {}

    static List<Layout<?>> all() {
        return List.of(new Layout<>(
                RecordKind.CHECKPOINT, Checkpoint.class, 1, CheckpointLayouts::write, CheckpointLayouts::read));
    }

    private static void write(Checkpoint checkpoint, PayloadWriter out) {
        Shape<?> shape = BY_TYPE.get(checkpoint.part().getClass());
        if (shape == null) {
            throw new IllegalStateException(
                    "part without a layout: " + checkpoint.part().getClass());
        }
        shape.write(checkpoint.part(), out);
    }

    private static Checkpoint read(PayloadReader in) {
        int code = in.octet();
        Shape<?> shape = BY_CODE.get(code);
        if (shape == null) {
            throw in.unknown(code, "part of a checkpoint");
        }
        return new Checkpoint(shape.reader().apply(in));
    }

    // ---- an order

    private static void write(Order order, PayloadWriter out) {
        ValueBytes.write(order.order(), out);
        write(order.names(), out);
        out.text(order.strategy());
        out.count(order.instrument());
        Group group = order.group();
        out.code(Codes.CONTINGENCY, group.contingency());
        ValueBytes.writeOptional(group.parent(), ValueBytes::write, out);
        out.list(group.legs(), ValueBytes::write);
        out.code(Codes.HANDLING, group.handling());
        write(order.asked(), out);
        write(order.progress(), out);
        Waiting waiting = order.waiting();
        out.flag(waiting.held());
        out.flag(waiting.recalled());
        out.flag(waiting.leftHere());
        out.flag(waiting.endedThere());
        out.flag(waiting.overdueTold());
        ValueBytes.write(waiting.filledBefore(), out);
        out.number(waiting.retryNanos());
        out.number(order.risk().estimatedScaled());
        out.number(order.risk().priceScaled());
        out.number(order.risk().pendingPriceScaled());
    }

    private static Order readOrder(PayloadReader in) {
        return new Order(
                ValueBytes.readOrderId(in),
                readNames(in),
                in.text(),
                in.count(),
                new Group(
                        in.code(Codes.CONTINGENCY),
                        ValueBytes.readOptional(in, ValueBytes::readOrderId),
                        in.list(ValueBytes::readOrderId),
                        in.code(Codes.HANDLING)),
                readAsked(in),
                readProgress(in),
                new Waiting(in.flag(), in.flag(), in.flag(), in.flag(), in.flag(), readQuantity(in), in.number()),
                new Risk(in.number(), in.number(), in.number()));
    }

    private static void write(Names names, PayloadWriter out) {
        ValueBytes.write(names.own(), out);
        out.flag(names.isOwn());
        out.list(names.others(), ValueBytes::write);
        ValueBytes.writeOptional(names.venue(), ValueBytes::write, out);
        out.list(names.former(), ValueBytes::write);
        out.list(names.alsoVenue(), ValueBytes::write);
    }

    private static Names readNames(PayloadReader in) {
        ClientOrderId own = ValueBytes.readClientOrderId(in);
        boolean isOwn = in.flag();
        List<ClientOrderId> others = in.list(ValueBytes::readClientOrderId);
        Optional<VenueOrderId> venue = ValueBytes.readOptional(in, ValueBytes::readVenueOrderId);
        List<VenueOrderId> former = in.list(ValueBytes::readVenueOrderId);
        return new Names(own, isOwn, others, venue, former, in.list(ValueBytes::readVenueOrderId));
    }

    private static void write(Asked asked, PayloadWriter out) {
        RequestBytes.write(asked.request(), out);
        RequestBytes.write(asked.sent(), out);
        ValueBytes.write(asked.whole(), out);
        ValueBytes.writeOptional(asked.change(), RequestBytes::write, out);
        ValueBytes.writeOptional(asked.changeId(), ValueBytes::write, out);
        out.number(asked.submittedNanos());
        out.number(asked.sentNanos());
        out.number(asked.askedNanos());
        out.number(asked.changedNanos());
    }

    private static Asked readAsked(PayloadReader in) {
        OrderRequest request = RequestBytes.readOrder(in);
        OrderRequest sent = RequestBytes.readOrder(in);
        Quantity whole = readQuantity(in);
        Optional<OrderChange> change = ValueBytes.readOptional(in, RequestBytes::readChange);
        Optional<ClientOrderId> changeId = ValueBytes.readOptional(in, ValueBytes::readClientOrderId);
        return new Asked(request, sent, whole, change, changeId, in.number(), in.number(), in.number(), in.number());
    }

    private static void write(Progress progress, PayloadWriter out) {
        out.code(Codes.LIFECYCLE, progress.lifecycle());
        out.flag(progress.submitUnknown());
        out.text(progress.pending().name());
        out.flag(progress.pendingUnknown());
        out.list(progress.fills(), ReportBytes::write);
        out.list(progress.buried(), (id, to) -> to.text(id));
        ValueBytes.write(progress.unpriced(), out);
        ValueBytes.write(progress.filledElsewhere(), out);
        ValueBytes.writeOptional(progress.denial(), ValueBytes::write, out);
        out.text(progress.venueText());
        ValueBytes.writeOptional(
                progress.end(),
                (end, to) -> {
                    to.text(end.how());
                    ValueBytes.write(end.filled(), to);
                    to.number(end.timeNanos());
                    to.text(end.reason());
                },
                out);
    }

    private static Progress readProgress(PayloadReader in) {
        return new Progress(
                in.code(Codes.LIFECYCLE),
                in.flag(),
                PendingAction.valueOf(in.text()),
                in.flag(),
                in.list(ReportBytes::readFill),
                in.list(PayloadReader::text),
                readQuantity(in),
                readQuantity(in),
                ValueBytes.readOptional(in, ValueBytes::readDenial),
                in.text(),
                ValueBytes.readOptional(
                        in, end -> new AwaitedEnd(end.text(), readQuantity(end), end.number(), end.text())));
    }
}
