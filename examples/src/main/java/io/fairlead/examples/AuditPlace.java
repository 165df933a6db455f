package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.core.audit.AuditDatabase;
import io.fairlead.core.audit.AuditReader;
import io.fairlead.core.audit.AuditStore;
import io.fairlead.core.audit.JournalSource;
import io.fairlead.core.journal.JournalStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which journal, and which store: options that all {@code audit} commands share. */
final class AuditPlace {
    /** The store of a journal, unless told otherwise. */
    private static final String FILE = "audit.db";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "Folder of the journal; the store is brought up to date with it.")
    private @Nullable Path journal;

    @Option(
            names = "--db",
            paramLabel = "FILE",
            description = "Store in a file of SQLite; $TRADING_DB_PATH or DIR/audit.db unless said.")
    private @Nullable Path file;

    @Option(
            names = "--url",
            paramLabel = "JDBC-URL",
            description = {
                "Store in a PostgreSQL: jdbc:postgresql://HOST/DATABASE, without a password.",
                "The program reads PGUSER, and FAIRLEAD_DB_PASSWORD or PGPASSWORD."
            })
    private @Nullable String url;

    /** The store; a file that is there already unless a journal is given to make it from. */
    private AuditDatabase database() {
        if (file != null && url != null) {
            throw new BadInputException("--db and --url name two stores; give one");
        }
        if (url != null) {
            return AuditDatabase.url(url, System.getenv());
        }
        if (file != null) {
            return AuditDatabase.sqlite(file);
        }
        Path folder = journal;
        return AuditDatabase.fromEnvironment(System.getenv())
                .or(() -> Optional.ofNullable(folder).map(path -> AuditDatabase.sqlite(path.resolve(FILE))))
                .orElseThrow(() -> new BadInputException(
                        "no store is named: give the folder of a journal, --db FILE or --url JDBC-URL"));
    }

    /** Brings the store up to date, or makes it anew; how many records were taken. */
    long build(boolean anew) {
        Path folder = journal;
        if (folder == null) {
            throw new BadInputException("no journal is named: give its folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("there is no folder " + folder + "; name the folder of a journal");
        }
        AuditDatabase database = database();
        try (JournalSource source = JournalSource.over(JournalStorage.readOnly(folder));
                AuditStore store = AuditStore.open(database)) {
            return anew ? store.rebuild(source) : store.project(source);
        }
    }

    /** Where the store lies, without a password. */
    String store() {
        return database().toString();
    }

    /** What is in the store, up to date if a journal is named. */
    AuditReader open() {
        AuditDatabase database = database();
        if (journal != null) {
            build(false);
        } else if (file != null && !Files.isRegularFile(file)) {
            throw new BadInputException("there is no audit store " + file + "; make it with ./fairlead audit build");
        }
        return AuditReader.open(database);
    }
}
