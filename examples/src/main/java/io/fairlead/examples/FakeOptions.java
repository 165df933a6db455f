package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** How a fake venue runs: options that all of them share. */
final class FakeOptions {
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_DAYS = 366;

    @Option(names = "--port", paramLabel = "N", defaultValue = "0", description = "Port; any free one unless said.")
    private int port;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of all chance; 42 unless said.")
    private long seed;

    @Option(
            names = "--tick",
            paramLabel = "MILLIS",
            defaultValue = "500",
            description = "How often prices move; 0 lets them stand still; 500 unless said.")
    private int tickMillis;

    @Option(
            names = "--history",
            paramLabel = "DAYS",
            defaultValue = "5",
            description = "Days of bars that it begins with, at most 366; 5 unless said.")
    private int days;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "0",
            description = "Ends after so long; runs until it is interrupted unless said.")
    private int seconds;

    int port() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new BadInputException("--port " + port + " is not in 0.." + HIGHEST_PORT);
        }
        return port;
    }

    long seed() {
        return seed;
    }

    /** How often prices move; zero for never. */
    Duration tick() {
        if (tickMillis < 0) {
            throw new BadInputException("--tick " + tickMillis + " is below 0");
        }
        return Duration.ofMillis(tickMillis);
    }

    /** How long a past it begins with. */
    Duration history() {
        if (days < 0 || days > MOST_DAYS) {
            throw new BadInputException("--history " + days + " is not in 0.." + MOST_DAYS);
        }
        return Duration.ofDays(days);
    }

    /** Waits for the end that was asked for. */
    void waitForEnd() {
        try {
            CountDownLatch never = new CountDownLatch(1);
            if (seconds > 0) {
                var unused = never.await(seconds, TimeUnit.SECONDS);
            } else {
                never.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
