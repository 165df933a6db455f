/** The engine and what it is made of. */
module io.fairlead.core {
    requires transitive io.fairlead.api;
    requires transitive java.sql;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.fairlead.core.analytics;
    exports io.fairlead.core.audit;
    exports io.fairlead.core.backtest;
    exports io.fairlead.core.calendar;
    exports io.fairlead.core.engine;
    exports io.fairlead.core.feed;
    exports io.fairlead.core.indicator;
    exports io.fairlead.core.journal;
    exports io.fairlead.core.ledger;
    exports io.fairlead.core.order;
    exports io.fairlead.core.report;
    exports io.fairlead.core.risk;
    exports io.fairlead.core.sim;

    uses io.fairlead.spi.BrokerProvider;
    uses io.fairlead.spi.MarketDataProvider;

    provides io.fairlead.spi.BrokerProvider with
            io.fairlead.core.sim.SimBrokerProvider;
}
