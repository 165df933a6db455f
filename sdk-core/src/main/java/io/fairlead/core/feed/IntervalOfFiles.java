package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.market.BarInterval;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the interval of files from the distances of their rows, and refuses where these leave a doubt: an interval taken too short
 * would show bars before their end.
 */
final class IntervalOfFiles {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int DAYS_OF_A_WEEKLY_BAR = 5;

    private IntervalOfFiles() {}

    /**
     * The interval of all files, at least one of them.
     *
     * @param asked the interval the caller stated; null to tell it from the rows
     */
    static BarInterval of(List<RawBars> files, @Nullable BarInterval asked) {
        RawBars first = files.get(0);
        for (RawBars file : files) {
            if (file.isDaily() != first.isDaily()) {
                throw new BadInputException(first.file() + " and " + file.file()
                        + " differ: one has daily bars, the other has times of day. Read them apart with symbols(...)");
            }
        }
        return first.isDaily() ? daily(files, asked) : asked != null ? stated(first, asked) : detected(files);
    }

    private static BarInterval daily(List<RawBars> files, @Nullable BarInterval asked) {
        if (asked != null && !asked.equals(BarInterval.DAY)) {
            throw new BadInputException(files.get(0).file() + " has daily bars, but interval " + asked
                    + " was asked for: leave interval(...) out");
        }
        for (RawBars file : files) {
            Spacing spacing = file.spacing();
            if (asked == null && spacing.hasDistance() && spacing.smallest() >= DAYS_OF_A_WEEKLY_BAR) {
                throw new BadInputException(file.file() + " has a row every " + spacing.smallest()
                        + " days, and a date does not say when such a bar begins: read daily rows instead,"
                        + " or say interval(BarInterval.DAY) if each row is one session");
            }
        }
        return BarInterval.DAY;
    }

    private static BarInterval stated(RawBars file, BarInterval asked) {
        if (!asked.isIntraday()) {
            throw new BadInputException(file.file() + " has times of day, but interval " + asked
                    + " was asked for: such bars are named by a date, 2017-09-01, in column ts");
        }
        return asked;
    }

    private static BarInterval detected(List<RawBars> files) {
        RawBars finest = null;
        for (RawBars file : files) {
            boolean finer = finest == null
                    || file.spacing().smallest() < finest.spacing().smallest();
            finest = file.spacing().hasDistance() && finer ? file : finest;
        }
        if (finest == null) {
            throw new BadInputException(
                    files.get(0).file()
                            + " has one row only, which does not tell how long a bar is: say interval(BarInterval.ofMinutes(5)) or so");
        }
        for (RawBars file : files) {
            checkAgreement(finest, file);
        }
        return regular(finest);
    }

    private static void checkAgreement(RawBars finest, RawBars file) {
        Spacing spacing = file.spacing();
        if (!spacing.hasDistance()) {
            return;
        }
        if (spacing.smallest() != finest.spacing().smallest()) {
            throw new BadInputException(
                    finest.file() + " has bars " + text(finest.spacing().smallest()) + " apart, "
                            + file.file() + " none closer than " + text(spacing.smallest())
                            + ": read them apart with symbols(...), or say interval(...) if there are merely gaps");
        }
        if (spacing.isUncertain()) {
            throw new BadInputException(
                    file.file() + " has bars " + text(spacing.smallest()) + " apart, but more of them "
                            + text(2 * spacing.smallest()) + ": say by interval(...) how long they are");
        }
    }

    private static BarInterval regular(RawBars finest) {
        long nanos = finest.spacing().smallest();
        long seconds = nanos / NANOS_PER_SECOND;
        boolean regular = nanos % NANOS_PER_SECOND == 0 && seconds < SECONDS_PER_DAY && SECONDS_PER_DAY % seconds == 0;
        if (!regular) {
            throw new BadInputException(finest.file() + " has bars " + text(nanos)
                    + " apart, which does not divide a day: say by interval(...) how long they are");
        }
        return ofSeconds((int) seconds);
    }

    private static BarInterval ofSeconds(int seconds) {
        if (seconds % 3600 == 0) {
            return BarInterval.ofHours(seconds / 3600);
        }
        return seconds % 60 == 0 ? BarInterval.ofMinutes(seconds / 60) : BarInterval.ofSeconds(seconds);
    }

    private static String text(long nanos) {
        boolean isInterval = nanos % NANOS_PER_SECOND == 0 && nanos / NANOS_PER_SECOND < SECONDS_PER_DAY;
        return isInterval
                ? ofSeconds((int) (nanos / NANOS_PER_SECOND)).toString()
                : Duration.ofNanos(nanos).toString();
    }
}
