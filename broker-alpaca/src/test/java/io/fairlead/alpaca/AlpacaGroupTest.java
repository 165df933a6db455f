package io.fairlead.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.StreamFault;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups whose answer was lost: the venue has named their legs, and nobody has told us how. */
class AlpacaGroupTest {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");

    private final Desk desk = Desk.open();

    @AfterEach
    void close() {
        desk.close();
    }

    private static OrderRequest good(OrderRequest.Builder order) {
        return order.timeInForce(TimeInForce.GTC).build();
    }

    private static OrderRequest entry(String limit) {
        return good(OrderRequest.buy(AAPL).quantity(10).limit(Price.of(limit)));
    }

    private static OrderRequest target() {
        return good(OrderRequest.sell(AAPL).quantity(10).limit(Price.of("240")));
    }

    private static OrderRequest stop() {
        return good(OrderRequest.sell(AAPL).quantity(10).stop(Price.of("220")));
    }

    /** Sends a group that arrives and whose answer does not. */
    private ApprovedOrder lost(Contingency contingency, OrderRequest first, OrderRequest... others) {
        ApprovedOrder group = desk.approvedGroup(contingency, first, others);
        desk.faults.next("POST /v2/orders", CallFault.cutAfterActing());
        assertThat(desk.answer(desk.broker.orders().submit(group))).isInstanceOf(SubmitResult.Unknown.class);
        return group;
    }

    private static List<ClientOrderId> ids(ApprovedOrder group) {
        List<ClientOrderId> ids = new ArrayList<>(List.of(group.clientOrderId()));
        group.legs().forEach(leg -> ids.add(leg.clientOrderId()));
        return ids;
    }

    private static Map<ClientOrderId, OrderRequest> requests(ApprovedOrder group) {
        Map<ClientOrderId, OrderRequest> requests =
                new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        requests.put(group.clientOrderId(), group.request());
        for (ApprovedLeg leg : group.legs()) {
            requests.put(leg.clientOrderId(), leg.request());
        }
        return requests;
    }

    /** Asks for each order as the session does after a crash. */
    private void findsAll(ApprovedOrder group) {
        requests(group).forEach((id, asked) -> {
            Optional<VenueOrder> found =
                    desk.answer(desk.broker.orders().orderOfGroup(OrderKey.of(id), ids(group), asked));
            assertThat(found).as(asked.toString()).hasValueSatisfying(order -> {
                assertThat(order.key().clientOrderId()).contains(id);
                assertThat(order.type()).isEqualTo(asked.type());
                assertThat(order.side()).isEqualTo(asked.side());
                assertThat(order.limitPrice()).isEqualTo(asked.limitPrice());
                assertThat(order.triggerPrice()).isEqualTo(asked.triggerPrice());
                assertThat(order.quantity()).contains(Quantity.of(10));
            });
        });
        assertThat(desk.answer(desk.broker.orders().openOrders()))
                .extracting(order -> order.key().clientOrderId().orElseThrow())
                .as("by our ids from now on")
                .isSubsetOf(ids(group));
    }

    @Test
    void shouldFindTheLegsOfALostBracketOnAnotherConnection() {
        ApprovedOrder group = lost(Contingency.BRACKET, entry("225"), target(), stop());

        desk.restart();

        findsAll(group);
    }

    @Test
    void shouldFindTheLegsOfALostBracketWhoseEntryHasFilled() {
        ApprovedOrder group = lost(Contingency.BRACKET, entry("231.20"), target(), stop());

        desk.restart();

        findsAll(group);
        assertThat(desk.answer(desk.broker.orders().openOrders())).hasSize(2);
    }

    @Test
    void shouldFindBothOrdersOfALostOcoWhicheverWasNamedFirst() {
        desk.submit(OrderRequest.buy(AAPL).quantity(10).market().build());
        desk.report(OrderReport.Filled.class);
        ApprovedOrder group = lost(Contingency.OCO, stop(), target());

        desk.restart();

        findsAll(group);
    }

    @Test
    void shouldNotFindAGroupThatNeverArrived() {
        ApprovedOrder group = desk.approvedGroup(Contingency.OTO, entry("225"), stop());
        desk.faults.next("POST /v2/orders", CallFault.timeOutBeforeActing());
        assertThat(desk.answer(desk.broker.orders().submit(group))).isInstanceOf(SubmitResult.Unknown.class);

        desk.restart();

        requests(group)
                .forEach((id, asked) -> assertThat(
                                desk.answer(desk.broker.orders().orderOfGroup(OrderKey.of(id), ids(group), asked)))
                        .isEmpty());
    }

    @Test
    void shouldTellTheLegsOfALostGroupByOurIdsOnceTheConnectionIsBack() {
        desk.faults.always("trade_updates", new StreamFault.Lose());
        ApprovedOrder group = lost(Contingency.BRACKET, entry("225"), target(), stop());
        desk.faults.clear();

        desk.fake.cutConnections();
        desk.awaitState(ConnectionEvent.State.UP);

        assertThat(List.of(
                        desk.report(OrderReport.Suspended.class).key(),
                        desk.report(OrderReport.Suspended.class).key()))
                .extracting(key -> key.clientOrderId().orElseThrow())
                .containsExactlyInAnyOrderElementsOf(ids(group).subList(1, 3));
    }

    @Test
    void shouldAskWhoseALegIsBeforeItTellsOfItsFill() {
        desk.faults.always("trade_updates", new StreamFault.Lose());
        ApprovedOrder group = lost(Contingency.BRACKET, entry("231.20"), target(), stop());
        desk.faults.clear();

        desk.fake.quote("AAPL", "240.05", "240.10");

        OrderReport.Filled fill = desk.report(OrderReport.Filled.class);
        ClientOrderId target = group.legs().stream()
                .filter(leg -> leg.request().type() == OrderType.LIMIT)
                .findFirst()
                .orElseThrow()
                .clientOrderId();
        assertThat(fill.key().clientOrderId()).contains(target);
        assertThat(fill.fill().quantity()).isEqualTo(Quantity.of(10));
    }
}
