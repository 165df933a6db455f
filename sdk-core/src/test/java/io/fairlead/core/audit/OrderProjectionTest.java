package io.fairlead.core.audit;

import static io.fairlead.core.audit.Records.VENUE_TIME;
import static io.fairlead.core.audit.Records.accepted;
import static io.fairlead.core.audit.Records.buy;
import static io.fairlead.core.audit.Records.fill;
import static io.fairlead.core.audit.Records.filled;
import static io.fairlead.core.audit.Records.intended;
import static io.fairlead.core.audit.Records.key;
import static io.fairlead.core.audit.Records.leg;
import static io.fairlead.core.audit.Records.reported;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Action;
import io.fairlead.core.journal.JournalRecord.ActionAnswered;
import io.fairlead.core.journal.JournalRecord.CancelIntended;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.EventTold;
import io.fairlead.core.journal.JournalRecord.LegIntended;
import io.fairlead.core.journal.JournalRecord.LegRecalled;
import io.fairlead.core.journal.JournalRecord.ReplaceIntended;
import io.fairlead.core.journal.JournalRecord.SubmitAnswered;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where orders stand after what the journal tells, without a database. */
class OrderProjectionTest {
    private final Projection projection = new Projection(OrderSource.NONE);
    private long seq;

    private OrderProjectionTest tell(JournalRecord... records) {
        for (JournalRecord record : records) {
            seq++;
            projection.apply(seq, RecordedJournal.timeOf(seq), record);
        }
        return this;
    }

    private OrderLine order(long id) {
        return projection.book().order(id).orElseThrow();
    }

    /** {@code STATUS filled@average}. */
    private String standing(long id) {
        OrderLine line = order(id);
        return line.status() + " " + line.filled().toPlainString() + "@"
                + Optional.ofNullable(line.row().decimal("average_price"))
                        .map(price -> price.toPlainString())
                        .orElse("-");
    }

    /** {@code execution/revision STATE price}. */
    private List<String> fills(long id) {
        List<String> words = new ArrayList<>();
        for (Row row : order(id).fills()) {
            words.add(row.words("execution_id") + "/" + row.number("revision") + " " + row.words("state") + " "
                    + (row.has("price") ? row.amount("price").toPlainString() : "-"));
        }
        return words;
    }

    private OrderProjectionTest working(long id, String clientId, long units) {
        return tell(intended(id, clientId, buy(units, "187.5")), accepted(id, clientId));
    }

    private void begin() {
        tell(Records.opened("trend"), Records.known());
    }

    @Test
    void shouldFollowAnOrderFromIntentToItsLastFill() {
        begin();
        List<String> standings = new ArrayList<>();

        tell(intended(1, "c1", buy(10, "187.5")));
        standings.add(standing(1));
        tell(accepted(1, "c1"));
        standings.add(standing(1));
        tell(filled("c1", fill("x1", "4", "187.4", "0.1")));
        standings.add(standing(1));
        tell(filled("c1", fill("x1", "4", "187.4", "0.1")));
        standings.add(standing(1));
        tell(filled("c1", fill("x2", "6", "187.5", "0.1")));
        standings.add(standing(1));

        assertThat(standings)
                .containsExactly(
                        "PENDING_NEW 0@-",
                        "NEW 0@-",
                        "PARTIALLY_FILLED 4@187.4",
                        "PARTIALLY_FILLED 4@187.4",
                        "FILLED 10@187.46");
        assertThat(order(1).row().words("strategy")).isEqualTo("trend");
        assertThat(order(1).row().words("venue_order_id")).isEqualTo("V1");
        assertThat(order(1).row().amount("gate_reference_price")).isEqualByComparingTo("187.5");
    }

    @Test
    void shouldTakeABustedFillOutAndNeverBookItAgain() {
        begin();
        working(1, "c1", 10);
        tell(filled("c1", fill("x1", "4", "187.4", "0.1")), filled("c1", fill("x2", "6", "187.5", "0.1")));

        tell(reported(new OrderReport.Busted(key("c1"), VENUE_TIME, "x2")));
        tell(filled("c1", fill("x2", "6", "187.5", "0.1")));

        assertThat(standing(1)).isEqualTo("FILLED 4@187.4");
        assertThat(fills(1)).containsExactly("x1/1 BOOKED 187.4", "x2/1 REVERSED 187.5");
    }

