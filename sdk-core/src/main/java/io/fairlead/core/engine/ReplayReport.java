package io.fairlead.core.engine;

import java.util.Optional;

/**
 * What a replay found. Its hashes cover the output records alone, each with its kind, its time and its bytes: two runs of one hash
 * decided, asked for and told the same at the same times.
 *
 * @param recorded how many output records the run has
 * @param replayed how many the replay wrote
 * @param equal how many were compared and are equal to the byte
 * @param recordedHash SHA-256 of those of the run, as 64 hexadecimal digits
 * @param replayedHash SHA-256 of those of the replay
 * @param complete whether the run ended in an orderly way; else it was replayed up to where it was cut off
 * @param difference the first difference
 */
public record ReplayReport(
        long recorded,
        long replayed,
        long equal,
        String recordedHash,
        String replayedHash,
        boolean complete,
        Optional<Difference> difference) {
    /**
     * Where run and replay part.
     *
     * @param sequence the number of the run's record in its journal; 0 if the run has none here
     * @param timeNanos the session's time, in epoch nanoseconds
     * @param recorded the run's record in words; empty if it has none here
     * @param replayed the replay's record in words; empty if it has none here
     */
    public record Difference(long sequence, long timeNanos, String recorded, String replayed) {
        /** In words. */
        @Override
        public String toString() {
            if (recorded.isEmpty()) {
                return "extra: " + replayed;
            }
            return "record " + sequence + ": " + recorded
                    + (replayed.isEmpty() ? " is missing" : " became " + replayed);
        }
    }

    /** Whether the replay wrote what the run wrote, byte for byte. */
    public boolean isEqual() {
        return difference.isEmpty() && recordedHash.equals(replayedHash);
    }

    /** In words, a line per finding. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append("outputs recorded ").append(recorded).append(", replayed ").append(replayed);
        text.append(", equal ").append(equal).append('\n');
        text.append("hash recorded ").append(recordedHash).append('\n');
        text.append("hash replayed ").append(replayedHash).append('\n');
        difference.ifPresent(
                first -> text.append("first difference ").append(first).append('\n'));
        return text.toString();
    }
}
