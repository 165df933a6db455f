/** What applications, strategies and plug-ins see. */
module io.fairlead.api {
    requires static transitive org.jspecify;

    exports io.fairlead.api;
    exports io.fairlead.api.instrument;
    exports io.fairlead.api.market;
}
