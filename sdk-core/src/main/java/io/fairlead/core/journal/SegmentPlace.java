package io.fairlead.core.journal;

/** A segment in use: its name, its number, the sequence of its first record (which may not be written yet), and when it was begun. */
record SegmentPlace(String name, long number, long firstSequence, long createdNanos) {}
