package io.fairlead.core.risk;

import io.fairlead.api.instrument.InstrumentId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which sector each instrument belongs to, as the host sees it. Immutable; any thread. */
public final class SectorTable {
    private static final SectorTable EMPTY = new SectorTable(new TreeMap<>());

    private final SortedMap<InstrumentId, String> sectors;

    private SectorTable(SortedMap<InstrumentId, String> sectors) {
        this.sectors = sectors;
    }

    /** Knows no instrument: nothing is judged by sector. */
    public static SectorTable empty() {
        return EMPTY;
    }

    /**
     * A table of these.
     *
     * @throws IllegalArgumentException if a sector has no name
     */
    public static SectorTable of(Map<InstrumentId, String> sectorOf) {
        sectorOf.forEach((id, sector) -> {
            if (sector.isBlank()) {
                throw new IllegalArgumentException("the sector of " + id + " needs a name, was '" + sector + "'");
            }
        });
        return new SectorTable(new TreeMap<>(sectorOf));
    }

    /** With one instrument more, or in another sector than before. */
    public SectorTable with(InstrumentId id, String sector) {
        Map<InstrumentId, String> more = new TreeMap<>(sectors);
        more.put(id, sector);
        return of(more);
    }

    /** The sector of an instrument; empty if the table does not have it. */
    public Optional<String> sectorOf(InstrumentId id) {
        return Optional.ofNullable(sectors.get(id));
    }

    boolean isEmpty() {
        return sectors.isEmpty();
    }

    boolean isIn(InstrumentId id, String sector) {
        return sector.equals(sectors.get(id));
    }

    int size() {
        return sectors.size();
    }

    /** Every instrument and its sector, in the order of the instruments. */
    public SortedMap<InstrumentId, String> sectors() {
        return Collections.unmodifiableSortedMap(sectors);
    }
}
