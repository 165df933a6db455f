package io.fairlead.api.edge;

import java.util.Optional;

/** What a configuration says to an edge, read once before its first vote. */
public interface EdgeParameters {
    /**
     * A number of the configuration. A number that is configured but asked for by no edge is refused by name, so that a misspelt
     * one cannot pass unseen.
     *
     * @param name the edge's name, a point, and words joined by hyphens: {@code gap.min-gap}
     * @param fallback what holds where the configuration says nothing
     */
    double number(String name, double fallback);

    /** A typed value that the configuration holds for edges; at most one of a type. */
    <T> Optional<T> setting(Class<T> type);
}
