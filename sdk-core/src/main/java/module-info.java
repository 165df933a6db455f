/** The engine and what it is made of. */
module io.fairlead.core {
    requires transitive io.fairlead.api;
    requires static transitive org.jspecify;

    exports io.fairlead.core.analytics;
    exports io.fairlead.core.calendar;
    exports io.fairlead.core.feed;
    exports io.fairlead.core.indicator;
    exports io.fairlead.core.ledger;
    exports io.fairlead.core.sim;

    provides io.fairlead.spi.BrokerProvider with
            io.fairlead.core.sim.SimBrokerProvider;
}
