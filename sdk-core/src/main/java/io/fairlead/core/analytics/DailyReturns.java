package io.fairlead.core.analytics;

import io.fairlead.api.market.EpochNanos;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * The returns from day to day: each day's last equity over that of the day before, the first day's over the cash at the start. Days
 * without a sample are no days. What is left of an account at zero or below has no return: the series ends there.
 */
final class DailyReturns {
    private static final int TRADING_DAYS = 252;
    private static final int CALENDAR_DAYS = 365;

    private final double[] returns;
    private final boolean roundTheClock;

    private DailyReturns(double[] returns, boolean roundTheClock) {
        this.returns = returns;
        this.roundTheClock = roundTheClock;
    }

    static DailyReturns of(EquityCurve curve, double start, ZoneId zone) {
        double[] returns = new double[64];
        int days = 0;
        boolean weekend = false;
        double before = start;
        LocalDate day = null;
        long nextDay = Long.MIN_VALUE;
        for (int i = 0; i < curve.size() && before > 0; i++) {
            if (curve.nanos(i) >= nextDay) {
                day = EpochNanos.toInstant(curve.nanos(i)).atZone(zone).toLocalDate();
                nextDay = EpochNanos.of(day.plusDays(1).atStartOfDay(zone).toInstant());
                weekend |= isWeekend(day);
            }
            boolean lastOfDay = i + 1 == curve.size() || curve.nanos(i + 1) >= nextDay;
            if (lastOfDay) {
                if (days == returns.length) {
                    returns = Arrays.copyOf(returns, days * 2);
                }
                returns[days++] = curve.value(i) / before - 1;
                before = curve.value(i);
            }
        }
        return new DailyReturns(Arrays.copyOf(returns, days), weekend);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    int count() {
        return returns.length;
    }

    /** How many of them make a year: 365 where there is equity on a weekend, else 252. */
    int perYear() {
        return roundTheClock ? CALENDAR_DAYS : TRADING_DAYS;
    }

    double best() {
        return Arrays.stream(returns).max().orElse(0);
    }

    double worst() {
        return Arrays.stream(returns).min().orElse(0);
    }

    double mean() {
        double sum = 0;
        for (double value : returns) {
            sum += value;
        }
        return returns.length == 0 ? 0 : sum / returns.length;
    }

    /** The sample standard deviation; 0 below two days. */
    double deviation() {
        if (returns.length < 2) {
            return 0;
        }
        double mean = mean();
        double squares = 0;
        for (double value : returns) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (returns.length - 1));
    }

    /** The root of the mean square of the losing days, all days counted; 0 without a loss. */
    double downsideDeviation() {
        double squares = 0;
        for (double value : returns) {
            double loss = Math.min(0, value);
            squares += loss * loss;
        }
        return returns.length == 0 ? 0 : Math.sqrt(squares / returns.length);
    }
}
