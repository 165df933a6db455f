/** Fake venues that speak the real protocols on loopback, for tests and demos. */
module io.fairlead.fakes {
    requires com.fasterxml.jackson.databind;
    requires mockwebserver3;
    requires okhttp3;
    requires okio;
    requires org.java_websocket;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.fairlead.fakes;
    exports io.fairlead.fakes.alpaca;
    exports io.fairlead.fakes.binance;
    exports io.fairlead.fakes.book;
    exports io.fairlead.fakes.net;
}
