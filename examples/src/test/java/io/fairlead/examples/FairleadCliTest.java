package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FairleadCliTest {
    @Test
    void shouldListItsCommands() {
        CliRun help = CliRun.of("help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: fairlead").contains("help").contains("Exit codes:");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void shouldAskForACommand() {
        CliRun bare = CliRun.of();

        assertThat(bare).isEqualTo(new CliRun(2, "", "fairlead: no command given. See ./fairlead --help\n"));
    }

    @Test
    void shouldGuessWhichCommandWasMeant() {
        CliRun wrong = CliRun.of("hepl");

        assertThat(wrong)
                .isEqualTo(new CliRun(
                        2, "", "fairlead: there is no command 'hepl', did you mean 'help'? See ./fairlead --help\n"));
    }

    @Test
    void shouldGuessWhichOptionWasMeant() {
        CliRun wrong = CliRun.of("--versoin");

        assertThat(wrong)
                .isEqualTo(new CliRun(
                        2,
                        "",
                        "fairlead: there is no option '--versoin', did you mean '--version'? See ./fairlead --help\n"));
    }

    @Test
    void shouldNotGuessWhatNobodyMeant() {
        CliRun wrong = CliRun.of("quicksilver");

        assertThat(wrong.err()).isEqualTo("fairlead: there is no command 'quicksilver'. See ./fairlead --help\n");
    }

    @Test
    void shouldSayItsVersion() {
        CliRun version = CliRun.of("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).startsWith("fairlead ").contains("Java ");
    }
}
