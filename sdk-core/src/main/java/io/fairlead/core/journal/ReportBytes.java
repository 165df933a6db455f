package io.fairlead.core.journal;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.Optional;

/** What a venue says of orders: answers and reports. */
final class ReportBytes {
    private static final int CLIENT_ID = 1;
    private static final int VENUE_ID = 2;

    private static final int WORKING = 1;
    private static final int SUSPENDED = 2;
    private static final int TRIGGERED = 3;
    private static final int FILLED = 4;
    private static final int FILLED_UNPRICED = 5;
    private static final int PRICED = 6;
    private static final int CORRECTED = 7;
    private static final int BUSTED = 8;
    private static final int REPLACED = 9;
    private static final int REPLACE_REJECTED = 10;
    private static final int CANCEL_REJECTED = 11;
    private static final int REJECTED = 12;
    private static final int CANCELLED = 13;
    private static final int EXPIRED = 14;
    private static final int COMPLETED = 15;

    private static final int ANSWER_ACCEPTED = 1;
    private static final int ANSWER_REJECTED = 2;
    private static final int ANSWER_DENIED = 3;
    private static final int ANSWER_UNKNOWN = 4;

    private static final int ACTION_TAKEN = 1;
    private static final int ACTION_REFUSED = 2;
    private static final int ACTION_UNKNOWN = 3;

    private ReportBytes() {}

    // ---- how orders and executions are named

    static void write(OrderKey key, PayloadWriter out) {
        boolean ours = key.clientOrderId().isPresent();
        boolean theirs = key.venueOrderId().isPresent();
        out.octet((ours ? CLIENT_ID : 0) | (theirs ? VENUE_ID : 0));
        if (ours) {
            ValueBytes.write(key.clientOrderId().orElseThrow(), out);
        }
        if (theirs) {
            ValueBytes.write(key.venueOrderId().orElseThrow(), out);
        }
    }

    static OrderKey readKey(PayloadReader in) {
        int ids = in.octet();
        return switch (ids) {
            case CLIENT_ID -> OrderKey.of(ValueBytes.readClientOrderId(in));
            case VENUE_ID -> OrderKey.of(ValueBytes.readVenueOrderId(in));
            case CLIENT_ID | VENUE_ID -> {
                ClientOrderId ours = ValueBytes.readClientOrderId(in);
                yield OrderKey.of(ours, ValueBytes.readVenueOrderId(in));
            }
            default -> throw in.unknown(ids, "set of ids");
        };
    }

    static void write(Fill fill, PayloadWriter out) {
        out.text(fill.executionId());
        out.instrument(fill.instrument());
        out.code(Codes.SIDE, fill.side());
        ValueBytes.write(fill.quantity(), out);
        ValueBytes.write(fill.price(), out);
        out.list(fill.fees(), ValueBytes::writeMoney);
        out.code(Codes.LIQUIDITY, fill.liquidity());
        out.fixed(fill.timeNanos());
    }

    static Fill readFill(PayloadReader in) {
        String executionId = in.text();
        InstrumentId instrument = in.instrument();
        Side side = in.code(Codes.SIDE);
        Quantity quantity = ValueBytes.readQuantity(in);
        Price price = ValueBytes.readPrice(in);
        var fees = in.list(ValueBytes::readMoney);
        Liquidity liquidity = in.code(Codes.LIQUIDITY);
        return new Fill(executionId, instrument, side, quantity, price, fees, liquidity, in.fixed());
    }

    // ---- reports

    static void write(OrderReport report, PayloadWriter out) {
        out.octet(code(report));
        write(report.key(), out);
        out.fixed(report.timeNanos());
        if (report instanceof OrderReport.Filled filled) {
            write(filled.fill(), out);
        } else if (report instanceof OrderReport.FilledUnpriced filled) {
            write(filled.fill(), out);
        } else if (report instanceof OrderReport.Priced priced) {
            out.text(priced.executionId());
            ValueBytes.write(priced.price(), out);
            out.list(priced.fees(), ValueBytes::writeMoney);
        } else if (report instanceof OrderReport.Corrected corrected) {
            out.text(corrected.executionId());
            write(corrected.corrected(), out);
        } else if (report instanceof OrderReport.Busted busted) {
            out.text(busted.executionId());
        } else if (report instanceof OrderReport.Replaced replaced) {
            write(replaced.now(), out);
        } else {
            writeEnd(report, out);
        }
    }

    private static int code(OrderReport report) {
        if (report instanceof OrderReport.Filled) {
            return FILLED;
        }
        if (report instanceof OrderReport.Working) {
            return WORKING;
        }
        if (report instanceof OrderReport.Cancelled) {
            return CANCELLED;
        }
        if (report instanceof OrderReport.Completed) {
            return COMPLETED;
        }
        if (report instanceof OrderReport.Replaced) {
            return REPLACED;
        }
        return rarerCode(report);
    }

    private static int rarerCode(OrderReport report) {
        if (report instanceof OrderReport.Suspended) {
            return SUSPENDED;
        }
        if (report instanceof OrderReport.Triggered) {
            return TRIGGERED;
        }
        if (report instanceof OrderReport.FilledUnpriced) {
            return FILLED_UNPRICED;
        }
        if (report instanceof OrderReport.Priced) {
            return PRICED;
        }
        if (report instanceof OrderReport.Corrected) {
            return CORRECTED;
        }
        if (report instanceof OrderReport.Busted) {
            return BUSTED;
        }
        if (report instanceof OrderReport.ReplaceRejected) {
            return REPLACE_REJECTED;
        }
        if (report instanceof OrderReport.CancelRejected) {
            return CANCEL_REJECTED;
        }
        if (report instanceof OrderReport.Rejected) {
            return REJECTED;
        }
        if (report instanceof OrderReport.Expired) {
            return EXPIRED;
        }
        throw new IllegalStateException("report without a code in the journal: " + report);
    }