    @Test
    void shouldKeepABustOutThatOvertookItsFill() {
        begin();
        working(1, "c1", 10);

        tell(reported(new OrderReport.Busted(key("c1"), VENUE_TIME, "x1")));
        tell(filled("c1", fill("x1", "4", "187.4", "0.1")));

        assertThat(standing(1)).isEqualTo("NEW 0@-");
        assertThat(fills(1)).containsExactly("x1/1 REVERSED -");
    }

    @Test
    void shouldPutACorrectionInThePlaceOfWhatItCorrects() {
        begin();
        working(1, "c1", 10);
        tell(filled("c1", fill("x1", "4", "187.4", "0.1")));

        tell(reported(new OrderReport.Corrected(key("c1"), VENUE_TIME, "x1", fill("x1.01", "3", "187.3", "0.1"))));
        tell(filled("c1", fill("x2", "5", "187.5", "0.1")));
        tell(reported(new OrderReport.Corrected(key("c1"), VENUE_TIME, "x2", fill("x2", "6", "187.6", "0.1"))));

        assertThat(fills(1))
                .containsExactly(
                        "x1/1 REVERSED 187.4", "x1.01/1 BOOKED 187.3", "x2/1 CORRECTED 187.5", "x2/2 BOOKED 187.6");
        assertThat(order(1).fills().get(0).words("replaced_by")).isEqualTo("x1.01");
        assertThat(standing(1)).isEqualTo("PARTIALLY_FILLED 9@187.5");
    }

    @Test
    void shouldBookAnUnpricedFillWhenItsPriceComesAndNotBefore() {
        begin();
        working(1, "c1", 10);

        tell(reported(new OrderReport.FilledUnpriced(key("c1"), VENUE_TIME, fill("x1", "10", "180", "9"))));
        String before = standing(1);
        tell(reported(new OrderReport.Priced(
                key("c1"),
                VENUE_TIME,
                "x1",
                Price.of("187.25"),
                List.of(Money.of("0.35", Currency.USD), Money.of("-0.02", Currency.of("BNB"))))));

        assertThat(before).isEqualTo("NEW 0@-");
        assertThat(standing(1)).isEqualTo("FILLED 10@187.25");
        assertThat(fills(1)).containsExactly("x1/1 BOOKED 187.25");
        assertThat(projection.pen().rows(Schema.FEES))
                .extracting(row -> row.amount("amount").toPlainString() + " " + row.words("currency"))
                .containsExactly("0.35 USD", "-0.02 BNB");
    }

    @Test
    void shouldBookAFillWhosePriceCameFirst() {
        begin();
        working(1, "c1", 10);

        tell(reported(new OrderReport.Priced(key("c1"), VENUE_TIME, "x1", Price.of("187.25"), List.of())));
        tell(reported(new OrderReport.FilledUnpriced(key("c1"), VENUE_TIME, fill("x1", "10", "180", "9"))));

        assertThat(standing(1)).isEqualTo("FILLED 10@187.25");
        assertThat(fills(1)).containsExactly("x1/1 BOOKED 187.25");
    }

