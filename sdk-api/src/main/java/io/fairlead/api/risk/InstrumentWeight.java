package io.fairlead.api.risk;

import io.fairlead.api.instrument.Instrument;

/** How much of an instrument's exposure a rule counts. A pure function: no I/O, no clock, no state. */
@FunctionalInterface
public interface InstrumentWeight {
    /** All of it. */
    int ALL = 1_000_000;

    /** The share that counts, in millionths: 0 for none, {@link #ALL} for all of it; nothing beyond. */
    int millionths(Instrument instrument);
}
