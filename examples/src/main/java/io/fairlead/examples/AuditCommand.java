package io.fairlead.examples;

import io.fairlead.core.audit.AuditReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fairlead audit}: a journal as tables. */
@Command(
        name = "audit",
        description = "Makes tables of a journal, in SQLite or PostgreSQL, and shows what is in them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AuditCommand.Build.class,
            AuditCommand.Runs.class,
            AuditCommand.Orders.class,
            AuditCommand.Fills.class,
            AuditCommand.Decisions.class,
            AuditCommand.Events.class
        },
        footer = {
            "",
            "Examples:",
            "  ./fairlead audit build DIR",
            "  ./fairlead audit orders DIR --run 1",
            "  ./fairlead audit events --db trades.db --order 12",
            "  ./fairlead audit build DIR --url jdbc:postgresql://localhost/audit"
        })
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a subcommand. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** Makes the tables, or brings them up to date. */
    @Command(name = "build", description = "Makes the tables of a journal, or brings them up to date.")
    static final class Build implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AuditPlace place = new AuditPlace();

        @Option(names = "--anew", description = "Drop the tables first.")
        private boolean anew;

        @Override
        public Integer call() {
            long taken = place.build(anew);
            spec.commandLine()
                    .getOut()
                    .println(String.format(Locale.ROOT, "%,d records", taken) + " projected into " + place.store());
            return 0;
        }
    }

    /** A question to the store, answered by a table. */
    abstract static class Question implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AuditPlace place = new AuditPlace();

        @Override
        public final Integer call() {
            try (AuditReader reader = place.open()) {
                for (String line : answer(reader).lines()) {
                    spec.commandLine().getOut().println(line);
                }
            }
            return 0;
        }

        abstract TextTable answer(AuditReader reader);

        static OptionalLong only(@Nullable Long number) {
            return number == null ? OptionalLong.empty() : OptionalLong.of(number);
        }

        static String plain(Optional<BigDecimal> number) {
            return number.map(BigDecimal::toPlainString).orElse("");
        }
    }

    /** The runs. */
    @Command(name = "runs", description = "Shows the sessions on the journal.")
    static final class Runs extends Question {
        @Override
        TextTable answer(AuditReader reader) {
            TextTable table = new TextTable(">run", "opened", "mode", "account", "policy", "closed");
            for (AuditReader.Run run : reader.runs()) {
                table.row(
                        Long.toString(run.run()),
                        run.opened().toString(),
                        run.mode(),
                        run.account(),
                        run.policy(),
                        run.closed().map(Object::toString).orElse(""));
            }
            return table;
        }
    }

    /** The orders. */
    @Command(name = "orders", description = "Shows orders and where they stand.")
    static final class Orders extends Question {
        @Option(names = "--run", paramLabel = "N", description = "Of one run, as 'audit runs' names it.")
        private @Nullable Long run;

        @Option(names = "--order", paramLabel = "ID", description = "One order: 12 for O-12.")
        private @Nullable Long order;

        @Override
        TextTable answer(AuditReader reader) {
            TextTable table = new TextTable(
                    ">run",
                    ">order",
                    "time",
                    "strategy",
                    "instrument",
                    "side",
                    ">quantity",
                    "type",
                    ">limit",
                    ">trigger",
                    "status",
                    ">filled",
                    ">average",
                    "denied");
            List<AuditReader.Order> found = order == null ? reader.orders(only(run)) : reader.order(order, only(run));
            for (AuditReader.Order one : found) {
                table.row(
                        Long.toString(one.run()),
                        Long.toString(one.orderId()),
                        one.time().toString(),
                        one.strategy(),
                        one.instrument(),
                        one.side(),
                        plain(one.quantity()),
                        one.type(),
                        plain(one.limitPrice()),
                        plain(one.triggerPrice()),
                        one.status(),
                        one.filledQuantity().toPlainString(),
                        plain(one.averagePrice()),
                        one.denialCode());
            }
            return table;
        }
    }

    /** The fills. */
    @Command(name = "fills", description = "Shows executions and what they cost; those that hold are BOOKED.")
    static final class Fills extends Question {
        @Option(names = "--run", paramLabel = "N", description = "Of orders of one run.")
        private @Nullable Long run;

        @Option(names = "--order", paramLabel = "ID", description = "Of one order.")
        private @Nullable Long order;

        @Override
        TextTable answer(AuditReader reader) {
            TextTable table = new TextTable(
                    ">run", ">order", "execution", "time", "side", ">quantity", ">price", "fees", "state");
            for (AuditReader.Execution fill : reader.fills(only(run), only(order))) {
                table.row(
                        Long.toString(fill.run()),
                        Long.toString(fill.orderId()),
                        fill.executionId(),
                        fill.time().map(Object::toString).orElse(""),
                        fill.side(),
                        plain(fill.quantity()),
                        plain(fill.price()),
                        String.join(
                                ", ",
                                fill.fees().stream()
                                        .map(fee -> fee.amount().toPlainString() + " " + fee.currency())
                                        .toList()),
                        fill.state());
            }
            return table;
        }
    }

    /** The decisions. */
    @Command(name = "decisions", description = "Shows what strategies decided, and who voted what.")
    static final class Decisions extends Question {
        @Option(names = "--run", paramLabel = "N", description = "Of one run.")
        private @Nullable Long run;

        @Override
        TextTable answer(AuditReader reader) {
            TextTable table = new TextTable(">run", "time", "strategy", "decision", "action", "rule", "votes");
            for (AuditReader.Decision decision : reader.decisions(only(run))) {
                table.row(
                        Long.toString(decision.run()),
                        decision.time().toString(),
                        decision.strategy(),
                        decision.decisionId(),
                        decision.action(),
                        decision.rule(),
                        String.join(
                                ", ",
                                decision.votes().stream()
                                        .map(vote -> vote.edge() + " " + vote.stance())
                                        .toList()));
            }
            return table;
        }
    }

    /** What happened. */
    @Command(name = "events", description = "Shows what happened to orders, in the order in which it was recorded.")
    static final class Events extends Question {
        @Option(names = "--run", paramLabel = "N", description = "Of orders of one run.")
        private @Nullable Long run;

        @Option(names = "--order", paramLabel = "ID", description = "Of one order.")
        private @Nullable Long order;

        @Override
        TextTable answer(AuditReader reader) {
            TextTable table =
                    new TextTable(">record", ">run", ">order", "time", "source", "event", "effect", "status", "detail");
            for (AuditReader.Event event : reader.events(only(run), only(order))) {
                table.row(
                        Long.toString(event.sequence()),
                        Long.toString(event.run()),
                        Long.toString(event.orderId()),
                        event.time().toString(),
                        event.source(),
                        event.event(),
                        event.effect(),
                        event.status(),
                        event.detail().replace('\n', ' '));
            }
            return table;
        }
    }
}
