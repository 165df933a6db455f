package io.fairlead.core.journal;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.core.journal.JournalRecord.ActionAnswered;
import io.fairlead.core.journal.JournalRecord.CancelIntended;
import io.fairlead.core.journal.JournalRecord.GateNumbers;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.core.journal.JournalRecord.LegIntended;
import io.fairlead.core.journal.JournalRecord.LegRecalled;
import io.fairlead.core.journal.JournalRecord.LegRevised;
import io.fairlead.core.journal.JournalRecord.OrderDenied;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import io.fairlead.core.journal.JournalRecord.ReplaceIntended;
import io.fairlead.core.journal.JournalRecord.Reported;
import io.fairlead.core.journal.JournalRecord.Reserve;
import io.fairlead.core.journal.JournalRecord.SubmitAnswered;
import java.util.List;
import java.util.function.Function;

/** Orders: what was intended, answered and reported. */
final class OrderLayouts {
    private OrderLayouts() {}

    static List<Layout<?>> all() {
        return List.of(
                new Layout<>(
                        RecordKind.ORDER_INTENDED,
                        OrderIntended.class,
                        1,
                        OrderLayouts::write,
                        OrderLayouts::readIntended),
                new Layout<>(
                        RecordKind.LEG_INTENDED,
                        LegIntended.class,
                        1,
                        (leg, out) -> {
                            ValueBytes.write(leg.order(), out);
                            ValueBytes.write(leg.clientOrderId(), out);
                            RequestBytes.write(leg.request(), out);
                        },
                        in -> new LegIntended(
                                ValueBytes.readOrderId(in),
                                ValueBytes.readClientOrderId(in),
                                RequestBytes.readOrder(in))),
                new Layout<>(
                        RecordKind.LEG_REVISED,
                        LegRevised.class,
                        1,
                        (leg, out) -> {
                            ValueBytes.write(leg.order(), out);
                            RequestBytes.write(leg.change(), out);
                        },
                        in -> new LegRevised(ValueBytes.readOrderId(in), RequestBytes.readChange(in))),
                ofOrder(RecordKind.LEG_RECALLED, LegRecalled.class, LegRecalled::order, LegRecalled::new),
                ofOrder(RecordKind.CANCEL_INTENDED, CancelIntended.class, CancelIntended::order, CancelIntended::new),
                new Layout<>(
                        RecordKind.ORDER_DENIED, OrderDenied.class, 1, OrderLayouts::write, OrderLayouts::readDenied),
                new Layout<>(
                        RecordKind.REPLACE_INTENDED,
                        ReplaceIntended.class,
                        1,
                        OrderLayouts::write,
                        OrderLayouts::readReplace),
                new Layout<>(
                        RecordKind.SUBMIT_ANSWERED,
                        SubmitAnswered.class,
                        1,
                        (answered, out) -> {
                            ValueBytes.write(answered.order(), out);
                            ReportBytes.write(answered.result(), out);
                        },
                        in -> new SubmitAnswered(ValueBytes.readOrderId(in), ReportBytes.readAnswer(in))),
                new Layout<>(
                        RecordKind.ACTION_ANSWERED,
                        ActionAnswered.class,
                        1,
                        (answered, out) -> {
                            ValueBytes.write(answered.order(), out);
                            out.code(Codes.ACTION, answered.action());
                            ReportBytes.write(answered.result(), out);
                        },
                        in -> new ActionAnswered(
                                ValueBytes.readOrderId(in), in.code(Codes.ACTION), ReportBytes.readAction(in))),
                new Layout<>(
                        RecordKind.REPORTED,
                        Reported.class,
                        1,
                        (reported, out) -> ReportBytes.write(reported.report(), out),
                        in -> new Reported(ReportBytes.readReport(in))));
    }

