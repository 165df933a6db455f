package io.fairlead.fakes.binance;

/** Times in force of spot. */
enum TimeInForce {
    GTC,
    IOC,
    FOK
}
