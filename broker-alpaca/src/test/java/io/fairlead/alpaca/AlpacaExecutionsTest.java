package io.fairlead.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.fakes.StreamFault;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderFacet.Execution;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions, and what the venue changes of them afterwards, whichever source tells it. */
class AlpacaExecutionsTest {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    private static final Instant MORNING = Instant.parse("2026-11-20T00:00:00Z");

    private Desk desk = Desk.open();

    @AfterEach
    void close() {
        desk.close();
    }

    private static OrderRequest resting(int quantity) {
        return OrderRequest.buy(AAPL)
                .quantity(quantity)
                .limit(Price.of("225"))
                .timeInForce(TimeInForce.GTC)
                .build();
    }

    private VenueOrderId bought() {
        return Desk.venueId(
                desk.submit(OrderRequest.buy(AAPL).quantity(4).market().build()));
    }

    private List<Execution> executions() {
        return desk.answer(desk.broker.orders().executionsSince(MORNING));
    }

    @Test
    void shouldTellOfABustOfAFillThatAnEarlierConnectionSaw() {
        VenueOrderId id = bought();
        Fill fill = desk.report(OrderReport.Filled.class).fill();
        desk.restart();

        desk.fake.bustLastFill(id.value());

        OrderReport.Busted bust = desk.report(OrderReport.Busted.class);
        assertThat(bust.executionId()).isEqualTo(fill.executionId());
        assertThat(bust.key().venueOrderId()).contains(id);
        assertThat(executions()).isEmpty();
    }

    @Test
    void shouldTellOfACorrectionOfAFillThatAnEarlierConnectionSaw() {
        VenueOrderId id = bought();
        Fill fill = desk.report(OrderReport.Filled.class).fill();
        desk.restart();

        desk.fake.correctLastFill(id.value(), "230.55");

        OrderReport.Corrected corrected = desk.report(OrderReport.Corrected.class);
        assertThat(corrected.executionId()).isEqualTo(fill.executionId());
        assertThat(corrected.corrected().price()).isEqualTo(Price.of("230.55"));
        assertThat(corrected.corrected().quantity()).isEqualTo(fill.quantity());
        assertThat(executions()).extracting(Execution::fill).containsExactly(corrected.corrected());
    }

    @Test
    void shouldFindBustsAndCorrectionsThatHappenedWhileNobodyListened() {
        VenueOrderId busted = bought();
        Fill first = desk.report(OrderReport.Filled.class).fill();
        VenueOrderId corrected = bought();
        Fill second = desk.report(OrderReport.Filled.class).fill();
        desk.advance(Duration.ofMinutes(30));
        desk.broker.close();
        desk.fake.bustLastFill(busted.value());
        desk.fake.correctLastFill(corrected.value(), "231.25");

        desk.restart();

        assertThat(desk.report(OrderReport.Busted.class).executionId()).isEqualTo(first.executionId());
        OrderReport.Corrected change = desk.report(OrderReport.Corrected.class);
        assertThat(change.executionId()).isEqualTo(second.executionId());
        assertThat(change.corrected().price()).isEqualTo(Price.of("231.25"));
        assertThat(desk.answer(desk.broker.orders().executionsSince(desk.time.now())))
                .as("what was executed before stays there")
                .isEmpty();
    }

    @Test
    void shouldTellEachChangeOnceHoweverOftenItIsRead() {
        VenueOrderId id = bought();
        desk.report(OrderReport.Filled.class);
        desk.fake.bustLastFill(id.value());
        desk.report(OrderReport.Busted.class);

        executions();
        desk.fake.cutConnections();
        desk.awaitState(ConnectionEvent.State.UP);
        executions();

        assertThat(desk.reports).noneMatch(OrderReport.Busted.class::isInstance);
    }

