package io.fairlead.core.analytics;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sums over the round trips that are over and whose amounts are in the run's currency. */
final class TradeFigures {
    private final Currency currency;
    private final List<RoundTrip> trips;
    final int open;
    final int closed;
    final int wins;
    final int mostLossesInARow;
    final BigDecimal won;
    final BigDecimal lost;
    private final int counted;
    private final int countedWins;
    private final long heldSeconds;

    TradeFigures(List<RoundTrip> all, Currency currency) {
        this.currency = currency;
        trips = all.stream().filter(trip -> !trip.isOpen()).toList();
        open = all.size() - trips.size();
        closed = trips.size();
        wins = (int) trips.stream().filter(RoundTrip::isWin).count();
        mostLossesInARow = longestLosingRow();
        List<RoundTrip> own = trips.stream()
                .filter(trip -> trip.netPnl().currency().equals(currency))
                .toList();
        counted = own.size();
        countedWins = (int) own.stream().filter(RoundTrip::isWin).count();
        won = sum(own, true);
        lost = sum(own, false);
        heldSeconds =
                trips.stream().mapToLong(trip -> trip.duration().toSeconds()).sum();
    }

    private static BigDecimal sum(List<RoundTrip> trips, boolean wins) {
        return trips.stream()
                .filter(trip -> trip.isWin() == wins)
                .map(trip -> trip.netPnl().value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private int longestLosingRow() {
        int longest = 0;
        int row = 0;
        for (RoundTrip trip : trips) {
            row = trip.isWin() ? 0 : row + 1;
            longest = Math.max(longest, row);
        }
        return longest;
    }

    OptionalDouble winRate() {
        return closed == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) wins / closed);
    }

    OptionalDouble profitFactor() {
        return lost.signum() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(won.doubleValue() / lost.negate().doubleValue());
    }

    Optional<Money> averageWin() {
        return mean(won, countedWins);
    }

    Optional<Money> averageLoss() {
        return mean(lost, counted - countedWins);
    }

    Optional<Money> expectancy() {
        return mean(won.add(lost), counted);
    }

    private Optional<Money> mean(BigDecimal sum, int count) {
        return count == 0
                ? Optional.empty()
                : Optional.of(Money.of(sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64), currency));
    }

    Optional<Duration> averageDuration() {
        return closed == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(heldSeconds / closed));
    }
}
