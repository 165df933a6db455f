package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.core.journal.JournalVerification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./fairlead journal verify}: checks every byte of a journal. */
@Command(
        name = "verify",
        description = "Checks a journal from end to end: checksums, chain, digests.",
        footer = {"", "A torn tail is what a crash leaves, and no damage."},
        exitCodeList = {"0:sound", "1:damaged; the faults are listed", "2:bad input; the message says what to change"})
final class JournalVerifyCommand implements Callable<Integer> {
    private static final int DAMAGED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "Folder of the journal.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        JournalVerification found;
        try {
            found = JournalVerification.verify(JournalFolder.reading(folder));
        } catch (IOException failure) {
            throw new BadInputException("journal " + folder + " cannot be read: " + failure, failure);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println((found.isSound() ? "sound" : "damaged") + ": segments=" + found.segments() + " records="
                + found.records() + " lastSequence=" + found.lastSequence());
        found.faults().forEach(fault -> out.println("fault: " + fault));
        out.println("tail: " + (found.tail().isClean() ? "clean" : "opening the journal would have " + found.tail()));
        return found.isSound() ? 0 : DAMAGED;
    }
}
