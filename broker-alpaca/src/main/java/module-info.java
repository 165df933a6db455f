/** Alpaca. */
module io.fairlead.alpaca {
    requires transitive io.fairlead.api;
    requires io.fairlead.support;
    requires com.fasterxml.jackson.databind;
    requires okhttp3;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.fairlead.alpaca;

    provides io.fairlead.spi.BrokerProvider with
            io.fairlead.alpaca.AlpacaBrokerProvider;
    provides io.fairlead.spi.MarketDataProvider with
            io.fairlead.alpaca.AlpacaMarketDataProvider;
}
