package io.fairlead.api.instrument;

/** What kind of thing an instrument is. */
public enum AssetClass {
    /** Common stock and the like. */
    EQUITY,
    /** Exchange-traded fund. */
    ETF,
    /** Crypto asset against another, settled at once. */
    CRYPTO_SPOT,
    /** Currency pair. */
    FX,
    /** Listed option. */
    OPTION,
    /** Dated future. */
    FUTURE,
    /** Contract for difference. */
    CFD,
    /** Perpetual swap. */
    PERPETUAL
}
