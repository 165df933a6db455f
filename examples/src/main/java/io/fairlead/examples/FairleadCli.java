package io.fairlead.examples;

import io.fairlead.api.FairleadException;
import io.fairlead.examples.chaos.ChaosCommand;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The program behind {@code ./fairlead}: one subcommand per job. A subcommand is a {@code Callable<Integer>} that writes to
 * {@code spec.commandLine().getOut()} and throws {@link io.fairlead.api.BadInputException} for whatever a user can mend; it is told
 * in one line, without a stack trace.
 *
 * <p>Exit codes: 0 done, 1 a fault of the program or of a venue, 2 bad input.
 */
@Command(
        name = "fairlead",
        description = "Runs trading strategies on recorded or synthetic markets, and looks after accounts at brokers.",
        subcommands = {
            DemoCommand.class,
            BacktestCommand.class,
            ReplayCommand.class,
            DecisionsCommand.class,
            AuditCommand.class,
            ChaosCommand.class,
            JournalCommand.class,
            BrokersCommand.class,
            DoctorCommand.class,
            SnapshotCommand.class,
            PositionsCommand.class,
            HistoryCommand.class,
            PlaceOrderCommand.class,
            CancelCommand.class,
            FakeCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = ProductVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a fault of the program, or of a venue",
            "2:bad input; the message says what to change"
        })
public final class FairleadCli implements Runnable {
    /** A venue did not do what it was asked. */
    static final int VENUE_FAULT = 1;

    /** Something that the user can mend was wrong. */
    static final int BAD_INPUT = 2;

    private static final int HELP_WIDTH = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final boolean onTerminal;
    private final Map<String, String> variables;

    private FairleadCli(boolean onTerminal, Map<String, String> variables) {
        this.onTerminal = onTerminal;
        this.variables = variables;
    }

    /** The program as it is without a terminal. */
    static FairleadCli plain() {
        return new FairleadCli(false, System.getenv());
    }

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(new FairleadCli(Screen.isTerminal(), System.getenv()), out, err, args));
    }

    /**
     * Runs the program inside this JVM, writing plain lines.
     *
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(plain(), out, err, args);
    }

    /** The same with environment variables of one's own. */
    static int run(Map<String, String> variables, PrintWriter out, PrintWriter err, String... args) {
        return run(new FairleadCli(false, Map.copyOf(variables)), out, err, args);
    }

    private static int run(FairleadCli program, PrintWriter out, PrintWriter err, String... args) {
        int exitCode = new CommandLine(program)
                .registerConverter(int.class, new Converters.Whole())
                .registerConverter(Integer.class, new Converters.Whole())
                .registerConverter(long.class, new Converters.Long64())
                .registerConverter(Long.class, new Converters.Long64())
                .registerConverter(BigDecimal.class, new Converters.Decimal())
                .setUsageHelpWidth(HELP_WIDTH)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((fault, command, parsed) -> report(fault, command))
                .setParameterExceptionHandler((fault, words) -> refuse(fault))
                .execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    /** Without a subcommand. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** The environment variables. */
    Map<String, String> variables() {
        return variables;
    }

    /** Where a subcommand writes to. */
    Screen screen(CommandLine command) {
        return new Screen(command.getOut(), command.getErr(), onTerminal);
    }

    private static int report(Exception fault, CommandLine command) throws Exception {
        if (fault instanceof FairleadException) {
            command.getErr().println("fairlead: " + fault.getMessage());
            return fault instanceof VenueFault ? VENUE_FAULT : BAD_INPUT;
        }
        throw fault;
    }

    private static int refuse(ParameterException fault) {
        CommandLine command = fault.getCommandLine();
        String fullName = command.getCommandSpec().qualifiedName();
        String what = UsageFault.inWords(fault);
        command.getErr()
                .println("fairlead: " + what + (what.endsWith("?") ? "" : ".") + " See ./" + fullName + " --help");
        return BAD_INPUT;
    }
}
