package io.fairlead.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** What a person should know before trading: whether the credentials work, what they permit, how far the clocks are apart. */
public interface DiagnosticsFacet {
    /** Asks the venue; read-only. A check that cannot be made is a fault of its own, never left out. Any thread; does not block. */
    CompletionStage<List<Check>> examine();

    /** How a check went. */
    enum Verdict {
        /** As it should be. */
        OK,
        /** Trading works, and a person should look at it: a key that may withdraw, a clock that is off. */
        WARNING,
        /** Trading would not work, or not be safe. */
        FAULT
    }

    /**
     * One thing that was looked at.
     *
     * @param name what, in a few words: {@code "clock offset"}
     * @param verdict how it went
     * @param detail the values seen and, where it is not OK, the remedy; without secrets
     */
    record Check(String name, Verdict verdict, String detail) {}
}
