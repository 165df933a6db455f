package io.fairlead.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.OptionRight;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.AccountFacet.Holding;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders of single option contracts. */
class AlpacaOptionsTest {
    private static final String CODE = "AAPL261218C00250000";
    private static final InstrumentId CALL =
            InstrumentId.option("AAPL", "US", LocalDate.parse("2026-12-18"), OptionRight.CALL, Price.of("250"));

    private final Desk desk = Desk.open();

    @AfterEach
    void close() {
        desk.close();
    }

    private Map<String, String> sent() {
        var all = desk.fake.requests().of("POST /v2/orders");
        return all.get(all.size() - 1).parameters();
    }

    private static String denialOf(SubmitResult result) {
        assertThat(result).isInstanceOf(SubmitResult.Denied.class);
        return ((SubmitResult.Denied) result).denial().code();
    }

    @Test
    void shouldKnowTheContract() {
        Instrument contract = desk.instrument(CALL);

        assertThat(contract.assetClass()).isEqualTo(AssetClass.OPTION);
        assertThat(contract.multiplier()).isEqualTo(Quantity.of(100));
    }

    @Test
    void shouldBuyContractsAndShowThemByTheirTerms() {
        SubmitResult result =
                desk.submit(OrderRequest.buy(CALL).quantity(2).market().build());

        assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(sent())
                .containsEntry("symbol", CODE)
                .containsEntry("qty", "2")
                .containsEntry("type", "market")
                .containsEntry("time_in_force", "day")
                .doesNotContainKey("order_class");
        OrderReport.Filled fill = desk.report(OrderReport.Filled.class);
        assertThat(fill.fill().instrument()).isEqualTo(CALL);
        assertThat(fill.fill().quantity()).isEqualTo(Quantity.of(2));
        assertThat(desk.answer(desk.broker.accounts().snapshot()).positions())
                .singleElement()
                .satisfies((Holding holding) -> {
                    assertThat(holding.instrument()).isEqualTo(CALL);
                    assertThat(holding.quantity()).isEqualTo(Quantity.of(2));
                    assertThat(holding.direction()).isEqualTo(Side.BUY);
                });
        assertThat(desk.answer(
                        desk.broker.orders().executionsSince(desk.time.now().minusSeconds(60))))
                .singleElement()
                .satisfies(execution -> assertThat(execution.fill()).isEqualTo(fill.fill()));
    }

    @Test
    void shouldRestLimitsAndStopsUntilCancelled() {
        desk.submit(OrderRequest.buy(CALL)
                .quantity(1)
                .limit(Price.of("2.05"))
                .timeInForce(TimeInForce.GTC)
                .build());
        assertThat(sent()).containsEntry("limit_price", "2.05").containsEntry("time_in_force", "gtc");
        desk.submit(OrderRequest.buy(CALL).quantity(1).market().build());
        desk.report(OrderReport.Filled.class);

        desk.answer(desk.broker.orders().openOrders())
                .forEach(order -> desk.answer(desk.broker.orders().cancel(order.key())));
        desk.report(OrderReport.Cancelled.class);
        desk.submit(OrderRequest.sell(CALL)
                .quantity(1)
                .stopLimit(Price.of("2.10"), Price.of("2.00"))
                .build());

        assertThat(sent())
                .containsEntry("type", "stop_limit")
                .containsEntry("stop_price", "2.1")
                .containsEntry("limit_price", "2");
        assertThat(desk.answer(desk.broker.orders().openOrders()))
                .singleElement()
                .satisfies((VenueOrder order) -> {
                    assertThat(order.instrument()).isEqualTo(CALL);
                    assertThat(order.type()).isEqualTo(OrderType.STOP_LIMIT);
                    assertThat(order.side()).isEqualTo(Side.SELL);
                });
    }

    @Test
    void shouldDenyWhatOptionsLackBeforeAByteLeaves() {
        assertThat(denialOf(desk.submit(OrderRequest.buy(CALL)
                        .quantity(1)
                        .limit(Price.of("3"))
                        .timeInForce(TimeInForce.IOC)
                        .build())))
                .isEqualTo("UNSUPPORTED_TIME_IN_FORCE");
        assertThat(denialOf(desk.submit(OrderRequest.buy(CALL)
                        .quantity(1)
                        .limit(Price.of("3"))
                        .extendedHours()
                        .build())))
                .isEqualTo("UNSUPPORTED_EXTENDED_HOURS");

        assertThat(desk.fake.requests().count("POST /v2/orders")).isZero();
    }
}
