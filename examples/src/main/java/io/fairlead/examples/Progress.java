package io.fairlead.examples;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.core.engine.SessionListener;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import java.time.ZoneId;
import java.util.Locale;

/** Shows how far a backtest has come: a bar on a terminal, a line at every tenth elsewhere. On the session's thread. */
final class Progress implements SessionListener {
    private static final int WIDTH = 24;
    private static final int PERCENT = 100;

    private final Screen screen;
    private final BarColumns pace;
    private final ZoneId zone;
    private final int step;
    private int percent;
    private long nextNanos;

    /**
     * Of a run over data.
     *
     * @param zone where the date that is shown is a date
     */
    Progress(Screen screen, BarData data, ZoneId zone) {
        this.screen = screen;
        this.zone = zone;
        pace = data.bars(data.instruments().get(0).id());
        step = screen.onTerminal() ? 1 : 10;
        nextNanos = timeOf(step);
    }

    /** When that part of the bars has ended. */
    private long timeOf(int reached) {
        int bar = (int) ((long) pace.size() * reached / PERCENT) - 1;
        return reached >= PERCENT ? Long.MAX_VALUE : pace.endNanos(Math.max(0, bar));
    }

    @Override
    public void onEquity(long timeNanos, long equityE8) {
        if (timeNanos >= nextNanos) {
            while (timeNanos >= nextNanos) {
                percent += step;
                nextNanos = timeOf(percent + step);
            }
            screen.status(text(timeNanos, equityE8 / 1e8));
        }
    }

    private String text(long timeNanos, double equity) {
        String date = EpochNanos.toInstant(timeNanos).atZone(zone).toLocalDate().toString();
        String figures = String.format(Locale.ROOT, "%3d %%  %s  equity %,.2f", percent, date, equity);
        if (!screen.onTerminal()) {
            return figures;
        }
        int done = percent * WIDTH / PERCENT;
        return "[" + "=".repeat(done) + ">" + " ".repeat(WIDTH - done) + "] " + figures;
    }

    /** The run is over. */
    void done() {
        if (!screen.onTerminal()) {
            screen.status("100 %");
        }
        screen.noStatus();
    }
}
