package io.fairlead.core.feed;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that were perhaps meant, for messages. */
final class NearestNames {
    private static final int NAMED = 10;

    private NearestNames() {}

    /** The names, nearest to the wanted one first; beyond ten their number. */
    static String list(String wanted, Collection<String> names) {
        List<String> sorted = names.stream()
                .sorted(Comparator.<String>comparingInt(name -> distance(wanted, name))
                        .thenComparing(name -> name))
                .toList();
        String named = String.join(", ", sorted.subList(0, Math.min(NAMED, sorted.size())));
        return sorted.size() <= NAMED ? named : named + " and " + (sorted.size() - NAMED) + " more";
    }

    /** Edits that turn one into the other, case aside (Levenshtein). */
    private static int distance(String wanted, String name) {
        String a = wanted.toUpperCase(Locale.ROOT);
        String b = name.toUpperCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
