package io.fairlead.examples;

import io.fairlead.spi.AccountFacet.Snapshot;
import io.fairlead.spi.Broker;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead positions}: what an account holds. */
@Command(
        name = "positions",
        sortOptions = false,
        description = "Shows what an account at a broker holds; read-only.",
        exitCodeList = {"0:done", "1:the venue did not answer", "2:bad input; the message says what to change"})
final class PositionsCommand implements Callable<Integer> {
    @ParentCommand
    private FairleadCli program = FairleadCli.plain();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions options = new BrokerOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (OpenBroker open = OpenBroker.connect(options.choose(program.variables()))) {
            Broker broker = open.broker();
            Snapshot account = open.ask("the account", broker.accounts()::snapshot);
            SnapshotCommand.head(broker, out);
            SnapshotCommand.positions(account, out);
        }
        return 0;
    }
}
