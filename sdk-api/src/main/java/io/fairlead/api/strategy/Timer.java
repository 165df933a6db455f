package io.fairlead.api.strategy;

import java.time.Instant;

/**
 * A moment that a strategy asked for.
 *
 * @param name the strategy's name for it; asking again under a name moves it
 * @param due when it was asked for; the session's clock is at or after it
 */
public record Timer(String name, Instant due) {}
