package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/**
 * A bar of {@link FakeAlpaca}, named by its start.
 *
 * @param start when it began
 * @param open first price
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume units traded
 * @param trades how many trades
 * @param turnover sum of price times units
 */
public record AlpacaBar(
        Instant start,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        long trades,
        BigDecimal turnover) {
    /** The bar of a single trade. */
    static AlpacaBar of(Instant start, BigDecimal price, BigDecimal size) {
        return new AlpacaBar(start, price, price, price, price, size, 1, price.multiply(size));
    }

    /** This bar and a later one in one. */
    AlpacaBar and(AlpacaBar later) {
        return new AlpacaBar(
                start,
                open,
                high.max(later.high),
                low.min(later.low),
                later.close,
                volume.add(later.volume),
                trades + later.trades,
                turnover.add(later.turnover));
    }

    ObjectNode toJson() {
        BigDecimal average = volume.signum() == 0 ? close : turnover.divide(volume, MathContext.DECIMAL32);
        return AlpacaJson.object()
                .put("t", start.toString())
                .put("o", AlpacaJson.number(open))
                .put("h", AlpacaJson.number(high))
                .put("l", AlpacaJson.number(low))
                .put("c", AlpacaJson.number(close))
                .put("v", AlpacaJson.number(volume))
                .put("n", trades)
                .put("vw", AlpacaJson.number(average));
    }
}
