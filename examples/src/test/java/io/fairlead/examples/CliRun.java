package io.fairlead.examples;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One run of the program inside the test's JVM.
 *
 * @param exitCode what the shell would see
 * @param out what went to standard output
 * @param err what went to standard error
 */
record CliRun(int exitCode, String out, String err) {
    /** Runs the program. */
    static CliRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = FairleadCli.run(new PrintWriter(out), new PrintWriter(err), args);
        return new CliRun(exitCode, lines(out), lines(err));
    }

    private static String lines(StringWriter written) {
        return written.toString().replace("\r\n", "\n");
    }
}
