package io.fairlead.fakes.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When an order can be filled, and when it ends by itself. */
final class AlpacaLifetimes {
    private static final Duration GTC_LIFE = Duration.ofDays(90);
    private static final LocalTime GTC_CLEANED = LocalTime.of(16, 15);
    private static final Set<String> AUCTIONS = Set.of("opg", "cls");

    private AlpacaLifetimes() {}

    /** Whether it is for an auction alone. */
    static boolean isForAuction(AlpacaOrder order) {
        return AUCTIONS.contains(order.form.timeInForce());
    }

    /** Whether its session is on. */
    static boolean isLive(AlpacaOrder order, Instant now) {
        if (order.asset.isCrypto()) {
            return true;
        }
        if (isForAuction(order)) {
            return false;
        }
        return switch (AlpacaSessions.phase(now)) {
            case REGULAR -> true;
            case PRE, AFTER -> order.form.extendedHours();
            case OVERNIGHT -> order.form.extendedHours() && order.asset.overnight();
            case CLOSED -> false;
        };
    }

    /** When it ends by itself; null if it does not, or by an auction. */
    static @Nullable Instant expiry(AlpacaOrder order) {
        Instant time = order.submittedAt;
        if (order.form.timeInForce().equals("gtc")) {
            return order.asset.isCrypto()
                    ? null
                    : time.plus(GTC_LIFE)
                            .atZone(AlpacaSessions.NEW_YORK)
                            .with(GTC_CLEANED)
                            .toInstant();
        }
        if (order.asset.isCrypto() || isForAuction(order)) {
            return null;
        }
        return order.form.extendedHours()
                ? AlpacaSessions.currentExtended(time).endsAt()
                : AlpacaSessions.current(time).closesAt();
    }
}
