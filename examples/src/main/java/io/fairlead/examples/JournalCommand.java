package io.fairlead.examples;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fairlead journal}: looks into a session's journal. */
@Command(
        name = "journal",
        description = "Shows, checks and explains a session's journal; never writes to it.",
        subcommands = {JournalCatCommand.class, JournalVerifyCommand.class, JournalExplainCommand.class})
final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Without a subcommand. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given; say cat, verify or explain");
    }
}
