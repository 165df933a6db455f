package io.fairlead.orchestrator;

/** When a decided entry is thought to be filled, and so until when it makes sense. */
public enum EntryFill {
    /** At the deciding bar's close. The end of day counts by bars' starts: a bar that starts at the flatten time closes positions. */
    CLOSE,
    /**
     * At the next bar's open. The end of day counts by the moment of decision, the bar's end: what is decided then is filled while the
     * session is still open, and no entry is decided from then on.
     */
    NEXT_OPEN
}
