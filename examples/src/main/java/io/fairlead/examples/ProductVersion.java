package io.fairlead.examples;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"fairlead " + text(), "Java " + Runtime.version()};
    }

    /** The version in the jar's manifest; {@code development} where there is none. */
    static String text() {
        String version = FairleadCli.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
