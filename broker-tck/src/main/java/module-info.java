/** The contract kit. Tests that use it run on the class path, or open their package to JUnit as any test does. */
module io.fairlead.tck {
    requires transitive io.fairlead.api;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.fairlead.tck;

    opens io.fairlead.tck to
            org.junit.platform.commons;
}
