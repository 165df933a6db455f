/** What every REST and WebSocket adapter shares. */
module io.fairlead.support {
    requires transitive io.fairlead.api;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive okhttp3;
    requires okio;
    requires io.github.bucket4j.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.fairlead.support;
}
