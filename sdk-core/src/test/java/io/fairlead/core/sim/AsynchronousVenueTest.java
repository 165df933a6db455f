package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.OrderRequest;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.ConnectionEvent.State;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AsynchronousVenueTest {
    private static Venue venue() {
        return Venue.of(Mode.ASYNCHRONOUS, plain()).bar(10, 11, 9, 10);
    }

    private static List<String> run(long seed, int orders) {
        SimConfig.Builder config = plain().asynchronous(seed);
        try (Venue venue = Venue.of(Mode.SYNCHRONOUS, config).bar(10, 11, 9, 10)) {
            for (int i = 0; i < orders; i++) {
                venue.send(buy(1).market());
                venue.bar(10, 11, 9, 10);
            }
            venue.settle();
            return venue.tape.lines();
        }
    }

    @Test
    void shouldRepeatARunFromItsSeed() {
        List<String> first = run(5, 60);

        assertThat(run(5, 60)).isEqualTo(first);
        assertThat(run(6, 60)).isNotEqualTo(first);
    }

    @Test
    void shouldTellAFillBeforeItsOrderIsAcceptedNowAndThen() {
        List<String> told = run(5, 60);

        long overtaken = told.stream()
                .filter(line -> line.endsWith("working"))
                .map(line -> line.split(" ", -1)[1])
                .filter(id -> indexOf(told, id + " filled") < indexOf(told, id + " working"))
                .count();

        assertThat(overtaken).isBetween(5L, 40L);
        assertThat(new TreeSet<>(told)).hasSize(120);
    }

    private static int indexOf(List<String> lines, String part) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void shouldTellNothingBetweenTwoCallsOfTheMarket() {
        try (Venue venue = venue()) {
            for (int i = 0; i < 20; i++) {
                venue.send(buy(1).limit(price("9")));
            }
            Venue.ask(venue.broker.orders().openOrders());

            assertThat(venue.tape.lines()).isEmpty();
        }
    }

    @Test
    void shouldAnswerDuringBarsThatNoOrderWaitsFor() {
        try (Venue venue = venue()) {
            String rejected = venue.send(
                    OrderRequest.sell(Venue.ACME).quantity(1).market().reduceOnly());

            venue.bar(10, 11, 9, 10).bar(10, 11, 9, 10).bar(10, 11, 9, 10).bar(10, 11, 9, 10);

            assertThat(venue.answerNow(rejected)).isPresent();
        }
    }

    @Test
    void shouldTellEverythingFromTheLentThread() {
        try (Venue venue = venue()) {
            venue.send(buy(1).market());
            venue.bar(10, 11, 9, 10).settle();

            assertThat(venue.tape.threads()).containsExactly("lent-io");
            assertThat(venue.tape.connection()).containsExactly(State.UP);
        }
    }

    @Test
    void shouldTellAllThatIsLateWhenItIsClosed() {
        Venue venue = venue();
        for (int i = 0; i < 20; i++) {
            venue.send(buy(1).market());
        }
        venue.bar(10, 11, 9, 10);

        venue.broker.close();

        assertThat(venue.tape.lines()).hasSize(40);
        assertThat(venue.answer("c20")).isPresent();
        venue.close();
    }

    @Test
    void shouldTellAllThatIsLateWhenTheExecutorHasEnded() {
        Venue venue = venue();
        venue.send(buy(1).market());
        venue.io.shutdown();

        venue.broker.close();

        assertThat(venue.tape.lines()).containsExactly("5' c1 working");
        assertThat(venue.answer("c1")).isPresent();
    }
}
