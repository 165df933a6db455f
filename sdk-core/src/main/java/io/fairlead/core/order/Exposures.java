package io.fairlead.core.order;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.risk.InstrumentWeight;
import io.fairlead.core.ledger.Ledger;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every instrument that is held or worked on may come to be worth: once all its working purchases have filled and no sale, and
 * the other way round. Worked out when a rule first asks, once per order. On the session's thread.
 */
final class Exposures {
    private final InstrumentTable instruments;
    private final Ledger ledger;
    private final Marks marks;
    private final WorkingOrders working;
    private int size;
    private int[] indexes = new int[8];
    /** Signed worth of the position should only purchases fill. */
    private long[] ups = new long[8];
    /** Signed worth of the position should only sales fill. */
    private long[] downs = new long[8];

    Exposures(InstrumentTable instruments, Ledger ledger, Marks marks, WorkingOrders working) {
        this.instruments = instruments;
        this.ledger = ledger;
        this.marks = marks;
        this.working = working;
    }

    /**
     * Reckons all instruments, one of them as an order that is being judged would leave it.
     *
     * @param own the instrument of that order
     * @param ownUp its position × 10^quantityScale should only purchases fill, the order included if it is one
     * @param ownDown the same for sales
     * @param ownPrice the order's price × 10^priceScale; 0 if it has none
     */
    void reckon(int own, long ownUp, long ownDown, long ownPrice) {
        size = 0;
        for (int i = 0; i < instruments.size(); i++) {
            if (i == own) {
                add(i, ownUp, ownDown, ownPrice);
            } else {
                long position = ledger.quantityScaled(i);
                long up = position + working.buysScaled(i);
                long down = position - working.sellsScaled(i);
                if (up != 0 || down != 0) {
                    add(i, up, down, 0);
                }
            }
        }
    }

    /** The worst position of one instrument, at its last price. */
    long worstAloneE8(int index) {
        Instrument rules = instruments.get(index);
        long position = ledger.quantityScaled(index);
        long up = position + working.buysScaled(index);
        long down = position - working.sellsScaled(index);
        long worst = Math.max(Math.abs(up), Math.abs(down));
        return worth(rules, worst, priceOf(index, rules), rate(rules));
    }

    private void add(int index, long up, long down, long orderPrice) {
        if (size == indexes.length) {
            indexes = Arrays.copyOf(indexes, size * 2);
            ups = Arrays.copyOf(ups, size * 2);
            downs = Arrays.copyOf(downs, size * 2);
        }
        Instrument rules = instruments.get(index);
        BigDecimal rate = rate(rules);
        long price = orderPrice != 0 ? orderPrice : priceOf(index, rules);
        indexes[size] = index;
        ups[size] = worth(rules, up, price, rate);
        downs[size] = down == up ? ups[size] : worth(rules, down, price, rate);
        size++;
    }

    private @Nullable BigDecimal rate(Instrument rules) {
        return rules.quoteCurrency().equals(ledger.baseCurrency())
                ? BigDecimal.ONE
                : ledger.rateToBase(rules.quoteCurrency()).orElse(null);
    }

    /** The last price; before there is one, what a working order would pay or what was paid; 0 if nothing is known. */
    private long priceOf(int index, Instrument rules) {
        if (marks.isKnown(index)) {
            return marks.get(index);
        }
        if (working.lastPriceScaled(index) != 0) {
            return working.lastPriceScaled(index);
        }
        Optional<Price> paid = ledger.position(index).averagePrice();
        return paid.isPresent() && paid.get().fitsScale(rules.priceScale())
                ? paid.get().toScaled(rules.priceScale())
                : 0;
    }

    private static long worth(Instrument rules, long quantity, long price, @Nullable BigDecimal rate) {
        if (quantity == 0) {
            return 0;
        }
        Quantity multiplier = rules.multiplier();
        long size = price == 0 || rate == null
                ? Long.MAX_VALUE
                : ExposureMath.notionalE8(price, rules.priceScale(), quantity, rules.quantityScale(), multiplier, rate);
        return quantity < 0 ? -size : size;
    }

    /** Long less short should all that works on a side fill, seen in that side's direction. */
    long net(boolean buying) {
        long net = 0;
        for (int i = 0; i < size; i++) {
            net = ExposureMath.add(net, buying ? ups[i] : -downs[i]);
        }
        return net;
    }

    /** The sizes of the worst positions, weighted. */
    long weighted(InstrumentWeight weight) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            int share = weight.millionths(instruments.get(indexes[i]));
            if (share != 0) {
                sum = ExposureMath.add(sum, ExposureMath.share(worst(i), share));
            }
        }
        return sum;
    }

    private long worst(int at) {
        return Math.max(Math.abs(ups[at]), Math.abs(downs[at]));
    }

    /** What gains and loses together with an order of a side in one instrument. */
    long correlated(boolean buying, int own, int minMillionths, RiskSources sources) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum = ExposureMath.add(sum, together(i, buying, own, minMillionths, sources));
        }
        return sum;
    }

    private long together(int at, boolean buying, int own, int minMillionths, RiskSources sources) {
        long along = Math.max(0, buying ? ups[at] : -downs[at]);
        if (indexes[at] == own) {
            return along;
        }
        long against = Math.max(0, buying ? -downs[at] : ups[at]);
        if (along == 0 && against == 0) {
            return 0;
        }
        int correlation = sources.correlationMillionths(own, indexes[at]);
        if (correlation == RiskSources.UNKNOWN) {
            return 0;
        }
        return correlation >= minMillionths ? along : correlation <= -minMillionths ? against : 0;
    }
}
