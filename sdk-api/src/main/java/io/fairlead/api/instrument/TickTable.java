package io.fairlead.api.instrument;

import io.fairlead.api.Price;
import java.util.ArrayList;
import java.util.List;

/**
 * The price grid of orders: one tick size, or one per price band (Alpaca: 0.01 from 1 dollar, 0.0001 below; IBKR market rules).
 * It filters orders only; fills may lie between its lines. Immutable; any thread.
 */
public final class TickTable {
    /**
     * One band.
     *
     * @param from the lowest price of the band, inclusive
     * @param tick the distance of two valid prices, above zero
     */
    public record Band(Price from, Price tick) {
        /** Checks the tick. */
        public Band {
            if (tick.signum() <= 0) {
                throw new IllegalArgumentException("tick size must be above 0, was " + tick);
            }
        }
    }

    private final List<Band> bands;

    private TickTable(List<Band> bands) {
        this.bands = bands;
    }

    /** One tick size at every price. */
    public static TickTable of(Price tick) {
        return new TickTable(List.of(new Band(Price.of(0), tick)));
    }

    /**
     * One tick size per band.
     *
     * @param bands in rising order of {@link Band#from()}; prices below the first band use its tick
     */
    public static TickTable banded(List<Band> bands) {
        List<Band> copy = new ArrayList<>(bands);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("a tick table needs at least one band");
        }
        for (int i = 1; i < copy.size(); i++) {
            if (copy.get(i).from().compareTo(copy.get(i - 1).from()) <= 0) {
                throw new IllegalArgumentException(
                        "tick bands must rise, but " + copy.get(i) + " follows " + copy.get(i - 1));
            }
        }
        return new TickTable(List.copyOf(copy));
    }

    /** The bands in rising order. */
    public List<Band> bands() {
        return bands;
    }

    /** The tick size that holds at a price; at a negative price that of its size. */
    public Price tickAt(Price price) {
        Price size = price.signum() < 0 ? Price.of(price.value().negate()) : price;
        Price tick = bands.get(0).tick();
        for (Band band : bands) {
            if (band.from().compareTo(size) > 0) {
                break;
            }
            tick = band.tick();
        }
        return tick;
    }

    /** The finest tick of all bands. */
    public Price finestTick() {
        Price finest = bands.get(0).tick();
        for (Band band : bands) {
            finest = band.tick().compareTo(finest) < 0 ? band.tick() : finest;
        }
        return finest;
    }
}
