package io.fairlead.examples;

import io.fairlead.core.journal.Explanation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./fairlead journal explain}: why an order came to be, and what became of it. */
@Command(
        name = "explain",
        description = "Tells an order from its fills back to the decision that it came from.",
        footer = {"", "Example: ./fairlead journal explain DIR O-7"})
final class JournalExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "Folder of the journal.")
    private Path folder = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "ORDER",
            description = "Our id like O-7, a client order id or a venue order id.")
    private String order = "";

    @Override
    public Integer call() {
        Explanation explanation = Explanation.of(JournalFolder.reading(folder), order);
        explanation.lines().forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
