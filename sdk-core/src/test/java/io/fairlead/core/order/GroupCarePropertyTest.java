package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.risk.TradingState;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Groups at a venue that has none, in all weathers: fills of random sizes, late and reordered news, lost answers, lost connections,
 * restarts, halts, meddling owners. At no moment more works on the exit side than is held, and at the end the books are right.
 */
class GroupCarePropertyTest {
    private static final int RUNS = 250;
    private static final Capabilities CAN = ScriptedBroker.capable()
            .clientIds(IdempotencyClass.DEDUP, ClientIdRule.text(36))
            .absenceProof(Duration.ofSeconds(5))
            .build();

    /** What is tried. */
    enum Group {
        BRACKET,
        OCO,
        OTO
    }

    /** One run. */
    private static final class Life {
        private final SplittableRandom random;
        private final Group kind;
        private final boolean meddled;
        private DeskBench bench;
        private final SmallVenue venue;
        private ManagedOrder root;
        private int price = 100;

        Life(Group kind, long seed, SmallVenue.Weather weather, boolean meddled) {
            this(kind, seed, weather, meddled, CAN);
        }

        Life(Group kind, long seed, SmallVenue.Weather weather, boolean meddled, Capabilities can) {
            this.bench = new DeskBench(can);
            this.random = new SplittableRandom(seed);
            this.kind = kind;
            this.meddled = meddled;
            if (kind == Group.OCO) {
                bench.hold(10);
            }
            venue = new SmallVenue(random, weather, bench, kind == Group.OCO ? 10 : 0);
            root = start();
        }

        private ManagedOrder start() {
            OrderRequest entry =
                    OrderRequest.buy(AAA).quantity(10).limit(Price.of(100)).build();
            OrderRequest target =
                    OrderRequest.sell(AAA).quantity(10).limit(Price.of(104)).build();
            OrderRequest stop =
                    OrderRequest.sell(AAA).quantity(10).stop(Price.of(96)).build();
            return switch (kind) {
                case BRACKET ->
                    bench.submit(entry.toBuilder()
                            .bracket(Bracket.stopAt(Price.of(96)).targetAt(Price.of(104)))
                            .build());
                case OCO -> bench.submit(OrderGroup.oco(target, stop));
                case OTO -> bench.submit(OrderGroup.oto(entry, stop));
            };
        }

        private void step(boolean stormy) {
            int what = random.nextInt(100);
            if (what < 55) {
                venue.deliver();
            } else if (what < 75) {
                movePrice(Math.max(92, Math.min(108, price + random.nextInt(7) - 3)));
            } else if (what < 90) {
                bench.advance(Duration.ofMillis(100 + random.nextInt(3_000)));
            } else if (what < 93 && stormy) {
                restart();
            } else if (what < 95 && stormy) {
                bench.desk.connected(false);
                bench.flush();
                bench.connect();
            } else if (what < 97) {
                bench.state = random.nextInt(3) == 0 ? TradingState.HALTED : TradingState.ACTIVE;
            } else if (meddled) {
                meddle();
            }
            holds();
        }

        private void movePrice(int now) {
            price = now;
            venue.price(now);
            holds();
            bench.mark(0, now);
        }

        /** The process ends, or power is lost: then what was not forced may be lost as well. */
        private void restart() {
            int kept = bench.forcedEntries;
            int all = bench.entries.size();
            bench = bench.restarted(random.nextBoolean() ? all : kept + random.nextInt(all - kept + 1));
            root = bench.desk.order(root.orderId()).orElseThrow();
            venue.connectedTo(bench);
            bench.connect();
        }

        private void meddle() {
            int which = random.nextInt(1 + root.managedLegs().size());
            ManagedOrder order = which == 0 ? root : root.managedLegs().get(which - 1);
            if (random.nextBoolean()) {
                order.cancel();
            } else if (order.request().type().hasTriggerPrice() && order.isHeld() && !order.isClosed()) {
                order.replace(OrderChange.toTrigger(Price.of(95 + random.nextInt(3))));
            }
            bench.flush();
        }

        private void holds() {
            assertThat(venue.open(Side.SELL)).as(this::story).isLessThanOrEqualTo(venue.position());
        }

        private String story() {
            return kind + " group " + root + " legs " + root.legs() + "\n" + String.join("\n", venue.history())
                    + "\nalarms " + bench.alarms;
        }

        /** The weather clears, and prices go where every exit is reached. */
        private void settle() {
            bench.state = TradingState.ACTIVE;
            for (int i = 0; i < 400; i++) {
                while (venue.deliver()) {
                    holds();
                }
                movePrice(i < 200 ? 95 - i % 3 : 106);
                bench.advance(Duration.ofSeconds(2));
                holds();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldExitOnceInFairWeather(Group kind) {
        for (long seed = 0; seed < RUNS; seed++) {
            Life life = new Life(kind, seed, SmallVenue.Weather.FAIR, false);
            for (int i = 0; i < 60; i++) {
                life.step(false);
            }
            life.settle();

            isOver(life, seed);
            assertThat(life.venue.position())
                    .as("seed %d %s", seed, life.story())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldExitOnceInAStorm(Group kind) {
        for (long seed = 0; seed < RUNS; seed++) {
            Life life = new Life(kind, seed, SmallVenue.Weather.STORMY, false);
            for (int i = 0; i < 100; i++) {
                life.step(true);
            }
            life.settle();

            isOver(life, seed);
            assertThat(life.venue.position())
                    .as("seed %d %s", seed, life.story())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeverExitTwiceWhateverItsOwnerDoes(Group kind) {
        for (long seed = 0; seed < RUNS; seed++) {
            Life life = new Life(kind, seed, SmallVenue.Weather.STORMY, true);
            for (int i = 0; i < 100; i++) {
                life.step(true);
            }
            life.settle();

            isOver(life, seed);
        }
    }

    /** Orders known by their content, fills whose prices come later: what is unclear is frozen, and nothing is ever sold twice. */
    @ParameterizedTest
    @EnumSource
    void shouldNeverExitTwiceAtAVenueThatKeepsNoIdOfOurs(Group kind) {
        Capabilities nameless = ScriptedBroker.capable()
                .clientIds(IdempotencyClass.NONE, ClientIdRule.NONE)
                .absenceProof(Duration.ofSeconds(5))
                .build();
        int over = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Life life = new Life(kind, seed, SmallVenue.Weather.STORMY, true, nameless);
            for (int i = 0; i < 100; i++) {
                life.step(true);
            }
            life.settle();

            assertThat(life.bench.positionUnits())
                    .as("seed %d %s", seed, life.story())
                    .isEqualTo(life.venue.position());
            over += life.bench.desk.openOrders().isEmpty() ? 1 : 0;
        }
        assertThat(over).as("most come to their end").isGreaterThan(RUNS * 3 / 4);
    }

    private static void isOver(Life life, long seed) {
        assertThat(life.bench.desk.openOrders())
                .as("seed %d %s", seed, life.story())
                .isEmpty();
        assertThat(life.venue.open(Side.SELL) + life.venue.open(Side.BUY))
                .as("seed %d %s", seed, life.story())
                .isZero();
        assertThat(life.bench.positionUnits())
                .as("seed %d %s", seed, life.story())
                .isEqualTo(life.venue.position());
        assertThat(life.bench.alarms)
                .as("seed %d %s", seed, life.story())
                .doesNotContain("ORDER_ILLEGAL_TRANSITION", "ORDER_OPEN_TWICE", "ORDER_ID_CONFLICT", "EXTERNAL_FILL");
        assertThat(life.root.lifecycle()).isNotEqualTo(Lifecycle.DENIED);
    }
}