    @Test
    void shouldKnowAReplacedOrderByAllItsIds() {
        begin();
        working(1, "c1", 10);

        tell(new ReplaceIntended(
                new OrderId(1),
                new ClientOrderId("c1"),
                new VenueOrderId("V1"),
                new ClientOrderId("c2"),
                OrderChange.toLimit(Price.of("188")).andQuantity(Quantity.of(20)),
                0));
        String asked = standing(1);
        tell(reported(new OrderReport.Replaced(
                key("c1"), VENUE_TIME, OrderKey.of(new ClientOrderId("c2"), new VenueOrderId("V2")))));
        tell(filled("c2", fill("x1", "10", "188", "0.1")));
        tell(reported(new OrderReport.Filled(
                OrderKey.of(new VenueOrderId("V1")), VENUE_TIME, fill("x2", "10", "187", "0.1"))));

        assertThat(asked).isEqualTo("PENDING_REPLACE 0@-");
        assertThat(standing(1)).isEqualTo("FILLED 20@187.5");
        Row row = order(1).row();
        assertThat(row.words("client_order_id")).isEqualTo("c2");
        assertThat(row.words("venue_order_id")).isEqualTo("V2");
        assertThat(row.amount("limit_price")).isEqualByComparingTo("188");
        assertThat(row.has("pending_client_order_id")).isFalse();
    }

    @Test
    void shouldLeaveAnOrderUnknownUntilSomebodyProvesWhereItIs() {
        begin();
        tell(intended(1, "c1", buy(10, "187.5")), Records.unknown(1, "c1"));
        tell(intended(2, "c2", buy(10, "187.5")), Records.unknown(2, "c2"));
        tell(intended(4, "c4", buy(10, "187.5")), Records.unknown(4, "c4"));
        List<String> before = List.of(standing(1), standing(2), standing(4));

        tell(new Commanded(
                new JournalRecord.Command.Resolve(new OrderId(1), true, Optional.empty()),
                "ann",
                "seen on the screen"));
        tell(new Commanded(
                new JournalRecord.Command.Resolve(new OrderId(2), false, Optional.empty()),
                "ann",
                "not on the screen"));
        tell(read(List.of(venueOrder("c4", "V4", Lifecycle.NEW)), List.of(), List.of()));

        assertThat(before).containsOnly("UNKNOWN 0@-");
        assertThat(List.of(standing(1), standing(2), standing(4)))
                .containsExactly("NEW 0@-", "REJECTED 0@-", "NEW 0@-");
        assertThat(order(4).row().words("venue_order_id")).isEqualTo("V4");
    }

    @Test
    void shouldBelieveTheSessionWhereOnlyItCouldConcludeAnEnd() {
        begin();
        tell(intended(1, "c1", buy(10, "187.5")), Records.unknown(1, "c1"));
        working(2, "c2", 10);

        tell(read(List.of(), List.of(), List.of(key("c1"), key("c2"))));
        tell(new EventTold(0, new OrderId(1), "Denied", VENUE_TIME, "NEVER_PLACED"));
        tell(new EventTold(0, new OrderId(2), "Cancelled", VENUE_TIME, ""));

        assertThat(standing(1)).isEqualTo("DENIED 0@-");
        assertThat(standing(2)).isEqualTo("CANCELLED 0@-");
    }

    @Test
    void shouldNotGoBackWhenAStrategyIsToldOldNews() {
        begin();
        working(1, "c1", 10);
        tell(reported(new OrderReport.Cancelled(key("c1"), VENUE_TIME, "")));
        tell(filled("c1", fill("x1", "10", "187.4", "0.1")));

        tell(new EventTold(0, new OrderId(1), "Accepted", VENUE_TIME, ""));
        tell(new EventTold(0, new OrderId(1), "Cancelled", VENUE_TIME, ""));
        tell(new EventTold(0, new OrderId(1), "OutcomeUnknown", VENUE_TIME, ""));

        assertThat(standing(1)).isEqualTo("FILLED 10@187.4");
    }

    @Test
    void shouldEndADeniedOrderAndFreeItsId() {
        begin();
        tell(Records.denied(1, "mine", "LIMIT_ORDER_NOTIONAL"));
        tell(intended(2, "mine", buy(1, "187.5")), filled("mine", fill("x1", "1", "187.5", "0")));

        assertThat(standing(1)).isEqualTo("DENIED 0@-");
        assertThat(standing(2)).isEqualTo("FILLED 1@187.5");
        assertThat(projection.pen().rows(Schema.RISK_EVENTS))
                .extracting(row -> row.words("kind") + " " + row.words("code") + " " + row.number("order_id"))
                .containsExactly("DENIAL LIMIT_ORDER_NOTIONAL 1");
    }

