package io.fairlead.core.sim;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.spi.OrderFacet.Execution;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes fills, prices them with slippage and fees, and remembers all of them. On the venue's thread. */
final class Executions {
    private final FeeModel fees;
    private final SlippageModel slippage;
    private final FeeBasis feeBasis = new FeeBasis();
    private final SlippageBasis slippageBasis = new SlippageBasis();
    private final List<SimOrder> owners = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    /** When each fill became known, in epoch nanoseconds. */
    private long[] known = new long[16];

    Executions(FeeModel fees, SlippageModel slippage) {
        this.fees = fees;
        this.slippage = slippage;
    }

    /** Makes a fill of an order at a price before slippage; the order itself is not changed. */
    Fill make(SimOrder order, long price, long units, Liquidity liquidity, long timeNanos, long knownNanos) {
        Book book = order.book();
        Price paid = Price.ofScaled(slipped(order, price, units, liquidity), book.priceScale());
        Quantity quantity = Quantity.ofScaled(units, book.quantityScale());
        Money fee = fees.fee(feeBasis.set(order, paid, quantity, liquidity, timeNanos));
        Fill fill = new Fill(
                "X-" + (fills.size() + 1),
                book.instrument().id(),
                order.side(),
                quantity,
                paid,
                fee.isZero() ? List.of() : List.of(fee),
                liquidity,
                timeNanos);
        if (fills.size() == known.length) {
            known = Arrays.copyOf(known, known.length * 2);
        }
        known[fills.size()] = Math.max(knownNanos, timeNanos);
        owners.add(order);
        fills.add(fill);
        return fill;
    }

    private long slipped(SimOrder order, long price, long units, Liquidity liquidity) {
        if (liquidity == Liquidity.MAKER) {
            return price;
        }
        long worse = price + order.sign() * slippage.worseBy(slippageBasis.set(order, price, units));
        boolean limited = order.request().type().hasLimitPrice();
        return limited && !order.isWithinLimit(worse) ? order.limit() : worse;
    }

    /** Units × 10^quantityScale that a fee in the base asset takes out of the position, rounded up. */
    long takenFromPosition(Fill fill, Book book) {
        Optional<Currency> base = book.instrument().baseCurrency();
        if (base.isEmpty() || fill.fees().isEmpty()) {
            return 0;
        }
        long taken = 0;
        for (Money fee : fill.fees()) {
            if (fee.currency().equals(base.get())) {
                taken += fee.value()
                        .movePointRight(book.quantityScale())
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
            }
        }
        return taken;
    }

    int count() {
        return fills.size();
    }

    /** A fill by its place, from 0, oldest first. */
    Fill fill(int place) {
        return fills.get(place);
    }

    /** The order that a fill belongs to, by the fill's place. */
    SimOrder owner(int place) {
        return owners.get(place);
    }

    /**
     * Fills that became known at a time or later, oldest first. One at the open of a bar becomes known at the bar's end only: whoever
     * had heard all until then must be told of it.
     */
    List<Execution> since(long nanos) {
        List<Execution> since = new ArrayList<>();
        for (int i = 0; i < fills.size(); i++) {
            if (known[i] >= nanos) {
                since.add(new Execution(owners.get(i).key(), fills.get(i)));
            }
        }
        since.sort(Comparator.comparingLong(execution -> execution.fill().timeNanos()));
        return since;
    }
}
