package io.fairlead.core.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a stream, one after the other in one buffer: no object per line. Ends of line are {@code \n} or {@code \r\n}. */
final class CsvLines {
    private static final int FIRST_SIZE = 1 << 16;
    private static final int LONGEST_LINE = 1 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int filled;
    private int next;
    private int start;
    private int end;
    private long number;

    CsvLines(InputStream in) {
        this.in = in;
    }

    /**
     * Moves to the next line.
     *
     * @return whether there is one; a last line without an end counts
     * @throws IOException if the stream fails or a line is longer than a mebibyte
     */
    boolean next() throws IOException {
        int at = next;
        while (true) {
            for (; at < filled; at++) {
                if (buffer[at] == '\n') {
                    take(at, at + 1);
                    return true;
                }
            }
            int scanned = at - next;
            if (!fill()) {
                return takeLast();
            }
            at = next + scanned;
        }
    }

    private boolean takeLast() {
        if (next == filled) {
            return false;
        }
        take(filled, filled);
        return true;
    }

    private void take(int lineEnd, int nextLine) {
        start = next;
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        next = nextLine;
        number++;
    }

    /** Moves the begun line to the front and reads on behind it. */
    private boolean fill() throws IOException {
        int begun = filled - next;
        System.arraycopy(buffer, next, buffer, 0, begun);
        next = 0;
        filled = begun;
        if (begun == buffer.length) {
            if (begun >= LONGEST_LINE) {
                throw new IOException("line " + (number + 1) + " is longer than " + LONGEST_LINE + " bytes");
            }
            buffer = Arrays.copyOf(buffer, begun * 2);
        }
        int read = in.read(buffer, begun, buffer.length - begun);
        filled = begun + Math.max(read, 0);
        return read > 0;
    }

    /** Where the line is; valid until the next call of {@link #next()}. */
    byte[] bytes() {
        return buffer;
    }

    /** First byte of the line. */
    int start() {
        return start;
    }

    /** Behind the last byte of the line. */
    int end() {
        return end;
    }

    /** Number of the line, from 1. */
    long number() {
        return number;
    }

    /** Whether the line holds nothing. */
    boolean isBlank() {
        return start == end;
    }

    /** What was read of a line whose end could not be read. */
    String unfinished() {
        return new String(buffer, next, filled - next, StandardCharsets.UTF_8);
    }

    /** The line as text. */
    String text() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }
}
