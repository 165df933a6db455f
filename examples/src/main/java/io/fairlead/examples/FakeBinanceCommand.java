package io.fairlead.examples;

import io.fairlead.fakes.binance.FakeBinance;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./fairlead fake binance}: Binance spot on this machine, with prices that walk by chance. */
@Command(
        name = "binance",
        sortOptions = false,
        description = "Runs a fake Binance: spot REST, WebSocket API, market streams; its keys are made up.",
        footer = {"", "Example:", "  ./fairlead fake binance --port 8084"})
final class FakeBinanceCommand implements Callable<Integer> {
    @ParentCommand
    private FakeCommand fake = new FakeCommand();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FakeOptions options = new FakeOptions();

    @Override
    public Integer call() {
        FakeBinance.Builder builder =
                FakeBinance.builder().port(options.port()).seed(options.seed()).history(options.history());
        if (!options.tick().isZero()) {
            builder.movingEvery(options.tick());
        }
        try (FakeBinance venue = builder.start()) {
            Screen screen = fake.screen(spec.commandLine());
            screen.line("fake Binance, spot, on this machine only:");
            screen.line("  REST           " + venue.restUrl());
            screen.line("  WebSocket API  " + venue.wsApiUrl());
            screen.line("  market streams " + venue.streamUrl());
            screen.line("  API key        " + FakeBinance.Builder.API_KEY);
            screen.line("  secret (HMAC)  " + FakeBinance.Builder.SECRET + " (made up; of no use anywhere else)");
            options.waitForEnd();
        }
        return 0;
    }
}
