package io.fairlead.core.engine;

import io.fairlead.api.UnsupportedBrokerException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Brokers that people ask for and that cannot be traded at with a good conscience; a plug-in of such an id is not taken either. */
final class RefusedBrokers {
    private static final LocalDate XTB_ENDED = LocalDate.of(2025, 3, 14);
    private static final LocalDate LOOKED_AT = LocalDate.of(2026, 11, 21);

    private RefusedBrokers() {}

    /** Every one, by id. */
    static List<UnsupportedBrokerException> all() {
        return List.of(
                new UnsupportedBrokerException(
                        "degiro",
                        "NO_OFFICIAL_API",
                        LOOKED_AT,
                        "DEGIRO has no official API; a client of its website breaks the contract and may cost the account",
                        List.of("ibkr", "trading212")),
                new UnsupportedBrokerException(
                        "trade-republic",
                        "NO_OFFICIAL_API",
                        LOOKED_AT,
                        "Trade Republic has no official API; a client of its app breaks the contract and may cost the account",
                        List.of("ibkr", "trading212")),
                new UnsupportedBrokerException(
                        "xtb",
                        "SERVICE_ENDED",
                        XTB_ENDED,
                        "XTB has ended its API (xAPI); there is nothing left to connect to",
                        List.of("ibkr", "alpaca")));
    }

    /** The refusal of an id, however it is spelt: {@code Trade Republic} and {@code trade_republic} are one. */
    static Optional<UnsupportedBrokerException> of(String id) {
        String letters = letters(id);
        return all().stream()
                .filter(refusal -> letters(refusal.broker()).equals(letters))
                .findFirst();
    }

    private static String letters(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