    /** Of records that say an order's id and nothing else. */
    private static <R extends JournalRecord> Layout<R> ofOrder(
            RecordKind kind, Class<R> type, Function<R, OrderId> order, Function<OrderId, R> made) {
        return new Layout<>(
                kind,
                type,
                1,
                (record, out) -> ValueBytes.write(order.apply(record), out),
                in -> made.apply(ValueBytes.readOrderId(in)));
    }

    private static void write(OrderIntended intent, PayloadWriter out) {
        ValueBytes.write(intent.order(), out);
        ValueBytes.write(intent.clientOrderId(), out);
        out.count(intent.strategy());
        out.count(intent.instrument());
        RequestBytes.write(intent.request(), out);
        out.code(Codes.CONTINGENCY, intent.contingency());
        out.code(Codes.HANDLING, intent.handling());
        out.list(intent.legs(), OrderLayouts::write);
        write(intent.reserve(), out);
        GateNumbers numbers = intent.numbers();
        out.number(numbers.referencePriceScaled());
        out.number(numbers.notionalE8());
        out.number(numbers.worstPositionScaled());
        out.number(numbers.equityE8());
        out.number(numbers.dayPnlE8());
    }

    private static OrderIntended readIntended(PayloadReader in) {
        OrderId order = ValueBytes.readOrderId(in);
        ClientOrderId id = ValueBytes.readClientOrderId(in);
        int strategy = in.count();
        int instrument = in.count();
        OrderRequest request = RequestBytes.readOrder(in);
        Contingency contingency = in.code(Codes.CONTINGENCY);
        GroupHandling handling = in.code(Codes.HANDLING);
        List<Leg> legs = List.copyOf(in.list(OrderLayouts::readLeg));
        return new OrderIntended(
                order,
                id,
                strategy,
                instrument,
                request,
                contingency,
                handling,
                legs,
                readReserve(in),
                new GateNumbers(in.number(), in.number(), in.number(), in.number(), in.number()));
    }

    private static void write(Leg leg, PayloadWriter out) {
        ValueBytes.write(leg.order(), out);
        ValueBytes.write(leg.clientOrderId(), out);
        RequestBytes.write(leg.request(), out);
        write(leg.reserve(), out);
    }

    private static Leg readLeg(PayloadReader in) {
        return new Leg(
                ValueBytes.readOrderId(in),
                ValueBytes.readClientOrderId(in),
                RequestBytes.readOrder(in),
                readReserve(in));
    }

    private static void write(Reserve reserve, PayloadWriter out) {
        out.number(reserve.estimatedScaled());
        out.number(reserve.priceScaled());
    }

    private static Reserve readReserve(PayloadReader in) {
        return new Reserve(in.number(), in.number());
    }

    private static void write(OrderDenied denied, PayloadWriter out) {
        ValueBytes.write(denied.order(), out);
        ValueBytes.write(denied.clientOrderId(), out);
        out.count(denied.strategy());
        RequestBytes.write(denied.request(), out);
        ValueBytes.write(denied.denial(), out);
    }

    private static OrderDenied readDenied(PayloadReader in) {
        return new OrderDenied(
                ValueBytes.readOrderId(in),
                ValueBytes.readClientOrderId(in),
                in.count(),
                RequestBytes.readOrder(in),
                ValueBytes.readDenial(in));
    }

    private static void write(ReplaceIntended intent, PayloadWriter out) {
        ValueBytes.write(intent.order(), out);
        ValueBytes.write(intent.current(), out);
        ValueBytes.write(intent.venueOrderId(), out);
        ValueBytes.write(intent.next(), out);
        RequestBytes.write(intent.change(), out);
        out.number(intent.riskPriceScaled());
    }

    private static ReplaceIntended readReplace(PayloadReader in) {
        return new ReplaceIntended(
                ValueBytes.readOrderId(in),
                ValueBytes.readClientOrderId(in),
                ValueBytes.readVenueOrderId(in),
                ValueBytes.readClientOrderId(in),
                RequestBytes.readChange(in),
                in.number());
    }
}
