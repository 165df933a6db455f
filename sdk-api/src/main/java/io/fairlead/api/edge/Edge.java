package io.fairlead.api.edge;

/**
 * One voice in an ensemble. It reads the past and votes; it never sees a broker, an order or a later bar.
 *
 * <p>A plug-in: a public class with a public constructor without parameters, named in {@code META-INF/services/} under this
 * interface's name and, in a module, in {@code provides}. Each ensemble has its own instance. Two edges of one name are refused.
 *
 * <p>Called on the session's thread. It must not wait, and must answer the same for the same view: no clock, no chance, no I/O.
 */
public interface Edge {
    /** Its stable name, the key in records and configuration: lower-case words joined by hyphens, {@code relative-strength}. */
    String name();

    /**
     * Its vote. The ensemble asks once an entry is thinkable, at most once per slice and symbol; an edge that keeps state of its own
     * cannot count on being asked at every bar. An edge that throws a {@link RuntimeException} abstains, and the record says so.
     *
     * @param view valid during the call only
     */
    Vote vote(EdgeView view);

    /**
     * This edge with its numbers read from a configuration; the ensemble asks once, before the first vote, and goes on with the
     * answer. An edge without numbers leaves it as it is.
     */
    default Edge configuredBy(EdgeParameters parameters) {
        return this;
    }
}
