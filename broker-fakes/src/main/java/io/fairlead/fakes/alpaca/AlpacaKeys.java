package io.fairlead.fakes.alpaca;

/**
 * A key pair that {@link FakeAlpaca} takes; made up, and of no use anywhere else.
 *
 * @param id what {@code APCA-API-KEY-ID} says
 * @param secret what {@code APCA-API-SECRET-KEY} says
 */
public record AlpacaKeys(String id, String secret) {
    /** The pair that a fake takes if no other is set. */
    public static AlpacaKeys usual() {
        return new AlpacaKeys("PKFAKEALPACA00000001", "fake-alpaca-secret");
    }

    /** The id alone. */
    @Override
    public String toString() {
        return "AlpacaKeys[id=" + id + "]";
    }
}
