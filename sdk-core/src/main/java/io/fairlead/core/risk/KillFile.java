package io.fairlead.core.risk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trips a kill switch as soon as a file exists: {@code echo "runaway loop" > STOP}. Its first line is the reason. It does not reset
 * anything: remove the file, then have a person reset the switch; reset before, and it trips again. Whoever can write the directory can
 * halt the session, and whoever can read it sees why. {@link #poll()} is called by one thread at a time; a live session does so once
 * a second, away from its own thread.
 */
public final class KillFile {
    private static final Logger LOG = LoggerFactory.getLogger(KillFile.class);
    private static final int LONGEST = 200;

    private final Path path;
    private final KillSwitch killSwitch;

    /** Watches a path for a switch. Nothing is looked at until {@link #poll()}. */
    public KillFile(Path path, KillSwitch killSwitch) {
        this.path = path.toAbsolutePath();
        this.killSwitch = killSwitch;
    }

    /**
     * Looks whether the file is there, and trips the switch if so. A file that cannot be read counts: that it is there is the message.
     *
     * @return whether this call tripped it
     */
    public boolean poll() {
        if (killSwitch.isTripped() || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return killSwitch.trip(reason(), "kill file " + path);
    }

    private String reason() {
        try (var in = Files.newInputStream(path)) {
            String text = new String(in.readNBytes(4 * LONGEST), StandardCharsets.UTF_8);
            String line = text.strip()
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceAll("\\p{Cntrl}", " ")
                    .strip();
            return line.isEmpty() ? "the file exists" : line.substring(0, Math.min(LONGEST, line.length()));
        } catch (IOException | RuntimeException e) {
            LOG.atWarn()
                    .setMessage("kill file not readable")
                    .addKeyValue("path", path)
                    .setCause(e)
                    .log();
            return "the file exists and cannot be read";
        }
    }

    /** The path that is watched. */
    public Path path() {
        return path;
    }
}
