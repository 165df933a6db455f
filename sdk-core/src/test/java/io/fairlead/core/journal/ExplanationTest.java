package io.fairlead.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.Explanation.Fact;
import io.fairlead.core.journal.Explanation.Part;
import io.fairlead.core.journal.Explanation.Topic;
import io.fairlead.core.journal.JournalRecord.Action;
import io.fairlead.core.journal.JournalRecord.ActionAnswered;
import io.fairlead.core.journal.JournalRecord.Alarmed;
import io.fairlead.core.journal.JournalRecord.BarArrived;
import io.fairlead.core.journal.JournalRecord.CancelIntended;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.Decided;
import io.fairlead.core.journal.JournalRecord.EventTold;
import io.fairlead.core.journal.JournalRecord.InstrumentKnown;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.core.journal.JournalRecord.OrderDenied;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import io.fairlead.core.journal.JournalRecord.Reconciled;
import io.fairlead.core.journal.JournalRecord.ReplaceIntended;
import io.fairlead.core.journal.JournalRecord.Reported;
import io.fairlead.core.journal.JournalRecord.Reserve;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.journal.JournalRecord.SubmitAnswered;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final ClientOrderId CLIENT = SampleRecords.CLIENT;
    private static final ClientOrderId NEXT = new ClientOrderId("FL-3k9x0q-12");
    private static final VenueOrderId MOVED = new VenueOrderId("9f77aa10-0001");
    private static final InstrumentId MSFT = InstrumentId.of("MSFT", "US");

    private final TypedJournal journal = new TypedJournal(new MemoryStorage());

    @Test
    void tellsAnOrderFromItsFillsBackToTheDecision() {
        session();

        List<String> lines = journal.explain("O-7").lines();

        assertThat(lines.stream().map(line -> line.replaceFirst("#(\\d+) \\S+Z ", "#$1 ")))
                .containsExactly(
                        "order O-7 (FL-3k9x0q-7, 61e69015-8549-4bfd, FL-3k9x0q-12, 9f77aa10-0001)",
                        "",
                        "fills",
                        "  #23 report=Filled client=FL-3k9x0q-12 venue=9f77aa10-0001 at=2026-11-27T15:10:00.000000123Z side=BUY"
                                + " quantity=40 instrument=AAPL.US price=187.7301 fees=\"0.2 USD | -0.00012 BTC\" liquidity=TAKER"
                                + " execution=x-1",
                        "",
                        "what the venue reported",
                        "  #15 report=Working client=FL-3k9x0q-7 venue=61e69015-8549-4bfd at=2026-11-27T15:10:00.000000123Z",
                        "  #19 report=Replaced client=FL-3k9x0q-7 venue=61e69015-8549-4bfd at=2026-11-27T15:10:00.000000123Z"
                                + " now=FL-3k9x0q-12/9f77aa10-0001",
                        "",
                        "what the strategy was told",
                        "  #24 order=O-7 strategy=GoldenCross event=Filled at=2026-11-27T15:10:00.000000123Z detail=\"40 @ 187.73\"",
                        "",
                        "reconciliation with the venue",
                        "  #22 O-7: works at the venue",
                        "",
                        "resolved by a person",
                        "  #21 outcome=PLACED who=ann why=\"seen in the venue's app\"",
                        "",
                        "alarms",
                        "  #20 code=ORDER_OUTCOME_UNKNOWN detail=\"order=O-7 BUY what=timeout\"",
                        "",
                        "changes and cancels asked for",
                        "  #16 REPLACE_INTENDED order=O-7 client=FL-3k9x0q-7 venue=61e69015-8549-4bfd next=FL-3k9x0q-12 limit=188.25",
                        "  #25 CANCEL_INTENDED order=O-7",
                        "",
                        "answers to what was sent",
                        "  #14 order=O-7 answer=Accepted client=FL-3k9x0q-7 venue=61e69015-8549-4bfd",
                        "  #18 order=O-7 action=REPLACE answer=Taken",
                        "",
                        "what the gate saw",
                        "  #12 policy=standard reference=187.73 riskPrice=187.5 notional=18750 worstPosition=100 equity=10000"
                                + " dayPnl=-125",
                        "",
                        "the order",
                        "  #12 strategy=GoldenCross side=BUY quantity=100 instrument=AAPL.US type=LIMIT limit=187.5 timeInForce=GTC"
                                + " tag=golden-cross decision=d-17",
                        "",
                        "the decision",
                        "  #11 decision=d-17 strategy=GoldenCross instrument=AAPL.US",
                        "  #11 fast: 187.9",
                        "  #11 vote.gap: LONG 0.6 gapped up",
                        "",
                        "the last bars before it",
                        "  #6 interval=5m start=1970-01-01T00:02:00Z open=2.0 high=3.0 low=1.0 close=2.5 volume=100.0",
                        "  #7 interval=5m start=1970-01-01T00:03:00Z open=3.0 high=4.0 low=2.0 close=3.5 volume=100.0",
                        "  #8 interval=5m start=1970-01-01T00:04:00Z open=4.0 high=5.0 low=3.0 close=4.5 volume=100.0",
                        "",
                        "the run",
                        "  #1 mode=PAPER account=alpaca/PA123 environment=paper policy=standard library=0.1.0 recording=ALL seed=-42");
    }

    /** An order that is changed, unknown for a while, filled in part and cancelled; and others beside it. */
    private void session() {
        journal.write(SampleRecords.opened());
        known(0, SampleRecords.AAPL);
        known(1, MSFT);
        for (int minute = 0; minute < 5; minute++) {
            bar(0, minute);
        }
        bar(1, 9);
        journal.write(decided("d-16", "1"), decided("d-17", "187.9"));
        journal.write(SampleRecords.intended(), other(new OrderId(71), "FL-3k9x0q-71"));
        journal.write(new SubmitAnswered(
                SampleRecords.ORDER, new SubmitResult.Accepted(CLIENT, SampleRecords.VENUE, List.of())));
        reported(new OrderReport.Working(SampleRecords.KEY, SampleRecords.NANOS));
        journal.write(new ReplaceIntended(
                SampleRecords.ORDER, CLIENT, SampleRecords.VENUE, NEXT, OrderChange.toLimit(Price.of("188.25")), 1));
        journal.write(new Alarmed("ORDER_OUTCOME_UNKNOWN", "order=O-71 BUY what=timeout"));
        journal.write(new ActionAnswered(SampleRecords.ORDER, Action.REPLACE, new ActionResult.Taken()));
        reported(new OrderReport.Replaced(SampleRecords.KEY, SampleRecords.NANOS, OrderKey.of(NEXT, MOVED)));
        journal.write(new Alarmed("ORDER_OUTCOME_UNKNOWN", "order=O-7 BUY what=timeout"));
        journal.write(new Commanded(
                new Command.Resolve(SampleRecords.ORDER, true, Optional.empty()), "ann", "seen in the venue's app"));
        journal.write(new Reconciled(List.of("O-71: works at the venue", "O-7: works at the venue")));
        reported(new OrderReport.Filled(OrderKey.of(NEXT, MOVED), SampleRecords.NANOS, SampleRecords.fill("x-1")));
        journal.write(new EventTold(0, SampleRecords.ORDER, "Filled", SampleRecords.NANOS, "40 @ 187.73"));
        journal.write(new CancelIntended(SampleRecords.ORDER));
    }

    private void known(int index, InstrumentId id) {
        journal.write(
                new InstrumentKnown(index, Instrument.equity(id, Currency.USD).build()));
    }

    private void bar(int index, int minute) {
        long start = minute * 60_000_000_000L;
        journal.write(new BarArrived(
                index,
                BarInterval.ofMinutes(5),
                start,
                start + 1,
                minute,
                minute + 1.0,
                minute - 1.0,
                minute + 0.5,
                100));
    }

    private static Decided decided(String id, String fast) {
        return new Decided(
                0, id, SampleRecords.AAPL, new TreeMap<>(Map.of("fast", fast, "vote.gap", "LONG 0.6 gapped up")));
    }

    private static OrderIntended other(OrderId order, String client) {
        return intended(
                order, client, OrderRequest.buy(MSFT).quantity(5).market().build(), List.of());
    }

    private static OrderIntended intended(OrderId order, String client, OrderRequest request, List<Leg> legs) {
        OrderIntended like = SampleRecords.intended();
        return new OrderIntended(
                order,
                new ClientOrderId(client),
                0,
                0,
                request,
                legs.isEmpty() ? Contingency.NONE : Contingency.BRACKET,
                legs.isEmpty() ? GroupHandling.SINGLE : GroupHandling.EMULATED,
                legs,
                like.reserve(),
                like.numbers());
    }

    private void reported(OrderReport report) {
        journal.write(new Reported(report));
    }

    @Test
    void anyOfItsIdsNamesAnOrder() {
        session();
        Explanation byOurs = journal.explain("O-7");

        for (String id : List.of("7", "FL-3k9x0q-7", "FL-3k9x0q-12", "61e69015-8549-4bfd", "9f77aa10-0001")) {
            assertThat(journal.explain(id)).isEqualTo(byOurs);
        }
    }

    @Test
    void anUnknownNameIsBadInput() {
        session();

        assertThatThrownBy(() -> journal.explain("O-8\u001b"))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "journal in memory knows no order 'O-8\\u{1b}' among its 2: give our id like O-7, a client order id or a"
                                + " venue order id");
    }

    @Test
    void aNumberThatNamesTwoOrdersIsBadInput() {
        session();
        journal.write(new SubmitAnswered(
                new OrderId(71),
                new SubmitResult.Accepted(new ClientOrderId("FL-3k9x0q-71"), new VenueOrderId("7"), List.of())));

        assertThatThrownBy(() -> journal.explain("7"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("O-7 [")
                .hasMessageContaining("O-71 [");
        assertThat(journal.explain("O-7").order()).isEqualTo(SampleRecords.ORDER);
    }

    @Test
    void aDeniedOrderSaysWhyAndUnderWhichPolicy() {
        journal.write(SampleRecords.opened());
        journal.write(new Commanded(new Command.ChangeLimits("strict", List.of()), "ann", "holidays"));
        journal.write(new OrderDenied(
                SampleRecords.ORDER, CLIENT, 1, SampleRecords.intended().request(), SampleRecords.denial()));

        Explanation explanation = journal.explain(CLIENT.value());

        assertThat(texts(explanation, Topic.DENIAL))
                .containsExactly(
                        "code=LIMIT_DAILY_LOSS detail=\"loss=1012.5 limit=1000\" remedy=\"wait for the next day\"");
        assertThat(texts(explanation, Topic.GATE)).containsExactly("policy=strict");
        assertThat(texts(explanation, Topic.INTENT).get(0)).startsWith("strategy=Größe side=BUY quantity=100");
    }

    @Test
    void aLegTellsItsGroupAndAGroupItsLegs() {
        journal.write(SampleRecords.opened());
        OrderRequest entry = OrderRequest.buy(MSFT).quantity(5).market().build();
        OrderRequest stop =
                OrderRequest.sell(MSFT).quantity(5).stop(Price.of(90)).build();
        Leg leg = new Leg(new OrderId(2), new ClientOrderId("c-2"), stop, new Reserve(0, 0));
        journal.write(intended(new OrderId(1), "c-1", entry, List.of(leg)));

        assertThat(texts(journal.explain("c-2"), Topic.GROUP))
                .containsExactly(
                        "group=BRACKET handling=EMULATED orders=2",
                        "O-1 side=BUY quantity=5 instrument=MSFT.US type=MARKET timeInForce=DAY");
        assertThat(texts(journal.explain("c-2"), Topic.INTENT).get(0)).contains("type=STOP trigger=90");
        assertThat(texts(journal.explain("c-1"), Topic.GROUP).get(1))
                .startsWith("O-2 side=SELL")
                .contains("trigger=90");
    }

    @Test
    void whatWasNotWrittenDownIsSaidSo() {
        RunOpened live = SampleRecords.opened();
        journal.write(new RunOpened(
                "BACKTEST",
                live.account(),
                live.environment(),
                live.library(),
                live.policy(),
                live.rules(),
                1,
                live.recording(),
                live.baseCurrency(),
                live.cash(),
                live.rates(),
                live.strategies(),
                "sha256:abc"));
        journal.write(SampleRecords.intended());

        Explanation explanation = journal.explain("O-7");

        assertThat(texts(explanation, Topic.DECISION)).containsExactly("decision d-17 was not written down");
        assertThat(texts(explanation, Topic.BARS))
                .containsExactly("none were written down: the run's data has the hash sha256:abc");
    }

    @Test
    void ofRunsThatNumberTheirOrdersAnewTheLastIsMeant() {
        session();
        journal.write(SampleRecords.opened());
        journal.write(intended(
                SampleRecords.ORDER,
                "other-7",
                OrderRequest.sell(MSFT).quantity(1).market().build(),
                List.of()));

        assertThat(journal.explain("O-7").lines().get(0)).isEqualTo("order O-7 (other-7)");
        assertThat(texts(journal.explain("O-7"), Topic.FILLS)).isEmpty();
        assertThat(texts(journal.explain(CLIENT.value()), Topic.FILLS)).hasSize(1);
        assertThat(texts(journal.explain(CLIENT.value()), Topic.INTENT)).hasSize(1);
    }

    private static List<String> texts(Explanation explanation, Topic topic) {
        return explanation.parts().stream()
                .filter(part -> part.topic() == topic)
                .map(Part::facts)
                .flatMap(List::stream)
                .map(Fact::text)
                .toList();
    }
}