    @Test
    void shouldTellACorrectionOfACorrectionUnderTheSameId() {
        VenueOrderId id = bought();
        Fill fill = desk.report(OrderReport.Filled.class).fill();

        desk.fake.correctLastFill(id.value(), "230.55");
        desk.fake.correctLastFill(id.value(), "230.60");

        assertThat(desk.report(OrderReport.Corrected.class).corrected().price()).isEqualTo(Price.of("230.55"));
        OrderReport.Corrected again = desk.report(OrderReport.Corrected.class);
        assertThat(again.executionId()).isEqualTo(fill.executionId());
        assertThat(again.corrected().executionId()).isEqualTo(fill.executionId());
        assertThat(again.corrected().price()).isEqualTo(Price.of("230.60"));
    }

    @Test
    void shouldNotTakeTheFillAfterABustForTheOneThatWasTakenBack() {
        VenueOrderId id = Desk.venueId(desk.submit(resting(10)));
        fill("4");
        Fill gone = desk.report(OrderReport.Filled.class).fill();
        desk.fake.bustLastFill(id.value());
        assertThat(desk.report(OrderReport.Busted.class).executionId()).isEqualTo(gone.executionId());

        fill("4");
        Fill stands = desk.report(OrderReport.Filled.class).fill();

        assertThat(stands.executionId()).isNotEqualTo(gone.executionId());
        assertThat(executions()).extracting(Execution::fill).containsExactly(stands);
        desk.restart();
        assertThat(executions())
                .as("named alike by a connection that saw none of it")
                .extracting(Execution::fill)
                .containsExactly(stands);
    }

    private void fill(String quantity) {
        desk.fake.halt("AAPL");
        desk.fake.quote("AAPL", "224.90", "224.95");
        desk.fake.available("AAPL", quantity);
        desk.fake.resume("AAPL");
        desk.fake.quote("AAPL", "231.09", "231.11");
    }

    @Test
    void shouldReadAllPagesOfExecutionsOfOneMillisecond() {
        desk.close();
        desk = Desk.busy();
        List<VenueOrderId> orders = new ArrayList<>();
        IntStream.range(0, 250).forEach(i -> {
            orders.add(bought());
            desk.report(OrderReport.Filled.class);
        });

        List<Execution> found = executions();

        assertThat(found)
                .extracting(one -> one.fill().time().truncatedTo(ChronoUnit.MILLIS))
                .containsOnly(Instant.parse("2026-11-20T14:31:05Z"));
        assertThat(found)
                .extracting(one -> one.key().venueOrderId().orElseThrow())
                .containsExactlyElementsOf(orders);
        assertThat(found).extracting(one -> one.fill().quantity()).containsOnly(Quantity.of(4));
        assertThat(desk.answer(
                        desk.broker.orders().executionsSince(found.get(0).fill().time())))
                .as("the bound itself counts")
                .hasSize(250);
        assertThat(desk.answer(desk.broker
                        .orders()
                        .executionsSince(found.get(0).fill().time().plusMillis(2))))
                .isEmpty();
    }

    @Test
    void shouldReadAllPagesOfOpenOrdersOfOneMillisecond() {
        desk.close();
        desk = Desk.at(
                "2026-11-20T14:31:05Z",
                builder -> builder.requestsPerMinute(20_000).cash("50000000"));
        List<OrderKey> placed = new ArrayList<>();
        IntStream.range(0, 501).forEach(i -> {
            var order = desk.approved(resting(1), desk.nextId());
            placed.add(OrderKey.of(
                    order.clientOrderId(),
                    Desk.venueId(desk.answer(desk.broker.orders().submit(order)))));
        });

        assertThat(desk.answer(desk.broker.orders().openOrders()))
                .extracting(order -> order.key())
                .containsExactlyElementsOf(placed);
    }

    @Test
    void shouldNotStartOverForAChangeThatTheBackFillHasTold() {
        VenueOrderId id = bought();
        desk.report(OrderReport.Filled.class);
        desk.restart();
        desk.faults.next("trade_updates", new StreamFault.Lose());
        desk.fake.bustLastFill(id.value());

        executions();

        assertThat(desk.report(OrderReport.Busted.class).key().venueOrderId()).contains(id);
        assertThat(desk.connections).isEmpty();
    }
}
