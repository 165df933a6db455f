package io.fairlead.examples;

import io.fairlead.fakes.alpaca.AlpacaKeys;
import io.fairlead.fakes.alpaca.FakeAlpaca;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead fake alpaca}: Alpaca on this machine, with prices that walk by chance. */
@Command(
        name = "alpaca",
        sortOptions = false,
        description = "Runs a fake Alpaca: trading REST, order stream, market data; its keys are made up.",
        footer = {"", "Example:", "  ./fairlead fake alpaca --port 8085"})
final class FakeAlpacaCommand implements Callable<Integer> {
    @ParentCommand
    private FakeCommand fake = new FakeCommand();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FakeOptions options = new FakeOptions();

    @Override
    public Integer call() {
        try (FakeAlpaca venue = FakeAlpaca.builder()
                .port(options.port())
                .seed(options.seed())
                .walking(options.tick())
                .history(options.history())
                .start()) {
            Screen screen = fake.screen(spec.commandLine());
            screen.line("fake Alpaca, paper account, on this machine only:");
            screen.line("  trading      " + venue.tradingUrl());
            screen.line("  order stream " + venue.orderStreamUrl());
            screen.line("  data         " + venue.dataUrl());
            screen.line("  data streams " + venue.dataStreamUrl() + "/v2/iex, /v1beta3/crypto/us, /v1beta1/news");
            screen.line("  key id       " + AlpacaKeys.usual().id());
            screen.line("  secret key   " + AlpacaKeys.usual().secret() + " (made up; of no use anywhere else)");
            options.waitForEnd();
        }
        return 0;
    }
}
