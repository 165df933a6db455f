package io.fairlead.fakes.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fakes.book.Trigger.Direction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingBookTest {
    private final List<String> events = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final MatchingBook book = new MatchingBook(ids::incrementAndGet, ids::incrementAndGet, new Recorder());

    @Test
    void shouldTradeByPriceThenByTime() {
        BookOrder first = place(order("a", Side.SELL, "2").limit(d("101")));
        BookOrder second = place(order("b", Side.SELL, "2").limit(d("100")));
        BookOrder third = place(order("c", Side.SELL, "2").limit(d("100")));
        events.clear();

        BookOrder taker = place(order("t", Side.BUY, "5").limit(d("101")));

        assertThat(events)
                .containsExactly("t takes 2 at 100 from b", "t takes 2 at 100 from c", "t takes 1 at 101 from a");
        assertThat(taker.isDone()).isTrue();
        assertThat(taker.filledQuote()).isEqualByComparingTo("501");
        assertThat(first.remaining()).isEqualByComparingTo("1");
        assertThat(second.isDone()).isTrue();
        assertThat(third.isDone()).isTrue();
        assertThat(book.last()).hasValue(d("100").add(d("1")));
    }

    @Test
    void shouldRestWhatIsLeftOfALimitOrderAndEndWhatIsLeftOfTheOthers() {
        book.addLiquidity(Side.SELL, d("100"), d("1"));
        BookOrder limit = place(order("a", Side.BUY, "3").limit(d("100")));
        assertThat(limit.isResting()).isTrue();
        assertThat(book.depth(Side.BUY, 5)).containsExactly(new BookLevel(d("100"), d("2")));
        book.cancel(limit);

        book.addLiquidity(Side.SELL, d("100"), d("1"));
        place(order("ioc", Side.BUY, "3").limit(d("100")).life(Life.IMMEDIATE_OR_CANCEL));
        book.addLiquidity(Side.SELL, d("100"), d("1"));
        place(order("market", Side.BUY, "3"));
        book.addLiquidity(Side.SELL, d("100"), d("1"));
        place(order("fok", Side.BUY, "3").limit(d("100")).life(Life.FILL_OR_KILL));
        place(order("post", Side.BUY, "1").limit(d("100")).postOnly());

        assertThat(events)
                .contains(
                        "ioc ended UNFILLED_IMMEDIATE",
                        "market ended NO_LIQUIDITY",
                        "fok ended UNFILLED_WHOLE",
                        "post ended WOULD_TAKE")
                .doesNotContain("fok takes 1 at 100 from ");
    }

    @Test
    void shouldSpendAValueInWholeSteps() {
        book.addLiquidity(Side.SELL, d("30"), d("1"));
        book.addLiquidity(Side.SELL, d("40"), d("10"));

        BookOrder order = place(BookOrder.of(1, "v", Side.BUY).value(d("100"), d("0.1")));

        assertThat(order.filled()).isEqualByComparingTo("2.7");
        assertThat(order.filledQuote()).isEqualByComparingTo("98");
        assertThat(order.isDone()).isTrue();
    }

    @Test
    void shouldSetOffStopsByTheLastPriceAndMatchThem() {
        book.startAt(d("100"));
        book.addLiquidity(Side.BUY, d("95"), d("10"));
        BookOrder stop = place(order("s", Side.SELL, "2").trigger(new Trigger.At(Direction.FALLS_TO, d("96"))));
        BookOrder stopLimit =
                place(order("l", Side.SELL, "2").limit(d("99")).trigger(new Trigger.At(Direction.FALLS_TO, d("90"))));

        book.tradeAt(d("96"), d("1"));

        assertThat(stop.isDone()).isTrue();
        assertThat(stop.filledQuote()).isEqualByComparingTo("190");
        assertThat(stopLimit.isTriggered()).isFalse();
        book.tradeAt(d("90"), d("1"));
        assertThat(stopLimit.isTriggered()).isTrue();
        assertThat(stopLimit.isResting()).isTrue();
    }

    @Test
    void shouldTrailTheBestPriceAndTurnOnlyOnTheWayBack() {
        book.startAt(d("100"));
        BookOrder byAmount = place(
                order("a", Side.SELL, "1").trigger(new Trigger.Trailing(null, new Trigger.Distance.Amount(d("5")))));
        BookOrder byPoints = place(order("p", Side.BUY, "1")
                .trigger(new Trigger.Trailing(
                        new Trigger.At(Direction.FALLS_TO, d("90")), new Trigger.Distance.BasisPoints(d("100")))));

        List.of("104", "110", "106").forEach(price -> book.tradeAt(d(price), d("1")));
        assertThat(byAmount.isTriggered()).isFalse();
        assertThat(byAmount.stopPrice())
                .hasValueSatisfying(stop -> assertThat(stop).isEqualByComparingTo("105"));
        assertThat(byPoints.best()).isEmpty();

        book.tradeAt(d("105"), d("1"));
        assertThat(byAmount.isTriggered()).isTrue();
        book.tradeAt(d("80"), d("1"));
        assertThat(byPoints.stopPrice())
                .hasValueSatisfying(stop -> assertThat(stop).isEqualByComparingTo("80.8"));
        book.tradeAt(d("80.7"), d("1"));
        assertThat(byPoints.isTriggered()).isFalse();
        book.tradeAt(d("80.8"), d("1"));
        assertThat(byPoints.isTriggered()).isTrue();
    }

    @Test
    void shouldKeepAnOwnersOrdersFromTradingWithEachOther() {
        place(order("me", Side.SELL, "2").limit(d("100")));
        place(order("me", Side.BUY, "1").limit(d("100")).selfTrade(SelfTrade.EXPIRE_TAKER));
        assertThat(events).endsWith("prevented 1", "me ended SELF_TRADE");
        assertThat(book.depth(Side.SELL, 1)).containsExactly(new BookLevel(d("100"), d("2")));

        BookOrder taker = place(order("me", Side.BUY, "3").limit(d("100")).selfTrade(SelfTrade.DECREMENT));
        assertThat(taker.remaining()).isEqualByComparingTo("1");
        assertThat(taker.isResting()).isTrue();
        assertThat(book.depth(Side.SELL, 1)).isEmpty();

        BookOrder both = place(order("me", Side.SELL, "1").limit(d("100")).selfTrade(SelfTrade.EXPIRE_BOTH));
        assertThat(both.isDone()).isTrue();
        assertThat(taker.isDone()).isTrue();
    }

    @Test
    void shouldSweepWhatIsBetterBeforeTheMarketTradesElsewhere() {
        BookOrder bid = place(order("me", Side.BUY, "2").limit(d("98")));
        BookOrder lower = place(order("me", Side.BUY, "2").limit(d("95")));

        book.tradeAt(d("95"), d("1"));

        assertThat(bid.isDone()).isTrue();
        assertThat(bid.filledQuote()).isEqualByComparingTo("196");
        assertThat(lower.filled()).isEqualByComparingTo("1");
        assertThat(book.last()).hasValue(d("95"));
    }

    @Test
    void shouldKeepTheQueueWhenAnOrderIsMadeSmaller() {
        BookOrder first = place(order("a", Side.SELL, "5").limit(d("100")));
        place(order("b", Side.SELL, "5").limit(d("100")));

        book.reduce(first, d("2"));
        book.take(Side.BUY, d("100"), d("3"));

        assertThat(events).endsWith(" takes 2 at 100 from a", " takes 1 at 100 from b");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNeverCreateNorLoseAQuantity(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<BookOrder> orders = new ArrayList<>();

        for (int i = 0; i < 2_000; i++) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            BookOrder.Builder builder = order("o" + random.nextInt(3), side, "0." + (1 + random.nextInt(99)))
                    .limit(d("" + (90 + random.nextInt(20))))
                    .selfTrade(any(random, SelfTrade.values()))
                    .life(any(random, Life.values()));
            if (random.nextInt(5) == 0) {
                Direction direction = any(random, Direction.values());
                builder.trigger(new Trigger.At(direction, d("" + (90 + random.nextInt(20)))));
            }
            orders.add(place(builder));
            if (random.nextInt(4) == 0) {
                book.cancel(orders.get(random.nextInt(orders.size())));
            }
        }

        BigDecimal bought = sum(orders, Side.BUY);
        assertThat(bought).as("seed %d", seed).isEqualByComparingTo(sum(orders, Side.SELL));
        assertThat(bought).isPositive();
        assertThat(orders)
                .as("seed %d", seed)
                .allSatisfy(order -> assertThat(order.remaining()).isNotNegative());
        assertThat(book.bestOf(Side.BUY).map(BookLevel::price).orElse(d("0")))
                .as("seed %d: the book is crossed", seed)
                .isLessThan(book.bestOf(Side.SELL).map(BookLevel::price).orElse(d("1000")));
    }

    private static <T> T any(SplittableRandom random, T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static BigDecimal sum(List<BookOrder> orders, Side side) {
        return orders.stream()
                .filter(order -> order.side() == side)
                .map(BookOrder::filled)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BookOrder.Builder order(String owner, Side side, String quantity) {
        return BookOrder.of(ids.incrementAndGet(), owner, side).quantity(d(quantity));
    }

    private BookOrder place(BookOrder.Builder builder) {
        BookOrder order = builder.build();
        book.place(order);
        return order;
    }

    private static BigDecimal d(String text) {
        return new BigDecimal(text);
    }

    private final class Recorder implements BookListener {
        @Override
        public void traded(BookTrade trade) {
            events.add(trade.taker().owner() + " takes " + trade.quantity().toPlainString() + " at "
                    + trade.price().toPlainString() + " from " + trade.maker().owner());
        }

        @Override
        public void ended(BookOrder order, EndReason reason) {
            events.add(order.owner() + " ended " + reason);
        }

        @Override
        public void prevented(BookOrder taker, BookOrder maker, BigDecimal quantity) {
            events.add("prevented " + quantity.toPlainString());
        }
    }
}
