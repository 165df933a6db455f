package io.fairlead.core.journal;

/**
 * What was found behind the last good record when a journal was opened, and dropped from it. None of it had been forced.
 *
 * @param segment the segment that ended badly, empty when clean
 * @param offset where in it the good part ends, in bytes
 * @param bytes from there to the last byte that was not zero; 0 when clean
 * @param records whole records among them, unusable because one before them is missing
 * @param reason what was wrong with the first of them, empty when clean
 */
public record TailReport(String segment, long offset, long bytes, long records, String reason) {
    private static final TailReport CLEAN = new TailReport("", 0, 0, 0, "");

    /** Nothing was dropped. */
    public static TailReport clean() {
        return CLEAN;
    }

    /** Whether nothing was dropped. */
    public boolean isClean() {
        return reason.isEmpty();
    }

    @Override
    public String toString() {
        return isClean()
                ? "clean"
                : "dropped " + bytes + " bytes with " + records + " whole records behind offset " + offset + " of "
                        + segment + ": " + reason;
    }
}
