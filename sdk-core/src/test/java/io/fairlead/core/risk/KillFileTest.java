package io.fairlead.core.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillFileTest {
    @TempDir
    Path folder;

    private final KillSwitch killSwitch = new KillSwitch();

    private KillFile file() {
        return new KillFile(folder.resolve("STOP"), killSwitch);
    }

    @Test
    void shouldTripAsSoonAsTheFileExistsForTheReasonInIt() throws IOException {
        KillFile file = file();
        assertThat(file.poll()).isFalse();
        assertThat(killSwitch.isTripped()).isFalse();

        Files.writeString(file.path(), "  runaway\tloop \nsecond line\n");

        assertThat(file.poll()).isTrue();
        assertThat(file.poll()).isFalse();
        assertThat(killSwitch.current())
                .contains(new KillSwitch.Trip("runaway loop", "kill file " + folder.resolve("STOP")));
    }

    @Test
    void shouldStayTrippedWhenTheFileGoesAndTripAgainAfterAResetWhileItIsThere() throws IOException {
        KillFile file = file();
        Files.writeString(file.path(), "");
        file.poll();
        assertThat(killSwitch.current().orElseThrow().reason()).isEqualTo("the file exists");

        killSwitch.reset("day watch", "looked into");
        assertThat(file.poll()).isTrue();
        Files.delete(file.path());
        assertThat(file.poll()).isFalse();

        assertThat(killSwitch.isTripped()).isTrue();
        killSwitch.reset("day watch", "file removed");
        assertThat(file.poll()).isFalse();
        assertThat(killSwitch.isTripped()).isFalse();
    }

    @Test
    void shouldTripByADirectoryADanglingLinkAndALongOrBinaryText() throws IOException {
        KillFile file = file();
        Files.createDirectory(file.path());
        assertThat(file.poll()).isTrue();
        assertThat(killSwitch.current().orElseThrow().reason()).isEqualTo("the file exists and cannot be read");
        killSwitch.reset("test", "next");
        Files.delete(file.path());

        Files.createSymbolicLink(file.path(), folder.resolve("nowhere"));
        assertThat(file.poll()).isTrue();
        killSwitch.reset("test", "next");
        Files.delete(file.path());

        Files.write(file.path(), "\u0000\u0007".repeat(5_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(file.poll()).isTrue();
        killSwitch.reset("test", "next");
        Files.writeString(file.path(), "x".repeat(5_000));
        assertThat(file.poll()).isTrue();
        assertThat(killSwitch.current().orElseThrow().reason()).hasSize(200);
    }
}
