package io.fairlead.core.analytics;

import java.util.Objects;

/**
 * One thing worth knowing about a run: {@code "Fees"}, {@code "maker 0.1 %, taker 0.2 %"}.
 *
 * @param name what it is about; not blank
 * @param text what there is to say
 */
public record Fact(String name, String text) {
    /** Checks the name. */
    public Fact {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a fact needs a name; its text was '" + text + "'");
        }
        Objects.requireNonNull(text, "text");
    }
}
