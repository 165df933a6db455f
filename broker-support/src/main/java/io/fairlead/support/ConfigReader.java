package io.fairlead.support;

import io.fairlead.api.BadInputException;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an adapter's settings and keeps every fault until {@link #finish()} reports all of them at once; until then a value that cannot be
 * used is answered with its default. Faults name keys and plain values, never a secret. One thread.
 */
public final class ConfigReader {
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private final String provider;
    private final ProviderConfig config;
    private final List<String> faults = new ArrayList<>();

    /** Reads the settings of a provider; names that it does not understand are faults. */
    public ConfigReader(String provider, ProviderConfig config, List<ConfigKey> keys) {
        this.provider = provider;
        this.config = config;
        try {
            config.check(provider, keys);
        } catch (BadInputException e) {
            String prefix = "configuration of " + provider + ": ";
            String message = String.valueOf(e.getMessage());
            faults.add(message.startsWith(prefix) ? message.substring(prefix.length()) : message);
        }
    }

    /** A text; empty if not given. */
    public Optional<String> text(String name) {
        return config.value(name).filter(value -> !value.isBlank());
    }

    /** A secret; empty if not given. */
    public Optional<Secret> secret(String name) {
        return config.secret(name).filter(value -> !value.isEmpty());
    }

    /** One of several words, in any case; the answer is spelled as in the list. */
    public String choice(String name, List<String> choices, String otherwise) {
        Optional<String> given = text(name);
        for (String choice : choices) {
            if (given.isPresent() && choice.equalsIgnoreCase(given.get())) {
                return choice;
            }
        }
        given.ifPresent(value -> fault(name + " must be one of " + choices + ", was '" + value + "'"));
        return otherwise;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) {
        return Boolean.parseBoolean(choice(name, List.of("true", "false"), Boolean.toString(otherwise)));
    }

    /** A whole number between two, both included. */
    public long number(String name, long least, long most, long otherwise) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(given.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        fault(name + " must be a whole number in " + least + ".." + most + ", was '" + given.get() + "'");
        return otherwise;
    }

    /** A span of time, {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or ISO {@code PT30S}, between two, both included. */
    public Duration duration(String name, Duration least, Duration most, Duration otherwise) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        Optional<Duration> value = parseDuration(given.get());
        if (value.isPresent()
                && value.get().compareTo(least) >= 0
                && value.get().compareTo(most) <= 0) {
            return value.get();
        }
        fault(name + " must be a duration such as 500ms, 30s or 5m in " + least + ".." + most + ", was '" + given.get()
                + "'");
        return otherwise;
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher plain = SHORT_DURATION.matcher(text.strip());
        if (plain.matches()) {
            long count = Long.parseLong(plain.group(1));
            return Optional.of(
                    switch (plain.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofHours(count);
                    });
        }
        try {
            return Optional.of(Duration.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** An endpoint over {@code https}, or over plain {@code http} on loopback; without a slash at its end. */
    public URI http(String name, String otherwise) {
        return endpoint(name, "https", "http", otherwise);
    }

    /** An endpoint over {@code wss}, or over plain {@code ws} on loopback; without a slash at its end. */
    public URI webSocket(String name, String otherwise) {
        return endpoint(name, "wss", "ws", otherwise);
    }

    private URI endpoint(String name, String secure, String plain, String otherwise) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return URI.create(otherwise);
        }
        String text = given.get().strip();
        try {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() == null
                    || uri.getUserInfo() != null
                    || uri.getQuery() != null
                    || uri.getFragment() != null) {
                fault(name + " must be " + secure + "://host[:port][/path] without user, query or fragment");
            } else if (plain.equals(uri.getScheme()) && !isLoopback(uri.getHost())) {
                fault(name + " may use plain " + plain + " on loopback only, was host " + uri.getHost() + "; use "
                        + secure);
            } else if (plain.equals(uri.getScheme()) || secure.equals(uri.getScheme())) {
                return uri;
            } else {
                fault(name + " must begin with " + secure + "://, was " + uri.getScheme());
            }
        } catch (IllegalArgumentException e) {
            fault(name + " is no URL");
        }
        return URI.create(otherwise);
    }

    /** By the spelling alone: a name that only resolves to loopback is no loopback. */
    static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.equals("::1")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Adds a fault that the adapter found itself. */
    public void fault(String fault) {
        faults.add(fault);
    }

    /**
     * Ends the reading.
     *
     * @throws BadInputException listing every fault
     */
    public void finish() {
        if (!faults.isEmpty()) {
            throw new BadInputException("configuration of " + provider + ": " + String.join("; ", faults));
        }
    }
}
