package io.fairlead.api.order;

/**
 * The id that we give to one order-creating request; never used for two. Each replacement and each child of a group has its own.
 *
 * @param value 1 to 36 characters of {@code A-Z a-z 0-9 . _ -}: what every venue's rules can be met from (Binance 36 characters,
 *     Tradier letters, digits and dash, IBKR an order reference)
 */
public record ClientOrderId(String value) implements Comparable<ClientOrderId> {

    /** Checks alphabet and length. */
    public ClientOrderId {
        if (!isPlain(value)) {
            throw new IllegalArgumentException(
                    "client order id must be 1 to 36 of A-Z a-z 0-9 . _ -, was '" + value + "'");
        }
    }

    private static boolean isPlain(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!plain) {
                return false;
            }
        }
        return length >= 1 && length <= 36;
    }

    @Override
    public int compareTo(ClientOrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
