package io.fairlead.core.engine;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Where strategies' saved states are kept between sessions. Any thread. */
public interface StateStore {
    /** What a strategy saved last. */
    Optional<Map<String, String>> load(String strategy);

    /** Keeps what a strategy saves, in place of what it saved before. */
    void save(String strategy, Map<String, String> state);

    /** In memory: for tests, and to carry state from one session to the next in one process. */
    static StateStore inMemory() {
        Map<String, Map<String, String>> states = new ConcurrentHashMap<>();
        return new StateStore() {
            @Override
            public Optional<Map<String, String>> load(String strategy) {
                return Optional.ofNullable(states.get(strategy));
            }

            @Override
            public void save(String strategy, Map<String, String> state) {
                states.put(strategy, new TreeMap<>(state));
            }
        };
    }
}
