package io.fairlead.core.engine;

import io.fairlead.api.order.Fill;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.core.ledger.RoundTripStreak;
import io.fairlead.core.order.InstrumentTable;
import io.fairlead.core.order.RiskSources;
import java.util.ArrayList;
import java.util.List;

/** What the session has seen so far, as risk rules ask about it. On the session's thread. */
final class AccountPast implements RiskSources {
    private final EngineClock clock;
    private final Ledger ledger;
    private final RoundTripStreak streak;
    private final TradeDates dates;
    private final CloseCorrelation correlation = new CloseCorrelation();

    AccountPast(EngineClock clock, InstrumentTable instruments, Ledger ledger) {
        this.clock = clock;
        this.ledger = ledger;
        this.streak = new RoundTripStreak(ledger);
        this.dates = new TradeDates(instruments, ledger);
    }

    void startDay() {
        streak.startDay();
    }

    // ---- checkpoints

    /** What a checkpoint keeps; how many losses in a row there were is told by {@link #consecutiveLosses()}. */
    List<CheckpointPart> kept(int instruments) {
        List<CheckpointPart> parts = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            parts.add(new CheckpointPart.Traded(i, streak.breakEven(i), dates.increased(i), dates.lastIncrease(i)));
        }
        parts.addAll(dates.kept());
        return parts;
    }

    void restore(CheckpointPart.Day day) {
        streak.restore(day.lossesInRow());
    }

    void restore(CheckpointPart.Traded kept, int index) {
        streak.restore(index, kept.breakEven());
        dates.restore(index, kept.increasedNanos(), kept.lastIncreaseNanos());
    }

    void restore(CheckpointPart.Sold kept, int index) {
        dates.restore(kept, index);
    }

    void restore(CheckpointPart.DayTraded kept, int index) {
        dates.restore(kept, index);
    }

    void use(BarStream stream) {
        correlation.use(stream);
    }

    /** A fill has just been booked. */
    void onFill(int index, Fill fill, int quantityScale) {
        long after = ledger.quantityScaled(index);
        long change = fill.quantity().fitsScale(quantityScale)
                ? fill.quantity().toScaled(quantityScale) * fill.side().sign()
                : fill.side().sign();
        long before = after - change;
        streak.onFill(index, fill, before, after);
        dates.onFill(index, fill, before, after);
    }

    @Override
    public int consecutiveLosses() {
        return streak.losses();
    }

    @Override
    public int correlationMillionths(int oneIndex, int otherIndex) {
        return correlation.millionths(oneIndex, otherIndex);
    }

    @Override
    public int dayTrades(int instrumentIndex, int sessions) {
        return dates.dayTrades(instrumentIndex, sessions, clock.nowNanos());
    }

    @Override
    public int openedToday(int instrumentIndex) {
        return dates.openedToday(instrumentIndex, clock.nowNanos());
    }

    @Override
    public long unsettledE8(int instrumentIndex, int days) {
        return dates.unsettledE8(instrumentIndex, days, clock.nowNanos());
    }
}
