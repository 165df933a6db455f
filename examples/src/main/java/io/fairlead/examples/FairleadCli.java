package io.fairlead.examples;

import io.fairlead.api.FairleadException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
 * <p>Exit codes: 0 done, 1 a fault of the program, 2 bad input.
 */
@Command(
        name = "fairlead",
        description = "Runs trading strategies on recorded or synthetic markets.",
        subcommands = {DecisionsCommand.class, HelpCommand.class},
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = ProductVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a fault of the program", "2:bad input; the message says what to change"})
public final class FairleadCli implements Runnable {
    /** Something that the user can mend was wrong. */
    static final int BAD_INPUT = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /**
     * Runs the program inside this JVM.
     *
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        int exitCode = new CommandLine(new FairleadCli())
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

    private static int report(Exception fault, CommandLine command) throws Exception {
        if (fault instanceof FairleadException) {
            command.getErr().println("fairlead: " + fault.getMessage());
            return BAD_INPUT;
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
