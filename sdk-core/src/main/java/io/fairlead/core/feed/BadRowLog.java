package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The bad rows of one load: all of them where they are reported, else the first few and their number. */
final class BadRowLog {
    private static final int NAMED = 5;
    private static final int LONGEST_TEXT = 120;

    private final BadRows policy;
    private final List<BadRow> rows = new ArrayList<>();
    private long count;

    BadRowLog(BadRows policy) {
        this.policy = policy;
    }

    void add(Path file, long line, String text, String reason) {
        count++;
        if (policy == BadRows.SKIP_AND_REPORT || rows.size() < NAMED) {
            String shown = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
            rows.add(new BadRow(file, line, shown, reason));
        }
    }

    List<BadRow> rows() {
        return List.copyOf(rows);
    }

    /** Ends a load that may not go on. */
    void failIfAny(Path folder) {
        if (count == 0 || policy == BadRows.SKIP_AND_REPORT) {
            return;
        }
        String named = rows.stream().map(BadRow::toString).collect(Collectors.joining("; "));
        String more = count > rows.size() ? "; and " + (count - rows.size()) + " more" : "";
        throw new BadInputException(count + (count == 1 ? " bad row in " : " bad rows in ") + folder + ": " + named
                + more + ". Mend the files, or leave such rows out with onBadRow(BadRows.SKIP_AND_REPORT)");
    }
}
