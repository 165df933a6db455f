package io.fairlead.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.api.BadInputException;
import io.fairlead.spi.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditDatabaseTest {
    private static final String PLANTED = "hunter2-planted";

    private static String everything(Throwable thrown) {
        StringWriter words = new StringWriter();
        thrown.printStackTrace(new PrintWriter(words));
        return words.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/db?user=joe&password=" + PLANTED,
                "jdbc:postgresql://localhost/db?PASSWORD=" + PLANTED + "&ssl=true",
                "jdbc:postgresql://joe:" + PLANTED + "@localhost/db",
                "jdbc:postgresql://joe:p@" + PLANTED + "@localhost/db",
                "jdbc:postgresql://localhost/db?sslpassword=" + PLANTED,
                "jdbc:mysql://joe:" + PLANTED + "@localhost/db",
                "jdbc:sqlite:file.db?password=" + PLANTED
            })
    void shouldRefuseAnAddressThatCarriesAPasswordAndNotShowIt(String url) {
        Throwable thrown = catchThrowable(() -> AuditDatabase.url(url, Optional.empty(), Optional.empty()));

        assertThat(thrown).isInstanceOf(BadInputException.class).hasMessageContaining("***");
        assertThat(everything(thrown)).doesNotContain(PLANTED);
    }

    @Test
    void shouldNotShowThePasswordWhenItCannotConnect() {
        AuditDatabase nowhere = AuditDatabase.url(
                "jdbc:postgresql://localhost:1/db", Optional.of("joe"), Optional.of(Secret.of(PLANTED)));

        Throwable thrown = catchThrowable(() -> AuditStore.open(nowhere));

        assertThat(thrown)
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("audit store jdbc:postgresql://localhost:1/db cannot be opened");
        assertThat(everything(thrown) + nowhere).doesNotContain(PLANTED);
    }

    @Test
    void shouldTakeFileUserAndPasswordFromTheEnvironment() {
        assertThat(AuditDatabase.fromEnvironment(Map.of())).isEmpty();
        assertThat(AuditDatabase.fromEnvironment(Map.of("TRADING_DB_PATH", "trades.db")))
                .get()
                .satisfies(file -> assertThat(file.dialect()).isEqualTo(AuditDialect.SQLITE))
                .hasToString("trades.db");
        assertThat(AuditDatabase.fromEnvironment(
                        Map.of("TRADING_DB_PATH", "jdbc:postgresql://db/audit", "PGPASSWORD", PLANTED)))
                .get()
                .satisfies(url -> assertThat(url.dialect()).isEqualTo(AuditDialect.POSTGRESQL))
                .hasToString("jdbc:postgresql://db/audit");
    }

    @Test
    void shouldNameWhatItUnderstandsWhereAnAddressIsOfAnotherDatabase() {
        assertThatThrownBy(() -> AuditDatabase.url("jdbc:h2:mem:x", Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE, not at jdbc:h2:mem:x");
    }

    @Test
    void shouldSayWhereAFileCannotBe() {
        AuditDatabase nowhere = AuditDatabase.sqlite(Path.of("/no/such/folder/audit.db"));

        assertThatThrownBy(() -> AuditStore.open(nowhere))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("audit store /no/such/folder/audit.db cannot be opened");
    }
}
