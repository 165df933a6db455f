package io.fairlead.examples;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.Method;

/**
 * Lines to standard output, and below them, while a terminal looks on, one line on standard error that is drawn over and over. Where
 * nobody looks on, that line is written now and then as a line of its own. One thread.
 */
final class Screen {
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean onTerminal;
    private String status = "";

    Screen(PrintWriter out, PrintWriter err, boolean onTerminal) {
        this.out = out;
        this.err = err;
        this.onTerminal = onTerminal;
    }

    /** Whether standard input and output are a terminal's that understands how to erase a line. */
    @SuppressWarnings("SystemConsoleNull") // null tells it up to Java 21, isTerminal() from 22 on; both are asked
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            Method asks = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(asks.invoke(console));
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    /** Whether the status line can be drawn over. */
    boolean onTerminal() {
        return onTerminal;
    }

    /** A line of output. */
    void line(String text) {
        erase();
        out.println(text);
        out.flush();
        draw();
    }

    /** An empty line of output. */
    void line() {
        line("");
    }

    /** What is going on. */
    void status(String text) {
        if (onTerminal) {
            erase();
            status = text;
            draw();
        } else {
            err.println(text);
            err.flush();
        }
    }

    /** Nothing is going on any more. */
    void noStatus() {
        erase();
        status = "";
    }

    private void erase() {
        if (!status.isEmpty()) {
            err.print(ERASE);
            err.flush();
        }
    }

    private void draw() {
        if (!status.isEmpty()) {
            err.print(status);
            err.flush();
        }
    }
}
