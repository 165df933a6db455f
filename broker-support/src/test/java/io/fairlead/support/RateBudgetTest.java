package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.RateBudget.Grant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
    private static final Map<String, Integer> ONE = Map.of("weight", 1);
    private static final Grant GRANTED = new Grant.Granted();

    private final ManualTime time = new ManualTime("2026-11-27T12:00:20Z");
    private final RateBudget budget = new RateBudget(time, time.io());

    @AfterEach
    void stop() {
        budget.close();
        time.close();
    }

    @Test
    void shouldComeBackWholeAtTheEdgeOfTheMinute() {
        budget.window(new RateWindow("weight-1m", "weight", 100, Duration.ofMinutes(1), true, false));
        assertThat(budget.tryTake(RequestKind.DATA, Map.of("weight", 100))).isTrue();

        time.advance(Duration.ofMillis(39_999));
        boolean before = budget.tryTake(RequestKind.DATA, ONE);
        time.advance(Duration.ofMillis(1));
        boolean after = budget.tryTake(RequestKind.DATA, Map.of("weight", 100));

        assertThat(before).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    void shouldHoldEveryWindowAtOnce() {
        budget.window(new RateWindow("orders-10s", "orders", 5, Duration.ofSeconds(10), true, false));
        budget.window(new RateWindow("orders-1d", "orders", 8, Duration.ofDays(1), true, false));
        Map<String, Integer> order = Map.of("orders", 1);

        int first = takeAll(order);
        time.advance(Duration.ofSeconds(10));
        int second = takeAll(order);

        assertThat(first).isEqualTo(5);
        assertThat(second).isEqualTo(3);
    }

    private int takeAll(Map<String, Integer> cost) {
        int taken = 0;
        while (budget.tryTake(RequestKind.ORDER_WRITE, cost)) {
            taken++;
        }
        return taken;
    }

    @Test
    void shouldStopLessUrgentKindsEarlierAndKeepAShareForCancels() {
        budget.window(new RateWindow("weight-1m", "weight", 100, Duration.ofMinutes(1), true, true));
        List<Integer> taken = new ArrayList<>();

        for (RequestKind kind :
                List.of(RequestKind.DATA, RequestKind.QUERY, RequestKind.ORDER_WRITE, RequestKind.CANCEL)) {
            int count = 0;
            while (budget.tryTake(kind, ONE)) {
                count++;
            }
            taken.add(count);
        }

        assertThat(taken).containsExactly(75, 10, 10, 5);
    }

    @Test
    void shouldServeTheMostUrgentFirstWhenTheBudgetComesBack() {
        budget.window(new RateWindow("weight-1m", "weight", 3, Duration.ofMinutes(1), true, false));
        budget.tryTake(RequestKind.DATA, Map.of("weight", 3));
        List<RequestKind> served = new ArrayList<>();
        for (RequestKind kind :
                List.of(RequestKind.DATA, RequestKind.QUERY, RequestKind.ORDER_WRITE, RequestKind.CANCEL)) {
            var unused = budget.take(kind, ONE, Duration.ofSeconds(60)).thenAccept(grant -> {
                if (grant.equals(GRANTED)) {
                    served.add(kind);
                }
            });
        }

        time.advance(Duration.ofSeconds(40));

        assertThat(served).containsExactly(RequestKind.CANCEL, RequestKind.ORDER_WRITE, RequestKind.QUERY);
    }

    @Test
    void shouldRefuseAtOnceWhatCannotGoWithinItsPatience() {
        budget.window(new RateWindow("weight-1m", "weight", 1, Duration.ofMinutes(1), true, false));
        budget.tryTake(RequestKind.DATA, ONE);

        CompletableFuture<Grant> order =
                budget.take(RequestKind.ORDER_WRITE, ONE, Duration.ofSeconds(5)).toCompletableFuture();

        assertThat(order).isCompletedWithValueMatching(grant -> grant instanceof Grant.Refused);
    }

    @Test
    void shouldRefuseInTimeWhatOthersWentAheadOf() {
        budget.window(new RateWindow("weight-1m", "weight", 1, Duration.ofMinutes(1), true, false));
        budget.tryTake(RequestKind.DATA, ONE);
        CompletableFuture<Grant> data =
                budget.take(RequestKind.DATA, ONE, Duration.ofSeconds(45)).toCompletableFuture();
        CompletableFuture<Grant> cancel =
                budget.take(RequestKind.CANCEL, ONE, Duration.ofSeconds(45)).toCompletableFuture();

        time.advance(Duration.ofSeconds(40));

        assertThat(cancel).isCompletedWithValue(GRANTED);
        assertThat(data).isCompletedWithValueMatching(grant -> grant instanceof Grant.Refused);
    }

    @Test
    void shouldBelieveTheVenueWhenItSaysThatMoreIsUsed() {
        budget.window(new RateWindow("weight-1m", "weight", 100, Duration.ofMinutes(1), true, false));

        budget.used("weight-1m", 98);
        long left = budget.available("weight-1m").orElseThrow();
        budget.used("weight-1m", 3); // an older answer that came late

        assertThat(left).isEqualTo(2);
        assertThat(budget.available("weight-1m")).hasValue(2L);
    }

    @Test
    void shouldTakeAnotherLimitForAWindowThatNobodyHasUsed() {
        budget.window(new RateWindow("orders-10s", "orders", 5, Duration.ofSeconds(10), true, false));
        budget.window(new RateWindow("orders-10s", "orders", 7, Duration.ofSeconds(10), true, false));

        assertThat(takeAll(Map.of("orders", 1))).isEqualTo(7);
    }

    @Test
    void shouldKeepWhatIsUsedWhenALimitChanges() {
        budget.window(new RateWindow("weight-1m", "weight", 100, Duration.ofMinutes(1), true, false));
        budget.tryTake(RequestKind.DATA, Map.of("weight", 60));

        budget.window(new RateWindow("weight-1m", "weight", 80, Duration.ofMinutes(1), true, false));

        assertThat(budget.available("weight-1m")).hasValue(20L);
    }

    @Test
    void shouldRefuseWhatTheWindowNeverHolds() {
        budget.window(new RateWindow("weight-1m", "weight", 10, Duration.ofMinutes(1), true, false));

        CompletableFuture<Grant> huge = budget.take(RequestKind.QUERY, Map.of("weight", 11), Duration.ofDays(1))
                .toCompletableFuture();

        assertThat(huge).isCompletedWithValueMatching(grant -> grant instanceof Grant.Refused);
    }

    @Test
    void shouldLetCancelsThroughAStopButNotThroughABan() {
        budget.stopUntil(time.instant().plusSeconds(10), false, "429");
        boolean duringStop = budget.tryTake(RequestKind.CANCEL, ONE);
        boolean order = budget.tryTake(RequestKind.ORDER_WRITE, ONE);
        budget.stopUntil(time.instant().plusSeconds(5), true, "418");
        boolean duringBan = budget.tryTake(RequestKind.CANCEL, ONE);
        time.advance(Duration.ofSeconds(10));

        assertThat(duringStop).isTrue();
        assertThat(order).isFalse();
        assertThat(duringBan).isFalse();
        assertThat(budget.tryTake(RequestKind.ORDER_WRITE, ONE)).isTrue();
    }

    @Test
    void shouldRefuseThoseWhoWaitWhenItCloses() {
        budget.stopUntil(time.instant().plusSeconds(10), true, "418");
        CompletableFuture<Grant> waiting =
                budget.take(RequestKind.QUERY, ONE, Duration.ofSeconds(30)).toCompletableFuture();

        budget.close();

        assertThat(waiting).isCompletedWithValue(new Grant.Refused("closed"));
    }

    @Test
    void shouldNeverGrantMoreThanAWindowHoldsInAnySpan() {
        long seed = 20261127;
        SplittableRandom random = new SplittableRandom(seed);
        budget.window(new RateWindow("weight-1m", "weight", 50, Duration.ofMinutes(1), true, true));
        long granted = 0;
        long minute = time.instant().getEpochSecond() / 60;
        for (int i = 0; i < 2_000; i++) {
            time.advance(Duration.ofMillis(random.nextInt(900)));
            long now = time.instant().getEpochSecond() / 60;
            granted = now == minute ? granted : 0;
            minute = now;
            int cost = 1 + random.nextInt(5);
            if (budget.tryTake(List.of(RequestKind.values()).get(random.nextInt(4)), Map.of("weight", cost))) {
                granted += cost;
            }
            assertThat(granted).as("seed %d, step %d", seed, i).isLessThanOrEqualTo(50);
        }
    }

    @Test
    void shouldShareLimitsAmongBudgetsAndServeEachWhateverBecomesOfAnother() {
        RateLimits shared = new RateLimits(time);
        shared.window(new RateWindow("weight-1m", "weight", 10, Duration.ofMinutes(1), true, false));
        ManualTime lentToTheOther = new ManualTime("2026-11-27T12:00:20Z");
        RateBudget other = new RateBudget(shared, lentToTheOther.io());
        try (RateBudget one = new RateBudget(shared, time.io())) {
            boolean taken = other.tryTake(RequestKind.ORDER_WRITE, Map.of("weight", 10));
            boolean more = one.tryTake(RequestKind.ORDER_WRITE, ONE);
            CompletableFuture<Grant> waits = one.take(RequestKind.ORDER_WRITE, ONE, Duration.ofMinutes(1))
                    .toCompletableFuture();
            lentToTheOther.close();
            other.close();

            time.advance(Duration.ofSeconds(40));

            assertThat(taken).isTrue();
            assertThat(more).isFalse();
            assertThat(waits).isCompletedWithValue(GRANTED);
            assertThat(one.available("weight-1m")).hasValue(9L);
        }
    }

    @Test
    void shouldStopAllWhoShareLimitsAndLetThemGoOnTogether() {
        RateLimits shared = new RateLimits(time);
        try (RateBudget one = new RateBudget(shared, time.io());
                RateBudget other = new RateBudget(shared, time.io())) {
            one.stopUntil(time.instant().plusSeconds(3), true, "banned");
            CompletableFuture<Grant> waits =
                    other.take(RequestKind.CANCEL, ONE, Duration.ofSeconds(4)).toCompletableFuture();
            boolean atOnce = other.tryTake(RequestKind.CANCEL, ONE);

            time.advance(Duration.ofSeconds(3));

            assertThat(atOnce).isFalse();
            assertThat(waits).isCompletedWithValue(GRANTED);
        }
    }

    @Test
    void shouldNeverGrantMoreThanTheSharedLimitHowManyEverDrawOnItAtOnce() throws Exception {
        RateLimits shared = new RateLimits(time);
        shared.window(new RateWindow("weight-1m", "weight", 1000, Duration.ofMinutes(1), true, false));
        AtomicInteger granted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RateBudget own = new RateBudget(shared, time.io());
            Thread thread = new Thread(() -> {
                while (own.tryTake(RequestKind.ORDER_WRITE, ONE)) {
                    granted.incrementAndGet();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(granted).hasValue(1000);
    }

    @Test
    void shouldNotTakeAnExampleForALimitThatTheVenueHasNamed() {
        budget.window(new RateWindow("weight-1m", "weight", 20, Duration.ofMinutes(1), true, false));

        budget.windowUnlessKnown(new RateWindow("weight-1m", "weight", 100, Duration.ofMinutes(1), true, false));

        assertThat(budget.available("weight-1m")).hasValue(20L);
    }
}
