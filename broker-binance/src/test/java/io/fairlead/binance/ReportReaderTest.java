package io.fairlead.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events shaped after the venue's documentation, see SOURCES.md. */
class ReportReaderTest {
    private static final long AT = 1_763_706_000_456_000_000L;
    private static final OrderKey KEY = OrderKey.of(new ClientOrderId("tk-7f3a-000012"), new VenueOrderId("48210077"));

    private static String event(String execution, String status, String more) {
        return "{\"e\":\"executionReport\",\"E\":1763706000458,\"s\":\"BTCUSDT\",\"c\":\"tk-7f3a-000012\",\"S\":\"BUY\",\"o\":\"LIMIT\","
                + "\"f\":\"GTC\",\"q\":\"0.01000000\",\"p\":\"91250.00000000\",\"P\":\"0.00000000\",\"F\":\"0.00000000\",\"g\":-1,"
                + "\"C\":\"\",\"x\":\"" + execution + "\",\"X\":\"" + status
                + "\",\"r\":\"NONE\",\"i\":48210077,\"l\":\"0.00400000\","
                + "\"z\":\"0.00400000\",\"L\":\"91245.00000000\",\"n\":\"0.00000400\",\"N\":\"BTC\",\"T\":1763706000456,\"t\":4410021,"
                + "\"I\":88112201,\"w\":true,\"m\":false,\"M\":false,\"O\":1763706000456,\"Z\":\"364.98000000\",\"Y\":\"364.98000000\","
                + "\"Q\":\"0.00000000\",\"W\":1763706000456,\"V\":\"EXPIRE_MAKER\"" + more + "}";
    }

    private static List<OrderReport> reports(String json) {
        return new ReportReader().read(new TreeFields(ExactJson.read(json))).reports();
    }

    @Test
    void shouldReadAFillExactlyWithItsFeeInAnyAsset() {
        Fill fill = new Fill(
                "BTCUSDT-4410021",
                SymbolRules.idOf("BTCUSDT"),
                Side.BUY,
                Quantity.of("0.004"),
                Price.of("91245"),
                List.of(Money.of("0.000004", Currency.BTC)),
                Liquidity.TAKER,
                AT);

        assertThat(reports(event("TRADE", "PARTIALLY_FILLED", "")))
                .containsExactly(new OrderReport.Filled(KEY, AT, fill));
    }

    @Test
    void shouldMatchACancelByTheOrdersOwnIdAndNotByTheCancels() {
        String json = event("CANCELED", "CANCELED", "")
                .replace("\"c\":\"tk-7f3a-000012\"", "\"c\":\"cancel-1\"")
                .replace("\"C\":\"\"", "\"C\":\"tk-7f3a-000012\"");

        assertThat(reports(json))
                .containsExactly(new OrderReport.Cancelled(KEY, AT, "", Optional.of(Quantity.of("0.004"))));
    }

    @Test
    void shouldReadAnAmendmentAsTheOrderUnderItsNewName() {
        String json = event("REPLACED", "NEW", "")
                .replace("\"c\":\"tk-7f3a-000012\"", "\"c\":\"next-1\"")
                .replace("\"C\":\"\"", "\"C\":\"tk-7f3a-000012\"");

        assertThat(reports(json))
                .containsExactly(new OrderReport.Replaced(
                        KEY, AT, OrderKey.of(new ClientOrderId("next-1"), new VenueOrderId("48210077"))));
    }

    @Test
    void shouldTellATriggeredStopFromOneThatWaits() {
        String waits = event("NEW", "NEW", "")
                .replace("\"o\":\"LIMIT\"", "\"o\":\"STOP_LOSS\"")
                .replace("\"w\":true", "\"w\":false");
        String works = waits.replace("\"w\":false", "\"w\":true");

        assertThat(reports(waits)).containsExactly(new OrderReport.Working(KEY, AT));
        assertThat(reports(works)).containsExactly(new OrderReport.Triggered(KEY, AT));
        assertThat(reports(event("NEW", "PENDING_NEW", ""))).hasOnlyElementsOfType(OrderReport.Suspended.class);
    }

