package io.fairlead.core.analytics;

import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Fill;
import io.fairlead.core.feed.BarColumns;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures of a run. None is ever NaN or infinite: what is not defined is empty, and each says when that is.
 *
 * <p>Returns are simple and net of fees, the risk-free rate is zero. Daily returns compare the last equity of each day (in the record's
 * {@linkplain RunRecord#zone() zone}) with that of the day before, the first with the cash at the start. A year has 252 of them, or
 * 365 where there is equity on a weekend. Amounts of trades in another currency than the cash at the start are left out of sums, for
 * want of a rate; the trades are counted. Immutable; any thread.
 */
public final class Statistics {
    /** The shortest run, in days, whose return is carried forward to a year. */
    public static final int DAYS_TO_ANNUALISE = 30;

    private static final double DAYS_PER_YEAR = 365.25;

    private final Money startEquity;
    private final double finalEquity;
    private final Duration span;
    private final DailyReturns daily;
    private final Drawdown drawdown;
    private final TradeFigures trades;
    private final double exposureTime;
    private final Money fees;
    private final BigDecimal traded;
    private final double meanEquity;
    private final OptionalDouble buyAndHold;

    private Statistics(RunRecord record) {
        EquityCurve curve = record.equity();
        List<RoundTrip> trips = record.roundTrips();
        double start = record.cash().toDouble();
        startEquity = record.cash();
        finalEquity = curve.isEmpty() ? start : curve.value(curve.size() - 1);
        span = curve.isEmpty() ? Duration.ZERO : Duration.ofNanos(curve.nanos(curve.size() - 1) - curve.nanos(0));
        daily = DailyReturns.of(curve, start, record.zone());
        drawdown = Drawdown.of(curve, start);
        trades = new TradeFigures(trips, startEquity.currency());
        exposureTime = Exposure.shareOfSamples(curve, trips);
        fees = sumOfFees(record);
        traded = sumOfNotionals(record);
        meanEquity = mean(curve, start);
        buyAndHold = buyAndHold(record);
    }

    /** The figures of a run. */
    public static Statistics of(RunRecord record) {
        return new Statistics(record);
    }

    private static Money sumOfFees(RunRecord record) {
        BigDecimal sum = BigDecimal.ZERO;
        for (RecordedFill recorded : record.fills()) {
            Optional<Instrument> instrument = inBaseCurrency(record, recorded.fill());
            if (instrument.isPresent()) {
                sum = sum.add(OpenTrip.feesInQuote(recorded.fill(), instrument.get()));
            }
        }
        return Money.of(sum, record.cash().currency());
    }

    private static BigDecimal sumOfNotionals(RunRecord record) {
        BigDecimal sum = BigDecimal.ZERO;
        for (RecordedFill recorded : record.fills()) {
            Fill fill = recorded.fill();
            Optional<Instrument> instrument = inBaseCurrency(record, fill);
            if (instrument.isPresent()) {
                BigDecimal units = fill.quantity()
                        .value()
                        .multiply(instrument.get().multiplier().value());
                sum = sum.add(fill.price().value().abs().multiply(units));
            }
        }
        return sum;
    }

    private static Optional<Instrument> inBaseCurrency(RunRecord record, Fill fill) {
        return Optional.ofNullable(record.instruments().get(fill.instrument()))
                .filter(known -> known.quoteCurrency().equals(record.cash().currency()));
    }

    private static double mean(EquityCurve curve, double start) {
        double sum = 0;
        for (int i = 0; i < curve.size(); i++) {
            sum += curve.value(i);
        }
        return curve.isEmpty() ? start : sum / curve.size();
    }

    private static OptionalDouble buyAndHold(RunRecord record) {
        return record.bars().values().stream()
                .filter(bars -> !bars.isEmpty())
                .mapToDouble(Statistics::changeOf)
                .average();
    }

    private static double changeOf(BarColumns bars) {
        double first = bars.open(0);
        return first > 0 ? bars.close(bars.size() - 1) / first - 1 : 0;
    }

    // --- Return ---------------------------------------------------------------------------------------------------

    /** What the account held at the start. */
    public Money startEquity() {
        return startEquity;
    }

    /** The last equity, as a double; the cash at the start if there is no sample. */
    public double finalEquity() {
        return finalEquity;
    }

    /** Last equity less the cash at the start: profit after fees, what is still held at its last price. */
    public double netProfit() {
        return finalEquity - startEquity.toDouble();
    }

    /** {@link #netProfit()} over the cash at the start; 0 where that is 0. */
    public double totalReturn() {
        double start = startEquity.toDouble();
        return start == 0 ? 0 : netProfit() / start;
    }

    /** From the first sample of equity to the last. */
    public Duration span() {
        return span;
    }

    /** How many days had equity. */
    public int days() {
        return daily.count();
    }

    /**
     * Compound annual growth rate: (last equity / cash at the start)^(365.25 days / span) - 1, and -1 when nothing is left. Empty
     * below {@value #DAYS_TO_ANNUALISE} days: carrying a week forward to a year says nothing. (GIPS goes further and forbids it below
     * a year.)
     */
    public OptionalDouble annualReturn() {
        double days = span.toSeconds() / 86_400.0;
        double start = startEquity.toDouble();
        if (days < DAYS_TO_ANNUALISE || start <= 0) {
            return OptionalDouble.empty();
        }
        double growth = finalEquity / start;
        return OptionalDouble.of(growth <= 0 ? -1 : StrictMath.pow(growth, DAYS_PER_YEAR / days) - 1);
    }

    /** The mean return of one unit of money put into every instrument at its first bar's open and held to its last close; empty without bars. */
    public OptionalDouble buyAndHoldReturn() {
        return buyAndHold;
    }

    /** The best daily return; 0 without a day. */
    public double bestDay() {
        return daily.best();
    }

    /** The worst daily return; 0 without a day. */
    public double worstDay() {
        return daily.worst();
    }

    // --- Risk -----------------------------------------------------------------------------------------------------

    /** Sample standard deviation of the daily returns × √(days per year); 0 below two days. */
    public double volatility() {
        return daily.deviation() * Math.sqrt(daily.perYear());
    }

    /**
     * Mean over sample standard deviation of the daily returns × √(days per year). (W. F. Sharpe, "The Sharpe Ratio", 1994; the
     * risk-free rate is zero.) Empty below two days or where the returns do not vary.
     */
    public OptionalDouble sharpe() {
        return annualised(daily.deviation());
    }

    /**
     * Mean over downside deviation of the daily returns × √(days per year); the downside deviation is the root of the mean square of
     * min(return, 0) over all days. (F. Sortino, R. van der Meer, "Downside Risk", 1991; the target is zero.) Empty below two days or
     * without a losing day.
     */
    public OptionalDouble sortino() {
        return annualised(daily.downsideDeviation());
    }

    private OptionalDouble annualised(double deviation) {
        return daily.count() < 2 || deviation == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(daily.mean() / deviation * Math.sqrt(daily.perYear()));
    }

    /** The lowest equity over the highest before it, less 1, over all samples; the cash at the start is the first peak. Zero or negative. */
    public double maxDrawdown() {
        return drawdown.deepest();
    }

    /** The longest time from a peak of equity until it was passed again, or until the end. */
    public Duration longestDrawdown() {
        return drawdown.longest();
    }

    /**
     * {@link #annualReturn()} over the size of {@link #maxDrawdown()}. (T. W. Young, "Calmar Ratio: A Smoother Tool", 1991, there over
     * 36 months.) Empty without either.
     */
    public OptionalDouble calmar() {
        OptionalDouble annual = annualReturn();
        return annual.isEmpty() || maxDrawdown() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(annual.getAsDouble() / -maxDrawdown());
    }

    /** The share of the samples of equity at which something was held, 0..1. */
    public double exposureTime() {
        return exposureTime;
    }

    // --- Trades ---------------------------------------------------------------------------------------------------

    /** Round trips that are over. */
    public int trades() {
        return trades.closed;
    }

    /** Round trips that were not over when the record ended. */
    public int openTrades() {
        return trades.open;
    }

    /** Round trips that are over and earned something after fees. */
    public int wins() {
        return trades.wins;
    }

    /** {@link #wins()} over {@link #trades()}; empty without a trade. */
    public OptionalDouble winRate() {
        return trades.winRate();
    }

    /** Sum of the wins over the sum of the losses, both after fees; empty without a loss, where it would be infinite. */
    public OptionalDouble profitFactor() {
        return trades.profitFactor();
    }

    /** Mean profit of the winning trades, after fees; empty without one. */
    public Optional<Money> averageWin() {
        return trades.averageWin();
    }

    /** Mean result of the other trades, after fees, zero or negative; empty without one. */
    public Optional<Money> averageLoss() {
        return trades.averageLoss();
    }

    /** Mean result of all trades, after fees; empty without one. */
    public Optional<Money> expectancy() {
        return trades.expectancy();
    }

    /** Mean time from entry to exit; empty without a trade. */
    public Optional<Duration> averageDuration() {
        return trades.averageDuration();
    }

    /** The most trades without a win in a row, in the order of their entries. */
    public int mostLossesInARow() {
        return trades.mostLossesInARow;
    }

    /** All fees, in the currency of the cash at the start; those in a third currency are left out. */
    public Money fees() {
        return fees;
    }

    /** The value of all fills: price × quantity × multiplier. */
    public Money tradedNotional() {
        return Money.of(traded, startEquity.currency());
    }

    /** {@link #tradedNotional()} over the mean equity: how often the account was turned over, purchases and sales counted each; 0 without equity. */
    public double turnover() {
        return meanEquity <= 0 ? 0 : traded.doubleValue() / meanEquity;
    }
}
