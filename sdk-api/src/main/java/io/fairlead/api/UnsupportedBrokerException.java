package io.fairlead.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** A broker was asked for that this library does not trade at, on purpose. It says why, since when, and what to take instead. */
public final class UnsupportedBrokerException extends FairleadException {
    private static final long serialVersionUID = 1L;

    private final String broker;
    private final String code;
    private final LocalDate date;
    private final String reason;
    private final String[] alternatives;

    /**
     * A refusal.
     *
     * @param broker its id: {@code "xtb"}
     * @param code a stable word for the reason: {@code SERVICE_ENDED}, {@code NO_OFFICIAL_API}
     * @param date since when that holds, or, where it always held, when it was last looked at
     * @param reason in words
     * @param alternatives ids of brokers that serve the same people
     */
    public UnsupportedBrokerException(
            String broker, String code, LocalDate date, String reason, List<String> alternatives) {
        super("broker '" + broker + "' is not supported (" + code + ", " + date + "): " + reason + "; take "
                + String.join(" or ", alternatives));
        this.broker = Objects.requireNonNull(broker, "broker");
        this.code = Objects.requireNonNull(code, "code");
        this.date = Objects.requireNonNull(date, "date");
        this.reason = Objects.requireNonNull(reason, "reason");
        this.alternatives = alternatives.toArray(String[]::new);
    }

    /** Its id. */
    public String broker() {
        return broker;
    }

    /** A stable word for the reason. */
    public String code() {
        return code;
    }

    /** Since when that holds, or when it was last looked at. */
    public LocalDate date() {
        return date;
    }

    /** Why, in words. */
    public String reason() {
        return reason;
    }

    /** Ids of brokers that serve the same people. */
    public List<String> alternatives() {
        return List.of(alternatives);
    }
}