    @Test
    void shouldSayWhyTheVenueEndedAnOrder() {
        assertThat(reports(event("EXPIRED", "EXPIRED", ",\"eR\":\"UNFILLED_IOC_QUANTITY_EXPIRED\"")))
                .containsExactly(new OrderReport.Expired(KEY, AT, Optional.of(Quantity.of("0.004"))));
        assertThat(reports(event("EXPIRED", "EXPIRED", ",\"eR\":\"EXCHANGE_CANCELED\"")))
                .containsExactly(
                        new OrderReport.Cancelled(KEY, AT, "EXCHANGE_CANCELED", Optional.of(Quantity.of("0.004"))));
        assertThat(reports(event("TRADE_PREVENTION", "EXPIRED_IN_MATCH", "")))
                .containsExactly(
                        new OrderReport.Cancelled(KEY, AT, "SELF_TRADE_PREVENTION", Optional.of(Quantity.of("0.004"))));
    }

    @Test
    void shouldSayThatAnOrderByNotionalIsComplete() {
        String json = event("TRADE", "FILLED", "").replace("\"Q\":\"0.00000000\"", "\"Q\":\"364.98000000\"");

        assertThat(reports(json)).last().isEqualTo(new OrderReport.Completed(KEY, AT));
    }

    @Test
    void shouldFailLoudlyOnWhatMovesAnOrderAndIsNotKnown() {
        assertThatThrownBy(() -> reports(event("TELEPORTED", "NEW", ""))).isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> reports(event("TRADE", "MOSTLY_FILLED", "")))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void shouldPutTheHalvesOfACancelReplaceTogether() {
        ClientOrderId next = new ClientOrderId("next-1");
        OrderKey nextKey = OrderKey.of(next, new VenueOrderId("48210078"));
        OrderReport.Cancelled end = new OrderReport.Cancelled(KEY, AT, "", Optional.of(Quantity.ZERO));
        OrderReport.Working born = new OrderReport.Working(nextKey, AT);
        Replacements both = new Replacements();
        both.begin(new ClientOrderId("tk-7f3a-000012"), KEY, next);
        Replacements onlyTheCancel = new Replacements();
        onlyTheCancel.begin(new ClientOrderId("tk-7f3a-000012"), KEY, next);

        String cancelId = Replacements.cancelIdOf(next);
        assertThat(both.pass(end, cancelId)).isEmpty();
        assertThat(both.pass(born, next.value())).containsExactly(new OrderReport.Replaced(KEY, AT, nextKey), born);
        assertThat(onlyTheCancel.pass(end, cancelId)).isEmpty();
        assertThat(onlyTheCancel.failed(next, AT, "no"))
                .containsExactly(new OrderReport.ReplaceRejected(KEY, AT, "no"), end);
    }

    @Test
    void shouldNotTakeAnotherCancelForHalfOfAReplaceThatNeverCame() {
        OrderReport.Cancelled end = new OrderReport.Cancelled(KEY, AT, "", Optional.of(Quantity.ZERO));
        ClientOrderId next = new ClientOrderId("next-1");
        Replacements lost = new Replacements();
        lost.begin(new ClientOrderId("tk-7f3a-000012"), KEY, next);
        Replacements half = new Replacements();
        half.begin(new ClientOrderId("tk-7f3a-000012"), KEY, next);

        assertThat(lost.pass(end, "somebody-elses-cancel")).containsExactly(end);
        assertThat(lost.giveUp(next, AT)).isEmpty();
        assertThat(lost.concerns(KEY)).isFalse();
        assertThat(half.pass(end, Replacements.cancelIdOf(next))).isEmpty();
        assertThat(half.giveUp(next, AT)).hasSize(2).last().isEqualTo(end);
    }

    @Test
    void shouldKeepEveryDigitOfAFillThatIsFinerThanTheTick() {
        String fine = event("TRADE", "PARTIALLY_FILLED", "").replace("91245.00000000", "91245.123456789012");

        assertThat(((OrderReport.Filled) reports(fine).get(0)).fill().price()).hasToString("91245.123456789012");
    }
}
