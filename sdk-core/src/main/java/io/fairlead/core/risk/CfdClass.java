package io.fairlead.core.risk;

/** Kinds of underlyings of contracts for difference, by the leverage that a retail client may open them with in Europe. */
public enum CfdClass {
    /** A pair of two of: US dollar, euro, yen, pound sterling, Canadian dollar, Swiss franc. */
    MAJOR_FX(30),
    /** Any other currency pair. */
    MINOR_FX(20),
    /** Gold. */
    GOLD(20),
    /** FTSE 100, CAC 40, DAX 30, DJIA, S&amp;P 500, NASDAQ, NASDAQ 100, Nikkei 225, ASX 200, EURO STOXX 50. */
    MAJOR_INDEX(20),
    /** Any other equity index. */
    MINOR_INDEX(10),
    /** Any commodity but gold. */
    COMMODITY(10),
    /** A share, or any other reference value. */
    SHARE(5),
    /** A crypto asset; what is not told counts as one. */
    CRYPTO(2);

    private final int maxLeverage;

    CfdClass(int maxLeverage) {
        this.maxLeverage = maxLeverage;
    }

    /** How many times its margin a position may be worth when it is opened. */
    public int maxLeverage() {
        return maxLeverage;
    }

    /** Margin per worth, in millionths, rounded up. */
    int marginMillionths() {
        return (1_000_000 + maxLeverage - 1) / maxLeverage;
    }
}
