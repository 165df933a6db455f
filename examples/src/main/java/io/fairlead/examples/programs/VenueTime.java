package io.fairlead.examples.programs;

import io.fairlead.support.ExactJson;
import io.fairlead.support.HttpOutcome;
import io.fairlead.support.RateBudget;
import io.fairlead.support.RateWindow;
import io.fairlead.support.RequestKind;
import io.fairlead.support.VenueClient;
import io.fairlead.support.VenueHttp;
import io.fairlead.support.VenueRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Asks a venue for its time, within a budget that other calls could share. */
public final class VenueTime {
    public static void main(String[] args) {
        System.out.println(ask("https://data-api.binance.vision"));
    }

    static String ask(String venue) {
        Clock clock = Clock.systemUTC();
        ScheduledExecutorService io = Executors.newScheduledThreadPool(2);
        RateBudget budget =
                new RateBudget(clock, io); // or new RateBudget(limits, io), on limits that connections share
        budget.window(new RateWindow("weight-1m", "weight", 6000, Duration.ofMinutes(1), true, true));
        try (VenueClient client = new VenueClient("demo");
                VenueHttp http =
                        VenueHttp.builder(client.client(), clock, io, budget).build()) {
            HttpOutcome outcome = http.send(VenueRequest.of(RequestKind.DATA, "GET", venue + "/api/v3/time")
                            .cost("weight", 1)
                            .build())
                    .toCompletableFuture()
                    .join();
            return outcome.match(
                    notSent -> "never left: " + notSent.detail(),
                    answer -> "epoch ms " + ExactJson.whole(ExactJson.read(answer.body()), "serverTime"),
                    noAnswer -> "unknown: " + noAnswer.what());
        } finally {
            io.shutdown();
        }
    }
}
