package io.fairlead.core.feed;

import java.util.Map;

/**
 * How a synthetic symbol moves. Prices and volumes are fictional; names stand for the roles they play: index, sector, stock.
 *
 * @param price price before the first session, in dollars
 * @param volume shares traded on a usual day
 * @param market response to the market
 * @param technology response to technology, beyond the market
 * @param semiconductors response to semiconductors, beyond both
 * @param smallCompanies response to small companies, beyond the market
 * @param ownVolatility standard deviation of a day's own move, that no factor explains
 */
record SyntheticProfile(
        double price,
        double volume,
        double market,
        double technology,
        double semiconductors,
        double smallCompanies,
        double ownVolatility) {

    private static final Map<String, SyntheticProfile> KNOWN = Map.ofEntries(
            known("SPY", 470, 70e6, 1.00, 0.00, 0.00, 0.00, 0.0006),
            known("QQQ", 400, 45e6, 1.05, 0.60, 0.10, 0.00, 0.0010),
            known("IWM", 200, 30e6, 1.05, 0.00, 0.00, 1.00, 0.0010),
            known("SMH", 175, 8e6, 1.25, 0.60, 1.00, 0.00, 0.0020),
            known("XLK", 190, 8e6, 1.10, 0.80, 0.20, 0.00, 0.0012),
            known("XLF", 38, 40e6, 0.90, -0.20, 0.00, 0.30, 0.0035),
            known("XLY", 178, 4e6, 1.10, 0.30, 0.00, 0.20, 0.0030),
            known("XLV", 137, 8e6, 0.65, -0.10, 0.00, 0.00, 0.0035),
            known("XLE", 84, 16e6, 0.75, -0.20, 0.00, 0.20, 0.0090),
            known("AAPL", 185, 52e6, 1.00, 0.70, 0.00, 0.00, 0.0110),
            known("MSFT", 372, 24e6, 0.95, 0.80, 0.00, 0.00, 0.0100),
            known("GOOGL", 139, 28e6, 1.00, 0.70, 0.00, 0.00, 0.0130),
            known("AMZN", 150, 44e6, 1.15, 0.60, 0.00, 0.00, 0.0130),
            known("META", 346, 17e6, 1.15, 0.80, 0.00, 0.00, 0.0140),
            known("TSLA", 248, 105e6, 1.40, 0.50, 0.20, 0.20, 0.0240),
            known("NVDA", 48, 420e6, 1.35, 0.80, 1.10, 0.00, 0.0130),
            known("AMD", 139, 60e6, 1.35, 0.60, 1.20, 0.00, 0.0150),
            known("INTC", 48, 42e6, 1.10, 0.30, 0.90, 0.10, 0.0160),
            known("JPM", 172, 9e6, 0.95, -0.20, 0.00, 0.20, 0.0090),
            known("XOM", 102, 17e6, 0.70, -0.20, 0.00, 0.10, 0.0110));

    private static Map.Entry<String, SyntheticProfile> known(
            String symbol,
            double price,
            double volume,
            double market,
            double technology,
            double semiconductors,
            double smallCompanies,
            double ownVolatility) {
        return Map.entry(
                symbol,
                new SyntheticProfile(price, volume, market, technology, semiconductors, smallCompanies, ownVolatility));
    }

    /** The profile of a symbol; for one without a role a stock's, that its name determines. */
    static SyntheticProfile of(String symbol) {
        SyntheticProfile known = KNOWN.get(symbol);
        if (known != null) {
            return known;
        }
        Noise noise = Noise.of(0, symbol);
        return new SyntheticProfile(
                noise.uniform(20, 300),
                noise.uniform(2e6, 30e6),
                noise.uniform(0.6, 1.4),
                noise.uniform(-0.2, 0.8),
                0,
                noise.uniform(0, 0.6),
                noise.uniform(0.007, 0.016));
    }

    /** The response to a factor, by its number in {@link SyntheticFactors}. */
    double beta(int factor) {
        return switch (factor) {
            case SyntheticFactors.MARKET -> market;
            case SyntheticFactors.TECHNOLOGY -> technology;
            case SyntheticFactors.SEMICONDUCTORS -> semiconductors;
            case SyntheticFactors.SMALL_COMPANIES -> smallCompanies;
            default -> throw new IllegalArgumentException("there is no factor " + factor);
        };
    }
}
