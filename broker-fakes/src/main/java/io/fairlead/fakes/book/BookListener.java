package io.fairlead.fakes.book;

import java.math.BigDecimal;

/**
 * What happens on a book, told while it happens. A listener may place and cancel orders from within: what it places is
 * taken up once the present order is done with.
 */
public interface BookListener {
    /** Two orders traded; both already show it. */
    void traded(BookTrade trade);

    /** An order left the book other than by being filled. */
    void ended(BookOrder order, EndReason reason);

    /** An order's trigger was met; it is about to be matched. */
    default void triggered(BookOrder order) {}

    /** A self-trade rule struck where this much would have traded; both already show what they lost. Ends follow. */
    default void prevented(BookOrder taker, BookOrder maker, BigDecimal quantity) {}

    /** What the book shows at a price has changed to this; zero when the level is gone. */
    default void levelChanged(Side side, BigDecimal price, BigDecimal shown) {}
}
