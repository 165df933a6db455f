package io.fairlead.support;

import io.fairlead.spi.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of whatever a venue or a library says, before it reaches a log, an exception or a result: the secrets it was told of,
 * in plain, percent-encoded and line by line; query strings; signatures and key headers, known or not. Immutable; any thread.
 */
public final class Redactor {
    private static final int LONGEST_TEXT = 500;
    private static final int SHORTEST_SECRET = 4;
    private static final String HIDDEN = "***";
    private static final Pattern QUERY = Pattern.compile("(?<=[\\w/])\\?[^\\s\"'<>]+");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:signature|listenkey|api[-_]?key|apca-api-(?:key-id|secret-key)|x-mbx-apikey|secret|token|authorization|bearer)"
                    + "\\\\?[\"']?\\s*[=: ]\\s*\\\\?[\"']?)((?:bearer|basic)\\s+)?[^\\s\"'&,;}\\\\]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final List<Secret> secrets;

    private Redactor(List<Secret> secrets) {
        this.secrets = secrets;
    }

    /** One that knows these secrets. Those shorter than four characters are not looked for: they would eat ordinary words. */
    public static Redactor of(Collection<Secret> secrets) {
        return new Redactor(List.copyOf(secrets));
    }

    /** The text without secrets and control characters, cut after 500 characters. */
    public String scrub(String text) {
        String clean = text;
        for (String hidden : shapes()) {
            // in any case: a host name, for one, comes back in small letters
            clean = Pattern.compile(hidden, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
                    .matcher(clean)
                    .replaceAll(HIDDEN);
        }
        clean = QUERY.matcher(clean).replaceAll("?" + HIDDEN);
        clean = NAMED.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = CONTROL.matcher(clean).replaceAll(" ").strip();
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "…";
    }

    /** What went wrong, as {@code TypeOfFault: message}, scrubbed. The fault itself is not kept: its causes may hold anything. */
    public String describe(Throwable fault) {
        String message = fault.getMessage();
        String kind = fault.getClass().getSimpleName();
        return scrub(message == null ? kind : kind + ": " + message);
    }

    /** Longest first, so that a part never leaves the rest of the whole behind. */
    private List<String> shapes() {
        List<String> shapes = new ArrayList<>();
        for (Secret secret : secrets) {
            String plain = secret.reveal();
            shapes.add(plain);
            shapes.add(QueryText.encode(plain));
            if (plain.indexOf('\n') >= 0) {
                Arrays.stream(plain.split("\\R"))
                        .map(String::strip)
                        .filter(line -> line.length() >= 16 && !line.startsWith("-----"))
                        .forEach(shapes::add);
            }
        }
        shapes.removeIf(shape -> shape.strip().length() < SHORTEST_SECRET);
        shapes.sort(Comparator.comparingInt(String::length).reversed());
        return shapes;
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "redactor of " + secrets.size() + " secrets";
    }
}
