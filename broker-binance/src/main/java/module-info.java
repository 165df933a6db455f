/** Binance spot. */
module io.fairlead.binance {
    requires transitive io.fairlead.api;
    requires io.fairlead.support;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.fairlead.binance;

    provides io.fairlead.spi.BrokerProvider with
            io.fairlead.binance.BinanceBrokerProvider;
    provides io.fairlead.spi.MarketDataProvider with
            io.fairlead.binance.BinanceMarketDataProvider;
}
