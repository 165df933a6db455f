package io.fairlead.examples;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /** The known word that is fewest edits away, unless even that one is too far to be meant; of several, the first by name. */
    static Optional<String> to(String word, Collection<String> known) {
        List<String> sorted = new ArrayList<>(known);
        sorted.sort(Comparator.naturalOrder());
        int farthest = Math.max(1, word.length() / 2);
        String best = null;
        int fewest = farthest + 1;
        for (String candidate : sorted) {
            int edits = edits(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code ", did you mean 'demo'?"}, or nothing. */
    static String hint(String word, Collection<String> known) {
        return to(word, known).map(name -> ", did you mean '" + name + "'?").orElse("");
    }

    /** Letters to insert, delete or change to get from one word to the other (Levenshtein). */
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = row;
            row = swap;
        }
        return previous[to.length()];
    }
}
