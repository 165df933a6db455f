package io.fairlead.core.audit;

import io.fairlead.api.order.Denial;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Command;
import java.util.List;

/** Denials, breakers, the trading state, the kill switch, limits, suspensions; and commands of any kind. One thread. */
final class RiskRows {
    /** Alarms that tell of risk, by how their code begins. */
    private static final List<String> BREAKERS = List.of("BREAKER_");

    private final Pen pen;
    private final Instruments instruments;

    RiskRows(Pen pen, Instruments instruments) {
        this.pen = pen;
        this.instruments = instruments;
    }

    void denial(OrderLine line, Denial denial) {
        event("DENIAL", denial.code(), denial.detail())
                .set("remedy", denial.remedy())
                .set("order_id", line.ref().id())
                .set("strategy", line.row().text("strategy"));
    }

    void suspended(JournalRecord.StrategySuspended suspended) {
        event("SUSPENSION", "STRATEGY_SUSPENDED", "callback=" + suspended.callback() + " error=" + suspended.error())
                .set("strategy", instruments.strategy(suspended.strategy()));
    }

    void alarmed(JournalRecord.Alarmed alarm) {
        if (BREAKERS.stream().anyMatch(alarm.code()::startsWith)) {
            event("BREAKER", alarm.code(), alarm.detail());
        }
    }

    void commanded(JournalRecord.Commanded commanded) {
        Command command = commanded.command();
        pen.row(Schema.COMMANDS)
                .set("command", command.getClass().getSimpleName())
                .set("detail", detail(command))
                .set("who", commanded.who())
                .set("why", commanded.why());
        if (command instanceof Command.SetTradingState set) {
            byCommand("TRADING_STATE", set.state().name(), commanded);
        } else if (command instanceof Command.TripKillSwitch) {
            byCommand("KILL_SWITCH", "TRIPPED", commanded);
        } else if (command instanceof Command.ResetKillSwitch) {
            byCommand("KILL_SWITCH", "RESET", commanded);
        } else if (command instanceof Command.ChangeLimits limits) {
            byCommand("LIMITS", limits.policy(), commanded).set("detail", detail(limits));
        }
    }

    private Row byCommand(String kind, String code, JournalRecord.Commanded commanded) {
        return event(kind, code, "why=" + commanded.why()).set("who", commanded.who());
    }

    private Row event(String kind, String code, String detail) {
        return pen.row(Schema.RISK_EVENTS)
                .set("kind", kind)
                .set("code", code)
                .set("detail", detail)
                .set("remedy", "");
    }

    private String detail(Command command) {
        if (command instanceof Command.SetTradingState set) {
            return "state=" + set.state();
        }
        if (command instanceof Command.ChangeLimits limits) {
            return "policy=" + limits.policy() + "\n" + String.join("\n", limits.rules());
        }
        if (command instanceof Command.Resolve resolve) {
            return "order=" + resolve.order() + " placed=" + resolve.placed()
                    + resolve.venueOrderId().map(id -> " venueOrderId=" + id).orElse("");
        }
        if (command instanceof Command.AcceptPosition accept) {
            return "instrument=" + instruments.instrument(accept.instrument());
        }
        if (command instanceof Command.Flatten flatten) {
            return "instrument=" + instruments.instrument(flatten.instrument()) + " strategy="
                    + instruments.strategy(flatten.strategy());
        }
        return command instanceof Command.Close close ? "policy=" + close.policy() : "";
    }
}
