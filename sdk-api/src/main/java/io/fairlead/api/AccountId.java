package io.fairlead.api;

/**
 * One account at one venue: the key of orders, positions, risk and ledger.
 *
 * @param venue the broker plug-in's id, {@code "alpaca"}
 * @param number the venue's own account number, or a name where it has none; never a secret
 */
public record AccountId(String venue, String number) implements Comparable<AccountId> {
    /** Checks that neither part is blank. */
    public AccountId {
        if (venue.isBlank() || number.isBlank()) {
            throw new IllegalArgumentException(
                    "account needs a venue and a number, was '" + venue + "' / '" + number + "'");
        }
    }

    /** The account of a venue by its number. */
    public static AccountId of(String venue, String number) {
        return new AccountId(venue, number);
    }

    @Override
    public int compareTo(AccountId other) {
        int byVenue = venue.compareTo(other.venue);
        return byVenue != 0 ? byVenue : number.compareTo(other.number);
    }

    @Override
    public String toString() {
        return venue + "/" + number;
    }
}
