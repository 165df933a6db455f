package io.fairlead.core.journal;

import static io.fairlead.core.journal.ValueBytes.readOptional;
import static io.fairlead.core.journal.ValueBytes.writeOptional;

import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.ConnectionChanged;
import io.fairlead.core.journal.JournalRecord.Reconciled;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.core.journal.JournalRecord.VenueReadFailed;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.VenueOrder;
import java.util.List;
import java.util.Optional;

/** The venue's state as it was read, the connection's health, and what people ordered. */
final class VenueLayouts {
    private static final int SET_TRADING_STATE = 1;
    private static final int TRIP_KILL_SWITCH = 2;
    private static final int RESET_KILL_SWITCH = 3;
    private static final int CHANGE_LIMITS = 4;
    private static final int RESOLVE = 5;
    private static final int ACCEPT_POSITION = 6;
    private static final int FLATTEN = 7;
    private static final int CLOSE = 8;

    private VenueLayouts() {}

    static List<Layout<?>> all() {
        return List.of(
                new Layout<>(
                        RecordKind.CONNECTION_CHANGED,
                        ConnectionChanged.class,
                        1,
                        (changed, out) -> write(changed.event(), out),
                        in -> new ConnectionChanged(
                                new ConnectionEvent(in.code(Codes.CONNECTION), in.text(), in.fixed()))),
                new Layout<>(RecordKind.VENUE_READ, VenueRead.class, 1, VenueLayouts::write, VenueLayouts::readVenue),
                new Layout<>(
                        RecordKind.VENUE_READ_FAILED,
                        VenueReadFailed.class,
                        1,
                        (failed, out) -> out.text(failed.error()),
                        in -> new VenueReadFailed(in.text())),
                new Layout<>(
                        RecordKind.COMMANDED,
                        Commanded.class,
                        1,
                        (commanded, out) -> {
                            write(commanded.command(), out);
                            out.text(commanded.who());
                            out.text(commanded.why());
                        },
                        in -> new Commanded(readCommand(in), in.text(), in.text())),
                new Layout<>(
                        RecordKind.RECONCILED,
                        Reconciled.class,
                        1,
                        (reconciled, out) -> out.list(reconciled.lines(), (line, to) -> to.text(line)),
                        in -> new Reconciled(in.list(PayloadReader::text))));
    }

    private static void write(ConnectionEvent event, PayloadWriter out) {
        out.code(Codes.CONNECTION, event.state());
        out.text(event.detail());
        out.fixed(event.timeNanos());
    }

    // ---- the venue's state

    private static void write(VenueRead read, PayloadWriter out) {
        out.fixed(read.askedNanos());
        out.list(read.openOrders(), VenueLayouts::write);
        out.list(read.lookedUp(), VenueLayouts::write);
        out.list(read.notFound(), ReportBytes::write);
        out.fixed(read.sinceNanos());
        out.list(read.executions(), (execution, to) -> {
            ReportBytes.write(execution.key(), to);
            ReportBytes.write(execution.fill(), to);
        });
        writeOptional(read.account(), VenueLayouts::write, out);
    }

    private static VenueRead readVenue(PayloadReader in) {
        return new VenueRead(
                in.fixed(),
                in.list(VenueLayouts::readOrder),
                in.list(VenueLayouts::readOrder),
                in.list(ReportBytes::readKey),
                in.fixed(),
                in.list(from -> new OrderFacet.Execution(ReportBytes.readKey(from), ReportBytes.readFill(from))),
                readOptional(in, VenueLayouts::readSnapshot));
    }

    private static void write(VenueOrder order, PayloadWriter out) {
        ReportBytes.write(order.key(), out);
        out.instrument(order.instrument());
        out.code(Codes.SIDE, order.side());
        writeOptional(order.quantity(), ValueBytes::write, out);
        ValueBytes.write(order.filledQuantity(), out);
        out.code(Codes.ORDER_TYPE, order.type());
        writeOptional(order.limitPrice(), ValueBytes::write, out);
        writeOptional(order.triggerPrice(), ValueBytes::write, out);
        out.code(Codes.TIME_IN_FORCE, order.timeInForce());
        out.code(Codes.LIFECYCLE, order.lifecycle());
        out.fixed(order.createdNanos());
    }