    private static void writeEnd(OrderReport report, PayloadWriter out) {
        if (report instanceof OrderReport.Suspended suspended) {
            out.text(suspended.reason());
        } else if (report instanceof OrderReport.ReplaceRejected rejected) {
            out.text(rejected.reason());
        } else if (report instanceof OrderReport.CancelRejected rejected) {
            out.text(rejected.reason());
        } else if (report instanceof OrderReport.Rejected rejected) {
            out.text(rejected.reason());
        } else if (report instanceof OrderReport.Cancelled cancelled) {
            out.text(cancelled.reason());
            ValueBytes.writeOptional(cancelled.filledQuantity(), ValueBytes::write, out);
        } else if (report instanceof OrderReport.Expired expired) {
            ValueBytes.writeOptional(expired.filledQuantity(), ValueBytes::write, out);
        }
    }

    static OrderReport readReport(PayloadReader in) {
        int code = in.octet();
        OrderKey key = readKey(in);
        long nanos = in.fixed();
        return switch (code) {
            case WORKING -> new OrderReport.Working(key, nanos);
            case SUSPENDED -> new OrderReport.Suspended(key, nanos, in.text());
            case TRIGGERED -> new OrderReport.Triggered(key, nanos);
            case FILLED -> new OrderReport.Filled(key, nanos, readFill(in));
            case FILLED_UNPRICED -> new OrderReport.FilledUnpriced(key, nanos, readFill(in));
            case PRICED ->
                new OrderReport.Priced(key, nanos, in.text(), ValueBytes.readPrice(in), in.list(ValueBytes::readMoney));
            case CORRECTED -> new OrderReport.Corrected(key, nanos, in.text(), readFill(in));
            case BUSTED -> new OrderReport.Busted(key, nanos, in.text());
            case REPLACED -> new OrderReport.Replaced(key, nanos, readKey(in));
            case REPLACE_REJECTED -> new OrderReport.ReplaceRejected(key, nanos, in.text());
            case CANCEL_REJECTED -> new OrderReport.CancelRejected(key, nanos, in.text());
            case REJECTED -> new OrderReport.Rejected(key, nanos, in.text());
            case CANCELLED -> new OrderReport.Cancelled(key, nanos, in.text(), readFilled(in));
            case EXPIRED -> new OrderReport.Expired(key, nanos, readFilled(in));
            case COMPLETED -> new OrderReport.Completed(key, nanos);
            default -> throw in.unknown(code, "report");
        };
    }

    private static Optional<Quantity> readFilled(PayloadReader in) {
        return ValueBytes.readOptional(in, ValueBytes::readQuantity);
    }

    // ---- answers

    static void write(SubmitResult result, PayloadWriter out) {
        if (result instanceof SubmitResult.Accepted accepted) {
            out.octet(ANSWER_ACCEPTED);
            ValueBytes.write(accepted.clientOrderId(), out);
            ValueBytes.write(accepted.venueOrderId(), out);
            out.list(accepted.legs(), ReportBytes::write);
        } else if (result instanceof SubmitResult.Rejected rejected) {
            out.octet(ANSWER_REJECTED);
            ValueBytes.write(rejected.clientOrderId(), out);
            out.text(rejected.venueText());
        } else if (result instanceof SubmitResult.Denied denied) {
            out.octet(ANSWER_DENIED);
            ValueBytes.write(denied.clientOrderId(), out);
            ValueBytes.write(denied.denial(), out);
        } else {
            SubmitResult.Unknown unknown = (SubmitResult.Unknown) result;
            out.octet(ANSWER_UNKNOWN);
            ValueBytes.write(unknown.clientOrderId(), out);
            out.text(unknown.what());
        }
    }

    static SubmitResult readAnswer(PayloadReader in) {
        int code = in.octet();
        ClientOrderId id = ValueBytes.readClientOrderId(in);
        return switch (code) {
            case ANSWER_ACCEPTED ->
                new SubmitResult.Accepted(id, ValueBytes.readVenueOrderId(in), in.list(ReportBytes::readKey));
            case ANSWER_REJECTED -> new SubmitResult.Rejected(id, in.text());
            case ANSWER_DENIED -> new SubmitResult.Denied(id, ValueBytes.readDenial(in));
            case ANSWER_UNKNOWN -> new SubmitResult.Unknown(id, in.text());
            default -> throw in.unknown(code, "answer to a submit");
        };
    }

    static void write(ActionResult result, PayloadWriter out) {
        if (result instanceof ActionResult.Taken) {
            out.octet(ACTION_TAKEN);
        } else if (result instanceof ActionResult.Refused refused) {
            out.octet(ACTION_REFUSED);
            out.text(refused.venueText());
        } else {
            out.octet(ACTION_UNKNOWN);
            out.text(((ActionResult.Unknown) result).what());
        }
    }

    static ActionResult readAction(PayloadReader in) {
        int code = in.octet();
        return switch (code) {
            case ACTION_TAKEN -> new ActionResult.Taken();
            case ACTION_REFUSED -> new ActionResult.Refused(in.text());
            case ACTION_UNKNOWN -> new ActionResult.Unknown(in.text());
            default -> throw in.unknown(code, "answer to a cancel or a change");
        };
    }
}
