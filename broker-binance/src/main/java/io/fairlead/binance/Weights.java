package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.support.ExactJson;
import io.fairlead.support.HttpOutcome.Answered;
import io.fairlead.support.RateBudget;
import io.fairlead.support.RateWindow;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The venue's limits as windows: request weight and raw requests per address, unfilled orders per account, which are counted under a name of
 * their own for each key. The numbers come from {@code exchangeInfo}; until it is read the documented examples hold.
 */
final class Weights {
    static final String WEIGHT = "weight";
    static final String ORDERS = "orders";
    static final String RAW = "raw";
    static final String CONNECTS = "connects";

    private Weights() {}

    /** The limits that hold until the venue has named its own; 300 connections in 5 minutes always. */
    static void documented(RateBudget budget, String orders) {
        budget.windowUnlessKnown(new RateWindow("weight-1m", WEIGHT, 6000, Duration.ofMinutes(1), true, true));
        budget.windowUnlessKnown(new RateWindow("raw-5m", RAW, 300_000, Duration.ofMinutes(5), true, true));
        budget.windowUnlessKnown(new RateWindow(orders + "-10s", orders, 50, Duration.ofSeconds(10), true, false));
        budget.windowUnlessKnown(new RateWindow(orders + "-1d", orders, 160_000, Duration.ofDays(1), true, false));
        budget.windowUnlessKnown(new RateWindow("connects-5m", CONNECTS, 300, Duration.ofMinutes(5), false, false));
    }

    /** Takes in {@code exchangeInfo.rateLimits}; kinds that we do not know are left out. */
    static void read(JsonNode rateLimits, RateBudget budget, String orders) {
        for (JsonNode limit : ExactJson.list(rateLimits)) {
            Optional<String> counts = kind(ExactJson.text(limit, "rateLimitType"), orders);
            Optional<Duration> unit = unit(ExactJson.text(limit, "interval"));
            long count = ExactJson.whole(limit, "intervalNum");
            long most = ExactJson.whole(limit, "limit");
            if (counts.isPresent() && unit.isPresent() && count > 0 && most > 0) {
                String letter =
                        ExactJson.text(limit, "interval").substring(0, 1).toLowerCase(Locale.ROOT);
                budget.window(new RateWindow(
                        counts.get() + "-" + count + letter,
                        counts.get(),
                        most,
                        unit.get().multipliedBy(count),
                        true,
                        !counts.get().equals(orders)));
            }
        }
    }

    private static Optional<String> kind(String type, String orders) {
        return switch (type) {
            case "REQUEST_WEIGHT" -> Optional.of(WEIGHT);
            case "RAW_REQUESTS" -> Optional.of(RAW);
            case "ORDERS" -> Optional.of(orders);
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> unit(String interval) {
        return switch (interval) {
            case "SECOND" -> Optional.of(Duration.ofSeconds(1));
            case "MINUTE" -> Optional.of(Duration.ofMinutes(1));
            case "HOUR" -> Optional.of(Duration.ofHours(1));
            case "DAY" -> Optional.of(Duration.ofDays(1));
            default -> Optional.empty();
        };
    }

    /** Feeds back what an answer's headers say is used: {@code X-MBX-USED-WEIGHT-1M}, {@code X-MBX-ORDER-COUNT-10S}. */
    static void heed(Answered answer, RateBudget budget, String orders) {
        answer.headersFrom("x-mbx-used-weight-")
                .forEach((name, value) -> used(budget, "weight-" + name.substring(18), value));
        answer.headersFrom("x-mbx-order-count-")
                .forEach((name, value) -> used(budget, orders + "-" + name.substring(18), value));
    }

    private static void used(RateBudget budget, String window, String value) {
        try {
            budget.used(window, Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            // a header that says nothing changes nothing
        }
    }
}