    private static VenueOrder readOrder(PayloadReader in) {
        return new VenueOrder(
                ReportBytes.readKey(in),
                in.instrument(),
                in.code(Codes.SIDE),
                readOptional(in, ValueBytes::readQuantity),
                ValueBytes.readQuantity(in),
                in.code(Codes.ORDER_TYPE),
                readOptional(in, ValueBytes::readPrice),
                readOptional(in, ValueBytes::readPrice),
                in.code(Codes.TIME_IN_FORCE),
                in.code(Codes.LIFECYCLE),
                in.fixed());
    }

    private static void write(AccountFacet.Snapshot snapshot, PayloadWriter out) {
        out.list(snapshot.cash(), ValueBytes::writeMoney);
        out.list(snapshot.positions(), VenueLayouts::write);
        out.fixed(snapshot.timeNanos());
    }

    private static AccountFacet.Snapshot readSnapshot(PayloadReader in) {
        return new AccountFacet.Snapshot(
                in.list(ValueBytes::readMoney), in.list(VenueLayouts::readHolding), in.fixed());
    }

    private static void write(AccountFacet.Holding holding, PayloadWriter out) {
        out.instrument(holding.instrument());
        out.code(Codes.SIDE, holding.direction());
        ValueBytes.write(holding.quantity(), out);
        writeOptional(holding.averagePrice(), ValueBytes::write, out);
    }

    private static AccountFacet.Holding readHolding(PayloadReader in) {
        return new AccountFacet.Holding(
                in.instrument(),
                in.code(Codes.SIDE),
                ValueBytes.readQuantity(in),
                readOptional(in, ValueBytes::readPrice));
    }

    // ---- commands

    private static void write(Command command, PayloadWriter out) {
        if (command instanceof Command.SetTradingState set) {
            out.octet(SET_TRADING_STATE);
            out.code(Codes.TRADING_STATE, set.state());
        } else if (command instanceof Command.TripKillSwitch) {
            out.octet(TRIP_KILL_SWITCH);
        } else if (command instanceof Command.ResetKillSwitch) {
            out.octet(RESET_KILL_SWITCH);
        } else if (command instanceof Command.ChangeLimits change) {
            out.octet(CHANGE_LIMITS);
            out.text(change.policy());
            out.list(change.rules(), (rule, to) -> to.text(rule));
        } else if (command instanceof Command.Resolve resolve) {
            out.octet(RESOLVE);
            ValueBytes.write(resolve.order(), out);
            out.flag(resolve.placed());
            out.flag(resolve.venueOrderId().isPresent());
            resolve.venueOrderId().ifPresent(id -> ValueBytes.write(id, out));
        } else if (command instanceof Command.AcceptPosition accept) {
            out.octet(ACCEPT_POSITION);
            out.count(accept.instrument());
        } else if (command instanceof Command.Flatten flatten) {
            out.octet(FLATTEN);
            out.count(flatten.instrument());
            out.count(flatten.strategy());
        } else {
            out.octet(CLOSE);
            out.text(((Command.Close) command).policy());
        }
    }

    private static Command readCommand(PayloadReader in) {
        int code = in.octet();
        return switch (code) {
            case SET_TRADING_STATE -> new Command.SetTradingState(in.code(Codes.TRADING_STATE));
            case TRIP_KILL_SWITCH -> new Command.TripKillSwitch();
            case RESET_KILL_SWITCH -> new Command.ResetKillSwitch();
            case CHANGE_LIMITS -> new Command.ChangeLimits(in.text(), in.list(PayloadReader::text));
            case RESOLVE ->
                new Command.Resolve(
                        ValueBytes.readOrderId(in),
                        in.flag(),
                        in.flag() ? Optional.of(ValueBytes.readVenueOrderId(in)) : Optional.empty());
            case ACCEPT_POSITION -> new Command.AcceptPosition(in.count());
            case FLATTEN -> new Command.Flatten(in.count(), in.count());
            case CLOSE -> new Command.Close(in.text());
            default -> throw in.unknown(code, "command");
        };
    }
}
