package io.fairlead.api.strategy;

import static java.util.Objects.requireNonNull;

import io.fairlead.api.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy keeps of each instrument: its averages, its counters. Made when it is first asked for, and the same ever after.
 *
 * <pre>{@code
 * private final PerInstrument<Sma> averages = PerInstrument.of(() -> Sma.of(20));
 *
 * public void onBar(Bar bar, StrategyContext context) {
 *     averages.get(bar.instrument()).update(bar.close());
 * }
 * }</pre>
 *
 * <p>The bars of one time come in the same order each time. Asked in that order, this finds the next by one comparison, where a hash
 * table has to go through memory for each (measured; see docs/performance.md). Any other order costs what a hash table does. One thread.
 *
 * @param <S> what is kept
 */
public final class PerInstrument<S> {
    private final Function<? super InstrumentId, ? extends S> maker;
    private final Map<InstrumentId, Integer> places = new HashMap<>();
    /** In the order in which they were first asked for: the instruments, and what is kept of each. */
    private final List<InstrumentId> instruments = new ArrayList<>();

    private final List<S> kept = new ArrayList<>();
    private int next;

    private PerInstrument(Function<? super InstrumentId, ? extends S> maker) {
        this.maker = maker;
    }

    /** Nothing yet; what is kept of an instrument does not depend on it. */
    public static <S> PerInstrument<S> of(Supplier<? extends S> maker) {
        requireNonNull(maker, "maker");
        return new PerInstrument<>(any -> maker.get());
    }

    /** Nothing yet; what is kept of an instrument is made for it. */
    public static <S> PerInstrument<S> by(Function<? super InstrumentId, ? extends S> maker) {
        return new PerInstrument<>(requireNonNull(maker, "maker"));
    }

    /**
     * What is kept of an instrument, made if there is none.
     *
     * @throws NullPointerException if the maker makes null
     */
    @SuppressWarnings("ReferenceEquality") // the same id as last time; another object of the same value is looked up
    public S get(InstrumentId instrument) {
        int expected = next < instruments.size() ? next : 0;
        if (expected < instruments.size() && instruments.get(expected) == instrument) {
            next = expected + 1;
            return kept.get(expected);
        }
        return lookUp(instrument);
    }

    private S lookUp(InstrumentId instrument) {
        Integer known = places.get(requireNonNull(instrument, "instrument"));
        int place = known == null ? add(instrument) : known;
        instruments.set(place, instrument);
        next = place + 1;
        return kept.get(place);
    }

    private int add(InstrumentId instrument) {
        S made = requireNonNull(maker.apply(instrument), "maker made null");
        int place = kept.size();
        places.put(instrument, place);
        instruments.add(instrument);
        kept.add(made);
        return place;
    }

    /** What is kept of an instrument; null if it was never asked for. */
    public @Nullable S find(InstrumentId instrument) {
        Integer place = places.get(requireNonNull(instrument, "instrument"));
        return place == null ? null : kept.get(place);
    }

    /** Of how many instruments something is kept. */
    public int size() {
        return kept.size();
    }

    /** Shows all that is kept, in the order in which it was first asked for. */
    public void forEach(BiConsumer<? super InstrumentId, ? super S> each) {
        for (int i = 0; i < kept.size(); i++) {
            each.accept(instruments.get(i), kept.get(i));
        }
    }
}
