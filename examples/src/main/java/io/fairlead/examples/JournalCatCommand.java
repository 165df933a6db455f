package io.fairlead.examples;

import io.fairlead.core.journal.Explanation;
import io.fairlead.core.journal.JournalEntry;
import io.fairlead.core.journal.JournalReader;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.journal.RecordKind;
import io.fairlead.core.journal.RecordText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./fairlead journal cat}: a line per record. */
@Command(
        name = "cat",
        description = "Writes a line per record: sequence, time, kind, and facts as key=value.",
        footer = {"", "Example: ./fairlead journal cat DIR --kind ORDER_INTENDED,REPORTED --run 3"})
final class JournalCatCommand implements Callable<Integer> {
    private static final int LINES_BETWEEN_LOOKS = 1000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "Folder of the journal.")
    private Path folder = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "SEQ",
            description = "Begin with this record; the first that is kept unless said.")
    private long from;

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND",
            description = "Only records of these kinds, parted by commas, like ORDER_INTENDED.")
    private List<String> kinds = List.of();

    @Option(
            names = "--order",
            paramLabel = "ID",
            description = "Only what concerns an order: our id, a client order id or a venue order id.")
    private @Nullable String order;

    @Option(names = "--run", paramLabel = "N", description = "Only this run, from 1.")
    private @Nullable Integer run;

    private final RecordText text = new RecordText();
    private int lines;

    @Override
    public Integer call() {
        Set<RecordKind> wanted = wantedKinds();
        JournalStorage journal = JournalFolder.reading(folder);
        Set<Long> ofOrder = order == null ? Set.of() : sequencesOf(Explanation.of(journal, order));
        try (JournalReader records = JournalReader.over(journal)) {
            boolean goesOn = true;
            while (goesOn && records.next()) {
                goesOn = show(records.entry(), wanted, ofOrder);
            }
        }
        return 0;
    }

    private Set<RecordKind> wantedKinds() {
        Set<RecordKind> wanted = EnumSet.noneOf(RecordKind.class);
        for (String word : kinds) {
            wanted.add(kindOf(word));
        }
        return wanted.isEmpty() ? EnumSet.allOf(RecordKind.class) : wanted;
    }

    private RecordKind kindOf(String word) {
        List<String> names = new ArrayList<>();
        for (RecordKind kind : RecordKind.values()) {
            if (kind.name().equals(word.toUpperCase(Locale.ROOT))) {
                return kind;
            }
            names.add(kind.name());
        }
        throw new ParameterException(
                spec.commandLine(),
                "there is no kind '" + word + "'" + Nearest.hint(word.toUpperCase(Locale.ROOT), names));
    }

    private static Set<Long> sequencesOf(Explanation explanation) {
        return explanation.parts().stream()
                .flatMap(part -> part.facts().stream())
                .map(Explanation.Fact::sequence)
                .collect(Collectors.toSet());
    }

    /** False if nobody reads on. */
    private boolean show(JournalEntry entry, Set<RecordKind> wanted, Set<Long> ofOrder) {
        boolean asked = entry.sequence() >= from
                && wanted.contains(entry.kind())
                && (order == null || ofOrder.contains(entry.sequence()));
        text.see(entry);
        if (!asked || (run != null && text.run() != run)) {
            return true;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(text.line(entry));
        return ++lines % LINES_BETWEEN_LOOKS != 0 || !out.checkError();
    }
}