    private void bracket(GroupHandling handling) {
        OrderRequest target = OrderRequest.sell(Records.AAPL)
                .quantity(10)
                .limit(Price.of("200"))
                .build();
        OrderRequest stop = OrderRequest.sell(Records.AAPL)
                .quantity(10)
                .stop(Price.of("180"))
                .build();
        tell(intended(
                1,
                "c1",
                buy(10, "187.5"),
                Contingency.BRACKET,
                handling,
                List.of(leg(2, "c2", target), leg(3, "c3", stop))));
    }

    @Test
    void shouldFollowANativeGroupAsOne() {
        begin();
        bracket(GroupHandling.NATIVE);
        tell(new SubmitAnswered(
                new OrderId(1),
                new SubmitResult.Accepted(
                        new ClientOrderId("c1"),
                        new VenueOrderId("V1"),
                        List.of(OrderKey.of(new ClientOrderId("c2"), new VenueOrderId("V2"))))));

        tell(reported(new OrderReport.Suspended(OrderKey.of(new VenueOrderId("V2")), VENUE_TIME, "held")));

        assertThat(List.of(standing(1), standing(2), standing(3)))
                .containsExactly("NEW 0@-", "SUSPENDED 0@-", "PENDING_NEW 0@-");
        assertThat(order(3).row().number("parent_order_id")).isEqualTo(1L);
        assertThat(order(1).row().words("handling")).isEqualTo("NATIVE");
    }

    @Test
    void shouldRejectAndDenyALegWithItsEntry() {
        begin();
        bracket(GroupHandling.NATIVE);
        tell(new SubmitAnswered(new OrderId(1), new SubmitResult.Rejected(new ClientOrderId("c1"), "no locate")));

        assertThat(List.of(standing(1), standing(2), standing(3))).containsOnly("REJECTED 0@-");
        assertThat(order(3).row().words("venue_text")).isEqualTo("no locate");
    }

    @Test
    void shouldLetALegThatWeLookAfterWaitBeSentAndWaitAgain() {
        begin();
        bracket(GroupHandling.EMULATED);
        tell(accepted(1, "c1"));
        List<String> standings = new ArrayList<>(List.of(standing(3)));

        OrderRequest sized = OrderRequest.sell(Records.AAPL)
                .quantity(4)
                .stop(Price.of("180"))
                .build();
        tell(new LegIntended(new OrderId(3), new ClientOrderId("c3"), sized));
        standings.add(standing(3));
        tell(accepted(3, "c3"), new LegRecalled(new OrderId(3)));
        standings.add(standing(3));
        tell(reported(new OrderReport.Cancelled(key("c3"), VENUE_TIME, "")));
        standings.add(standing(3));
        tell(
                new LegIntended(new OrderId(3), new ClientOrderId("c4"), sized),
                filled("c4", fill("x1", "4", "180", "0")));
        standings.add(standing(3));

        assertThat(standings)
                .containsExactly(
                        "SUSPENDED 0@-", "PENDING_NEW 0@-", "PENDING_CANCEL 0@-", "SUSPENDED 0@-", "FILLED 4@180");
    }

    @Test
    void shouldKeepOrdersAndFillsMadeElsewhereApart() {
        begin();
        OrderKey elsewhere = OrderKey.of(new VenueOrderId("W9"));
        tell(reported(new OrderReport.Filled(elsewhere, VENUE_TIME, fill("y1", "3", "187", "0.1"))));
        tell(reported(new OrderReport.Filled(elsewhere, VENUE_TIME, fill("y1", "3", "187", "0.1"))));
        tell(read(
                List.of(venueOrder("other", "W10", Lifecycle.NEW)),
                List.of(new OrderFacet.Execution(elsewhere, fill("y2", "2", "188", "0.1"))),
                List.of()));
        tell(reported(new OrderReport.Cancelled(OrderKey.of(new VenueOrderId("W10")), VENUE_TIME, "by hand")));

        assertThat(standing(-1)).isEqualTo("PARTIALLY_FILLED 5@187.4");
        assertThat(order(-1).row().words("origin")).isEqualTo("EXTERNAL");
        assertThat(order(-1).row().words("instrument")).isEqualTo("AAPL.US");
        assertThat(standing(-2)).isEqualTo("CANCELLED 0@-");
        assertThat(order(-2).row().words("type")).isEqualTo("LIMIT");
        assertThat(-order(-2).ref().id()).isEqualTo(2);
    }

