package io.fairlead.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jars work on both paths, and alike: each run is a JVM of its own. */
class BothPathsIT {
    private static final String MAIN = "io.fairlead.consumer.ConsumerMain";
    private static final long TIMEOUT_SECONDS = 120;

    private final String jar = System.getProperty("consumer.jar");
    private final String lib = System.getProperty("consumer.lib");

    @TempDir
    private Path workingDirectory;

    @Test
    void shouldRunAlikeOnTheClassPathAndOnTheModulePath() throws Exception {
        Run onClassPath = run("class-path", "-cp", jar + File.pathSeparator + lib + File.separator + "*", MAIN);
        Run onModulePath = run(
                "module-path", "--module-path", jar + File.pathSeparator + lib, "-m", "io.fairlead.consumer/" + MAIN);

        assertThat(onClassPath.exitCode()).as(onClassPath.everything()).isZero();
        assertThat(onModulePath.exitCode()).as(onModulePath.everything()).isZero();
        assertThat(onClassPath.output()).endsWith("done");
        assertThat(onModulePath.output()).isEqualTo(onClassPath.output());
    }

    private record Run(int exitCode, List<String> output, List<String> errors) {
        String everything() {
            return String.join("\n", output) + "\n" + String.join("\n", errors);
        }
    }

    private Run run(String name, String... arguments) throws IOException, InterruptedException {
        Path output = workingDirectory.resolve(name + ".out");
        Path errors = workingDirectory.resolve(name + ".err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));

        Process process = new ProcessBuilder(command)
                .directory(Files.createDirectory(workingDirectory.resolve(name)).toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }

        return new Run(
                process.exitValue(),
                Files.readAllLines(output, StandardCharsets.UTF_8),
                Files.readAllLines(errors, StandardCharsets.UTF_8));
    }
}
