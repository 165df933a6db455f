package io.fairlead.fakes.book;

import java.math.BigDecimal;

/** A trade: the incoming order took from the resting one, at the latter's price. */
public record BookTrade(long id, BookOrder taker, BookOrder maker, BigDecimal price, BigDecimal quantity) {
    /** Price times quantity. */
    public BigDecimal value() {
        return price.multiply(quantity);
    }
}