    @Test
    void shouldLetAnEndWaitForTheFillsThatTheVenueSaysItHas() {
        begin();
        working(1, "c1", 10);
        List<String> standings = new ArrayList<>();

        tell(reported(new OrderReport.Cancelled(key("c1"), VENUE_TIME, "day over", Optional.of(Quantity.of(4)))));
        standings.add(standing(1));
        tell(filled("c1", fill("x1", "3", "187", "0")));
        standings.add(standing(1));
        tell(reported(new OrderReport.FilledUnpriced(key("c1"), VENUE_TIME, fill("x2", "1", "187", "0"))));
        standings.add(standing(1));

        assertThat(standings).containsExactly("NEW 0@-", "PARTIALLY_FILLED 3@187", "CANCELLED 3@187");
        assertThat(order(1).row().words("venue_text")).isEqualTo("day over");
    }

    @Test
    void shouldHoldForUnknownWhatWasOnItsWayWhenASessionEnded() {
        begin();
        tell(intended(1, "c1", buy(10, "187.5")));
        working(2, "c2", 10);
        tell(new CancelIntended(new OrderId(2)));
        working(3, "c3", 10);

        begin();
        tell(filled("c1", fill("x1", "10", "187", "0")));

        assertThat(List.of(standing(1), standing(2), standing(3)))
                .containsExactly("FILLED 10@187", "UNKNOWN 0@-", "NEW 0@-");
        assertThat(order(1).ref().run()).isEqualTo(1);
        assertThat(projection.pen().rows(Schema.ORDER_EVENTS))
                .filteredOn(row -> row.words("source").equals("RESTART"))
                .extracting(row -> row.number("order_id") + " " + row.words("event") + " " + row.words("status"))
                .containsExactly("1 OutcomeUnknown UNKNOWN", "2 OutcomeUnknown UNKNOWN");
    }

    @Test
    void shouldKeepABacktestsOrdersToItself() {
        begin();
        working(1, "c1", 10);
        tell(intended(2, "c2", buy(10, "187.5")));

        tell(Records.openedBacktest(), Records.known());
        String inBacktest = projection.book().order(1).isPresent() ? "known" : "unknown";
        working(1, "c1", 5);
        tell(filled("c1", fill("x1", "5", "187", "0")));
        String tested = standing(1);
        begin();
        tell(reported(
                new OrderReport.Filled(OrderKey.of(new VenueOrderId("V1")), VENUE_TIME, fill("x1", "4", "188", "0"))));

        assertThat(inBacktest).isEqualTo("unknown");
        assertThat(tested).isEqualTo("FILLED 5@187");
        assertThat(List.of(standing(1), standing(2))).containsExactly("PARTIALLY_FILLED 4@188", "UNKNOWN 0@-");
        assertThat(projection.pen().rows(Schema.ORDERS))
                .extracting(row -> row.number("run") + " " + row.number("order_id") + " " + row.text("status"))
                .containsExactlyInAnyOrder("1 1 PARTIALLY_FILLED", "1 2 UNKNOWN", "6 1 FILLED");
    }

    @Test
    void shouldAdoptTheOneNamelessOrderThatAnUnknownOneCanBe() {
        begin();
        tell(intended(1, "c1", buy(10, "187.5")), Records.unknown(1, "c1"));
        OrderKey nameless = OrderKey.of(new VenueOrderId("W1"));
        tell(reported(new OrderReport.Filled(nameless, VENUE_TIME, fill("x1", "4", "187", "0"))));

        tell(read(List.of(venueOrder(nameless, Lifecycle.NEW)), List.of(), List.of()));

        assertThat(standing(1)).isEqualTo("PARTIALLY_FILLED 4@187");
        assertThat(fills(1)).containsExactly("x1/1 BOOKED 187");
        assertThat(fills(-1)).containsExactly("x1/1 ADOPTED 187");
        assertThat(standing(-1)).isEqualTo("CANCELLED 0@-");
    }

