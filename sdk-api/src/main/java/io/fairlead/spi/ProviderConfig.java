package io.fairlead.spi;

import io.fairlead.api.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings handed to a provider: plain values by name, and secrets apart from them. {@code toString} shows no secret. Immutable;
 * any thread.
 */
public final class ProviderConfig {
    private static final Pattern SOUNDS_SECRET =
            Pattern.compile("key|secret|token|pass|credential", Pattern.CASE_INSENSITIVE);

    private final SortedMap<String, String> values;
    private final SortedMap<String, Secret> secrets;

    private ProviderConfig(SortedMap<String, String> values, SortedMap<String, Secret> secrets) {
        this.values = values;
        this.secrets = secrets;
    }

    /** No settings: every default holds. */
    public static ProviderConfig empty() {
        return new ProviderConfig(new TreeMap<>(), new TreeMap<>());
    }

    /**
     * The settings that are found in environment variables.
     *
     * @param keys the provider's keys, which name the variables
     * @param variables {@code System.getenv()}, or a test's own map
     */
    public static ProviderConfig fromEnvironment(List<ConfigKey> keys, Map<String, String> variables) {
        ProviderConfig config = empty();
        for (ConfigKey key : keys) {
            String value = variables.get(key.environmentVariable());
            if (value != null && !value.isBlank()) {
                config = key.secret() ? config.with(key.name(), Secret.of(value)) : config.with(key.name(), value);
            }
        }
        return config;
    }

    /** These settings and one more; a value of that name is replaced. */
    public ProviderConfig with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(values);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new ProviderConfig(more, secrets);
    }

    /** These settings and one more secret. */
    public ProviderConfig with(String name, Secret value) {
        SortedMap<String, Secret> more = new TreeMap<>(secrets);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new ProviderConfig(values, more);
    }

    /** A plain value. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A secret. */
    public Optional<Secret> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    /** The plain values. */
    public SortedMap<String, String> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    /**
     * Checks names and required keys against what a provider understands.
     *
     * @throws BadInputException listing every fault at once
     */
    public void check(String provider, List<ConfigKey> keys) {
        List<String> faults = new ArrayList<>();
        for (ConfigKey key : keys) {
            boolean given = key.secret() ? secrets.containsKey(key.name()) : values.containsKey(key.name());
            if (key.required() && !given) {
                faults.add("missing " + key.name()
                        + (key.environmentVariable().isEmpty() ? "" : " (" + key.environmentVariable() + ")"));
            }
        }
        for (String name : values.keySet()) {
            if (keys.stream().noneMatch(key -> key.name().equals(name) && !key.secret())) {
                faults.add("unknown or secret key " + name + "; known are "
                        + keys.stream().map(ConfigKey::name).toList());
            }
        }
        for (String name : secrets.keySet()) {
            if (keys.stream().noneMatch(key -> key.name().equals(name) && key.secret())) {
                faults.add("unknown secret " + name);
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInputException("configuration of " + provider + ": " + String.join("; ", faults));
        }
    }

    /** The plain values and the names of the secrets. A value whose name says that it should have been a secret is not shown. */
    @Override
    public String toString() {
        SortedMap<String, String> shown = new TreeMap<>(values);
        shown.replaceAll((name, value) -> SOUNDS_SECRET.matcher(name).find() ? "***" : value);
        return shown + " secrets " + secrets.keySet();
    }
}
