package io.fairlead.orchestrator.edge;

import io.fairlead.api.edge.EdgeParameters;
import java.util.Optional;

/** A configuration that says nothing, so that every number is the classic one. */
enum ClassicNumbers implements EdgeParameters {
    INSTANCE;

    @Override
    public double number(String name, double fallback) {
        return fallback;
    }

    @Override
    public <T> Optional<T> setting(Class<T> type) {
        return Optional.empty();
    }
}