    @Test
    void shouldAdoptNoneOfTwoThatItCanBe() {
        begin();
        tell(intended(1, "c1", buy(10, "187.5")), Records.unknown(1, "c1"));

        tell(read(
                List.of(
                        venueOrder(OrderKey.of(new VenueOrderId("W1")), Lifecycle.NEW),
                        venueOrder(OrderKey.of(new VenueOrderId("W2")), Lifecycle.NEW)),
                List.of(),
                List.of()));

        assertThat(standing(1)).isEqualTo("UNKNOWN 0@-");
        assertThat(standing(-2)).isEqualTo("NEW 0@-");
    }

    @Test
    void shouldNotAdoptAnOrderThatIsNotWhatWasAskedFor() {
        begin();
        tell(intended(1, "c1", buy(11, "187.5")), Records.unknown(1, "c1"));

        tell(read(List.of(venueOrder("c1", "V1", Lifecycle.NEW)), List.of(), List.of()));

        assertThat(standing(1)).isEqualTo("UNKNOWN 0@-");
    }

    @Test
    void shouldNotBookWhatTheAccountBeganWith() {
        tell(Records.openedOnRealAccount(), Records.known());
        OrderKey before = OrderKey.of(new VenueOrderId("W1"));
        OrderKey after = OrderKey.of(new VenueOrderId("W2"));
        tell(reported(new OrderReport.Filled(before, VENUE_TIME, fill("y1", "3", "187", "0"))));

        tell(new VenueRead(
                VENUE_TIME,
                List.of(),
                List.of(),
                List.of(),
                VENUE_TIME,
                List.of(new OrderFacet.Execution(before, fill("y2", "3", "187", "0"))),
                Optional.of(new AccountFacet.Snapshot(List.of(), List.of(), VENUE_TIME))));
        Fill later = new Fill(
                "y3",
                Records.AAPL,
                Side.BUY,
                Quantity.of(1),
                Price.of(187),
                List.of(),
                Liquidity.TAKER,
                VENUE_TIME + 1);
        tell(reported(new OrderReport.Filled(after, VENUE_TIME, later)));

        assertThat(fills(-1)).containsExactly("y1/1 SEEN 187", "y2/1 SEEN 187");
        assertThat(standing(-1)).isEqualTo("NEW 0@-");
        assertThat(fills(-2)).containsExactly("y3/1 BOOKED 187");
    }

    @Test
    void shouldTakeARefusalThatOnlyAReadingShowed() {
        begin();
        working(1, "c1", 10);
        tell(new CancelIntended(new OrderId(1)));
        tell(new ActionAnswered(new OrderId(1), Action.CANCEL, new ActionResult.Unknown("timeout")));
        tell(new EventTold(0, new OrderId(1), "CancelRefused", VENUE_TIME + 1, "an older one"));
        String before = standing(1);

        tell(read(List.of(venueOrder("c1", "V1", Lifecycle.NEW)), List.of(), List.of()));
        tell(new EventTold(0, new OrderId(1), "CancelRefused", VENUE_TIME, "the venue has it working"));

        assertThat(before).isEqualTo("UNKNOWN 0@-");
        assertThat(standing(1)).isEqualTo("NEW 0@-");
    }

