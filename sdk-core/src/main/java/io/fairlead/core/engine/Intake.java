package io.fairlead.core.engine;

import io.fairlead.api.order.OrderId;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Action;
import io.fairlead.core.journal.JournalRecord.ActionAnswered;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.ConnectionChanged;
import io.fairlead.core.journal.JournalRecord.HistoryArrived;
import io.fairlead.core.journal.JournalRecord.Reported;
import io.fairlead.core.journal.JournalRecord.SubmitAnswered;
import io.fairlead.core.journal.JournalRecord.TimePassed;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.core.journal.JournalRecord.VenueReadFailed;
import io.fairlead.core.journal.RecordLog;
import io.fairlead.core.order.ManagedOrder;
import io.fairlead.core.order.OrderSink.Answer;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderReport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes one input at a time: writes it down, then hands it to the room that it is for. Reports, answers and news of the connection come
 * as what the plug-in said, all else as the record that it is written down as. On the session's thread.
 */
final class Intake {
    private final SessionCore core;
    private final RecordLog log;
    private @Nullable ClosePolicy ending;

    Intake(SessionCore core, RecordLog log) {
        this.core = core;
        this.log = log;
    }

    /** With what policy the session was told to end; null while it goes on. */
    @Nullable
    ClosePolicy ending() {
        return ending;
    }

    void take(Object input) {
        if (input instanceof OrderReport report) {
            if (log.isOn()) {
                log.write(new Reported(report));
            }
            core.desk().apply(report);
        } else if (input instanceof Answer answer) {
            if (log.isOn()) {
                log.write(recordOf(answer));
            }
            core.desk().apply(answer);
        } else if (input instanceof ConnectionEvent event) {
            if (log.isOn()) {
                log.write(new ConnectionChanged(event));
            }
            core.connected(event);
        } else if (input instanceof JournalRecord record) {
            takeRecord(record);
        } else {
            throw new IllegalStateException("unknown input " + input);
        }
    }

    private static JournalRecord recordOf(Answer answer) {
        OrderId order = answer.order().orderId();
        if (answer instanceof Answer.Submitted submitted) {
            return new SubmitAnswered(order, submitted.result());
        }
        if (answer instanceof Answer.CancelTaken taken) {
            return new ActionAnswered(order, Action.CANCEL, taken.result());
        }
        return new ActionAnswered(order, Action.REPLACE, ((Answer.ReplaceTaken) answer).result());
    }

    private void takeRecord(JournalRecord record) {
        if (record instanceof Reported reported) {
            take(reported.report());
        } else if (record instanceof ConnectionChanged changed) {
            take(changed.event());
        } else if (record instanceof SubmitAnswered answered) {
            of(answered.order(), order -> take(new Answer.Submitted(order, answered.result())));
        } else if (record instanceof ActionAnswered answered) {
            of(answered.order(), order -> take(answerOf(order, answered.action(), answered.result())));
        } else if (record instanceof HistoryArrived history) {
            act(core.data().taken(history));
        } else {
            act(record);
        }
    }

    private static Answer answerOf(ManagedOrder order, Action action, ActionResult result) {
        return action == Action.CANCEL ? new Answer.CancelTaken(order, result) : new Answer.ReplaceTaken(order, result);
    }

    private void of(OrderId id, Consumer<ManagedOrder> known) {
        core.desk().order(id).ifPresent(known);
    }

    private void act(JournalRecord input) {
        if (log.isOn()) {
            log.write(input);
        }
        if (input instanceof Commanded commanded) {
            obey(commanded);
        } else if (input instanceof VenueRead read) {
            core.desk().reconcile(read);
        } else if (input instanceof VenueReadFailed failed) {
            core.desk().reconcileFailed(failed);
        } else if (!(input instanceof TimePassed)) {
            core.data().take(input);
        }
    }

    private void obey(Commanded order) {
        Command command = order.command();
        if (command instanceof Command.SetTradingState set) {
            core.watch().setTradingState(set.state(), order.who(), order.why());
        } else if (command instanceof Command.TripKillSwitch) {
            core.watch().killTripped(order.who(), order.why());
        } else if (command instanceof Command.ResetKillSwitch) {
            core.watch().killReset(order.who(), order.why());
        } else if (command instanceof Command.ChangeLimits) {
            core.watch().obeyChange(order.who(), order.why());
        } else if (command instanceof Command.Flatten flatten) {
            core.flattening().begin(core.hosts().get(flatten.strategy()), flatten.instrument());
        } else if (command instanceof Command.Resolve resolve) {
            core.desk().resolve(resolve, order.who(), order.why());
        } else if (command instanceof Command.AcceptPosition accept) {
            core.desk().acceptPosition(accept.instrument());
        } else if (command instanceof Command.Close close) {
            ending = ClosePolicy.valueOf(close.policy());
        } else {
            throw new IllegalStateException("nobody takes the command " + order);
        }
    }
}
