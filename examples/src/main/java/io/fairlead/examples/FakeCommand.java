package io.fairlead.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead fake}: a venue on this machine, to try things on. */
@Command(
        name = "fake",
        description = "Runs a fake venue on this machine that speaks the real one's protocol.",
        subcommands = {FakeAlpacaCommand.class, FakeBinanceCommand.class})
final class FakeCommand implements Runnable {
    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Where a venue writes to. */
    Screen screen(CommandLine command) {
        return program.screen(command);
    }

    /** Without a subcommand. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no venue given; say alpaca or binance");
    }
}
