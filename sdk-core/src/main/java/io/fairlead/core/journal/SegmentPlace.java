package io.fairlead.core.journal;

/** A segment in use: its name, its number, and the sequence of its first record (which may not be written yet). */
record SegmentPlace(String name, long number, long firstSequence) {}