    @Test
    void shouldIgnoreNewsOfAVenueOrderThatAnOrderIsNoMore() {
        begin();
        bracket(GroupHandling.EMULATED);
        OrderRequest sized = OrderRequest.sell(Records.AAPL)
                .quantity(4)
                .stop(Price.of("180"))
                .build();
        tell(accepted(1, "c1"), new LegIntended(new OrderId(3), new ClientOrderId("c3"), sized));
        tell(new LegRecalled(new OrderId(3)), reported(new OrderReport.Cancelled(key("c3"), VENUE_TIME, "")));
        tell(new LegIntended(new OrderId(3), new ClientOrderId("c4"), sized), accepted(3, "c4"));

        tell(reported(new OrderReport.Cancelled(key("c3"), VENUE_TIME, "")));

        assertThat(standing(3)).isEqualTo("NEW 0@-");
        assertThat(order(3).row().amount("quantity")).isEqualByComparingTo("4");
    }

    @Test
    void shouldEndALegThatWaitsHereWithoutTheVenue() {
        begin();
        bracket(GroupHandling.EMULATED);
        tell(new JournalRecord.LegRevised(new OrderId(2), OrderChange.toLimit(Price.of("201"))));

        tell(new CancelIntended(new OrderId(3)));
        tell(new EventTold(0, new OrderId(2), "Cancelled", VENUE_TIME, "the group has done what it was for"));

        assertThat(List.of(standing(2), standing(3))).containsOnly("CANCELLED 0@-");
        assertThat(order(2).row().amount("limit_price")).isEqualByComparingTo("201");
    }

    @Test
    void shouldTellRefusedAndUnknownActionsFromMadeOnes() {
        begin();
        working(1, "c1", 10);
        List<String> standings = new ArrayList<>();

        tell(new CancelIntended(new OrderId(1)));
        standings.add(standing(1));
        tell(new ActionAnswered(new OrderId(1), Action.CANCEL, new ActionResult.Unknown("timeout")));
        standings.add(standing(1));
        tell(new ActionAnswered(new OrderId(1), Action.CANCEL, new ActionResult.Refused("too late")));
        standings.add(standing(1));

        assertThat(standings).containsExactly("PENDING_CANCEL 0@-", "UNKNOWN 0@-", "NEW 0@-");
    }

    @Test
    void shouldRecordADenialThatTheAdapterMadeAndItsLegsWithIt() {
        begin();
        bracket(GroupHandling.NATIVE);
        tell(new SubmitAnswered(
                new OrderId(1),
                new SubmitResult.Denied(
                        new ClientOrderId("c1"), new Denial("NOT_SENT", "connect refused", "try again"))));

        assertThat(List.of(standing(1), standing(2), standing(3))).containsOnly("DENIED 0@-");
        assertThat(order(1).row().words("denial_code")).isEqualTo("NOT_SENT");
    }

    @Test
    void shouldCallAnImpossibleReportIllegalAndKeepItsFacts() {
        begin();
        tell(intended(1, "c1", buy(10, "187.5")));
        tell(reported(new OrderReport.Rejected(key("c1"), VENUE_TIME, "no")));

        tell(filled("c1", fill("x1", "10", "187.4", "0.1")));

        assertThat(standing(1)).isEqualTo("REJECTED 10@187.4");
        assertThat(projection.pen().rows(Schema.ORDER_EVENTS))
                .extracting(row -> row.words("event") + " " + row.words("effect"))
                .containsExactly("Intended CHANGED", "Rejected CHANGED", "Filled ILLEGAL");
    }

    private static VenueOrder venueOrder(String clientId, String venueId, Lifecycle lifecycle) {
        return venueOrder(OrderKey.of(new ClientOrderId(clientId), new VenueOrderId(venueId)), lifecycle);
    }

    private static VenueOrder venueOrder(OrderKey key, Lifecycle lifecycle) {
        return new VenueOrder(
                key,
                Records.AAPL,
                Side.BUY,
                Optional.of(Quantity.of(10)),
                Quantity.ZERO,
                OrderType.LIMIT,
                Optional.of(Price.of("187.5")),
                Optional.empty(),
                TimeInForce.DAY,
                lifecycle,
                VENUE_TIME);
    }

    private static JournalRecord read(
            List<VenueOrder> open, List<OrderFacet.Execution> executions, List<OrderKey> notFound) {
        return new VenueRead(VENUE_TIME, open, List.of(), notFound, VENUE_TIME, executions, Optional.empty());
    }
}
