package io.fairlead.core.journal;

/** Takes records down in the order in which things happen. On the session's thread. */
public interface RecordLog {
    /** Keeps nothing: a session without a journal. */
    RecordLog NONE = new RecordLog() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void write(JournalRecord record) {}

        @Override
        public void force() {}
    };

    /** Whether anything is kept. Ask before making a record, so that nothing is made for nobody. */
    boolean isOn();

    /**
     * Takes a record down. When this returns it survives the end of the process.
     *
     * @throws io.fairlead.api.FairleadException if it cannot be kept; the journal takes nothing more then
     */
    void write(JournalRecord record);

    /**
     * Makes all that was written survive a power loss; at no cost if nothing is new.
     *
     * @throws io.fairlead.api.FairleadException if it cannot be known to; the journal takes nothing more then
     */
    void force();
}
