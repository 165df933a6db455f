package io.fairlead.examples;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns as wide as they need to be, numbers to the right. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<Boolean> right;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * No rows yet.
     *
     * @param headings one per column; a heading that begins with {@code >} makes its column stand to the right
     */
    TextTable(String... headings) {
        this.headings = new ArrayList<>();
        this.right = new ArrayList<>();
        for (String heading : headings) {
            boolean toTheRight = heading.startsWith(">");
            right.add(toTheRight);
            this.headings.add(toTheRight ? heading.substring(1) : heading);
        }
    }

    /** A row, one cell per column. */
    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** The table, a line each. */
    List<String> lines() {
        int[] widths = new int[headings.size()];
        List<List<String>> all = new ArrayList<>();
        all.add(headings);
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            String room = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(right.get(i) ? room + cell : cell + room);
        }
        return line.toString().stripTrailing();
    }
}
