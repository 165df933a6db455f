/** What applications, strategies and plug-ins see. */
module io.fairlead.api {
    requires static transitive org.jspecify;

    exports io.fairlead.api;
    exports io.fairlead.api.edge;
    exports io.fairlead.api.instrument;
    exports io.fairlead.api.market;
    exports io.fairlead.api.order;
    exports io.fairlead.api.risk;
    exports io.fairlead.api.strategy;
    exports io.fairlead.spi;

    uses io.fairlead.spi.BrokerProvider;
    uses io.fairlead.spi.MarketDataProvider;
}
