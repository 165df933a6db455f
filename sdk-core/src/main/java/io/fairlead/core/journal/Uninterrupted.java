package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** Uses a channel as if nobody could interrupt the thread; an interrupt, which would close the channel, is put off until the end. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** What is done with the channel; done again from the start if an interrupt spoils it. */
    @FunctionalInterface
    interface Work<T> {
        T on(FileChannel channel) throws IOException;
    }

    static <T> T with(Path file, Work<T> work, OpenOption... options) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(file, options)) {
                    return work.on(channel);
                } catch (ClosedByInterruptException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void force(Path file, OpenOption option) throws IOException {
        with(
                file,
                channel -> {
                    channel.force(true);
                    return file;
                },
                option);
    }
}
