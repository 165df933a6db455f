package io.fairlead.core.sim;

import static io.fairlead.core.sim.FaultPlan.Lost.AFTER_THE_VENUE_ACTED;
import static io.fairlead.core.sim.FaultPlan.Lost.BEFORE_THE_VENUE_ACTED;
import static io.fairlead.core.sim.Venue.buy;
import static io.fairlead.core.sim.Venue.key;
import static io.fairlead.core.sim.Venue.plain;
import static io.fairlead.core.sim.Venue.price;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.ConnectionEvent.State;
import io.fairlead.spi.SubmitResult;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static Venue venue(FaultPlan faults) {
        return Venue.of(Mode.SYNCHRONOUS, plain().faults(faults)).bar(10, 11, 9, 10);
    }

    @Test
    void shouldRejectTheNextOrderOnly() {
        try (Venue venue = venue(FaultPlan.scripted().rejectNext("not today"))) {
            venue.send(buy(1).market());
            venue.send(buy(1).market());

            assertThat(venue.answer("c1")).contains(new SubmitResult.Rejected(new ClientOrderId("c1"), "not today"));
            assertThat(venue.answer("c2")).get().isInstanceOf(SubmitResult.Accepted.class);
        }
    }

    @Test
    void shouldLoseAnAnswerWithTheOrderOrWithoutIt() {
        FaultPlan faults = FaultPlan.scripted().loseNextAnswer(BEFORE_THE_VENUE_ACTED);
        try (Venue venue = venue(faults.loseNextAnswer(AFTER_THE_VENUE_ACTED))) {
            venue.send(buy(1).market());
            venue.send(buy(1).market());

            assertThat(venue.answer("c1")).get().isInstanceOf(SubmitResult.Unknown.class);
            assertThat(venue.answer("c2")).get().isInstanceOf(SubmitResult.Unknown.class);
            assertThat(Venue.ask(venue.broker.orders().order(key("c1")))).isEmpty();
            assertThat(Venue.ask(venue.broker.orders().order(key("c2")))).isPresent();
            venue.bar(10, 11, 9, 10);
            venue.toldExactly("5' c2 working", "5' c2 filled 1 at 10 taker");
        }
    }

    @Test
    void shouldLoseTheAnswerToACancel() {
        FaultPlan faults = FaultPlan.scripted();
        try (Venue venue = venue(faults)) {
            venue.send(buy(1).limit(price("9")));
            faults.loseNextAnswer(BEFORE_THE_VENUE_ACTED).loseNextAnswer(AFTER_THE_VENUE_ACTED);

            ActionResult first = venue.cancel("c1");
            ActionResult second = venue.cancel("c1");

            assertThat(List.of(first, second)).hasOnlyElementsOfType(ActionResult.Unknown.class);
            venue.toldExactly("5' c1 working", "5' c1 cancelled");
        }
    }

    @Test
    void shouldTellAReportTwice() {
        try (Venue venue = venue(FaultPlan.scripted().passNextReport().duplicateNextReport())) {
            venue.send(buy(1).market());

            venue.bar(10, 11, 9, 10);

            venue.toldExactly("5' c1 working", "5' c1 filled 1 at 10 taker", "5' c1 filled 1 at 10 taker");
        }
    }

    @Test
    void shouldDropAReportButNotTheFact() {
        try (Venue venue = venue(FaultPlan.scripted().passNextReport().dropNextReport())) {
            venue.send(buy(1).market());

            venue.bar(10, 11, 9, 10);

            venue.toldExactly("5' c1 working");
            assertThat(Venue.ask(venue.broker.orders().executionsSince(Instant.EPOCH)))
                    .singleElement()
                    .satisfies(execution ->
                            assertThat(execution.fill().executionId()).isEqualTo("X-1"));
        }
    }

    @Test
    void shouldTellAReportLate() {
        try (Venue venue = venue(FaultPlan.scripted().delayNextReport(2))) {
            venue.send(buy(1).market());

            venue.bar(10, 11, 9, 10);
            List<String> early = venue.tape.lines();
            venue.bar(10, 11, 9, 10);

            assertThat(early).containsExactly("5' c1 filled 1 at 10 taker");
            assertThat(venue.tape.lines()).containsExactly("5' c1 filled 1 at 10 taker", "5' c1 working");
        }
    }

    @Test
    void shouldLetTwoReportsChangePlaces() {
        try (Venue venue = venue(FaultPlan.scripted().swapNextReports())) {
            venue.send(buy(1).market());

            venue.bar(10, 11, 9, 10);

            venue.toldExactly("5' c1 filled 1 at 10 taker", "5' c1 working");
        }
    }

    @Test
    void shouldTellWhatWasMissedBeforeTheConnectionIsUpAgain() {
        FaultPlan faults = FaultPlan.scripted();
        try (Venue venue = venue(faults)) {
            venue.send(buy(1).market());
            faults.disconnect("cable cut");
            venue.send(buy(1).market());
            venue.bar(10, 11, 9, 10);

            List<String> meanwhile = venue.tape.lines();
            assertThat(venue.answer("c2"))
                    .get()
                    .isInstanceOfSatisfying(
                            SubmitResult.Denied.class,
                            denied -> assertThat(denied.denial().code()).isEqualTo("NOT_SENT"));
            assertThat(venue.cancel("c1")).isEqualTo(new ActionResult.Refused("not sent: the connection is down"));
            assertThatThrownBy(() -> Venue.ask(venue.broker.orders().openOrders()))
                    .hasRootCauseInstanceOf(IOException.class);
            faults.reconnect();
            venue.time(10);

            assertThat(meanwhile).containsExactly("5' c1 working");
            assertThat(venue.tape.connection()).containsExactly(State.UP, State.DOWN, State.UP);
            venue.toldExactly("5' c1 working", "5' c1 filled 1 at 10 taker");
        }
    }

    @Test
    void shouldRepeatItsChancesFromTheSeed() {
        List<String> first = bumpyRun(11);

        assertThat(bumpyRun(11)).isEqualTo(first);
        assertThat(bumpyRun(12)).isNotEqualTo(first);
    }

    private static List<String> bumpyRun(long seed) {
        FaultPlan faults = FaultPlan.seeded(seed)
                .rejects(0.1)
                .losesAnswers(0.1)
                .duplicatesReports(0.1)
                .dropsReports(0.1)
                .delaysReports(0.1);
        try (Venue venue = venue(faults)) {
            for (int i = 0; i < 50; i++) {
                venue.send(buy(1).market());
                venue.bar(10, 11, 9, 10);
            }
            venue.settle();
            return venue.tape.lines();
        }
    }

    @Test
    void shouldRefuseAChanceThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.seeded(1).rejects(1.1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultPlan.scripted().delayNextReport(0));
    }
}
