package io.fairlead.core.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A process that opens a journal, appends one record, says so, and holds it until its standard input ends. */
final class LockingProcess {
    private LockingProcess() {}

    public static void main(String[] args) throws IOException {
        Journal journal =
                Journal.open(JournalStorage.inFolder(Path.of(args[0])), JournalText.SMALL, new SplittableRandom(1));
        JournalText.append(journal, "from the child");
        System.out.println("open");
        System.in.transferTo(OutputStream.nullOutputStream());
        Runtime.getRuntime().halt(1);
    }
}
