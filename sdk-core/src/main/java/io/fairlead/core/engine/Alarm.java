package io.fairlead.core.engine;

import io.fairlead.api.market.EpochNanos;
import java.time.Instant;

/**
 * Something that a person must hear of.
 *
 * @param code stable, {@code STRATEGY_SUSPENDED}
 * @param detail the facts, without secrets
 * @param timeNanos when, in epoch nanoseconds
 */
public record Alarm(String code, String detail, long timeNanos) {
    /** When. */
    public Instant time() {
        return EpochNanos.toInstant(timeNanos);
    }
}
