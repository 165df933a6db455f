package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.List;
import java.util.Optional;

/** Orders that depend on each other, where the venue looks after them. */
final class GroupRules {
    private GroupRules() {}

    static List<Rule> rules() {
        return List.of(
                arrives("GRP-01", "one-cancels-other", Contingency.OCO),
                arrives("GRP-02", "one-triggers-other", Contingency.OTO),
                arrives("GRP-03", "a bracket", Contingency.BRACKET),
                rule("GRP-04", "every leg has the client id that it was approved with")
                        .declared(
                                "native groups, and client order ids", plugin -> anyGroup(plugin) && plugin.keepsIds())
                        .lookAt("the ids of legs: made up by the adapter, or left to the venue")
                        .holds(GroupRules::legIds)
                        .build(),
                rule("GRP-05", "a fill of one of an OCO ends the other")
                        .declared("OCO", plugin -> plugin.groups(Contingency.OCO))
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("the end of the other order: reported as Cancelled or Expired under its own key")
                        .holds(GroupRules::ocoEnds)
                        .build(),
                rule("GRP-06", "the exits of a bracket wait for its entry, and work once it has filled")
                        .declared("BRACKET", plugin -> plugin.groups(Contingency.BRACKET))
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("legs are Suspended (or not yet at the venue) until the entry fills")
                        .holds(GroupRules::exitsWait)
                        .build(),
                rule("GRP-07", "a bracket's target that fills ends its stop")
                        .declared("BRACKET", plugin -> plugin.groups(Contingency.BRACKET))
                        .needs(Hook.COUNTERPARTY)
                        .lookAt("the end of the stop: reported under its own key")
                        .holds(GroupRules::targetEndsStop)
                        .build(),
                rule("GRP-08", "a bracket whose entry is cancelled leaves no exits behind")
                        .declared("BRACKET", plugin -> plugin.groups(Contingency.BRACKET))
                        .lookAt("what cancel does to a group")
                        .holds(GroupRules::cancelledEntry)
                        .build(),
                rule("GRP-09", "a group that the venue refuses leaves nothing behind")
                        .declared("native groups", GroupRules::anyGroup)
                        .needsRejection(RequestKind.SUBMIT)
                        .lookAt("a group that is sent as several requests")
                        .holds(bench -> {
                            Line line = bench.connect();
                            ApprovedOrder group = any(bench, line);
                            bench.stub().rejectNext(RequestKind.SUBMIT, "kit says no");

                            SubmitResult result = line.submit(group);

                            assertThat(result).isInstanceOf(SubmitResult.Rejected.class);
                            assertThat(open(bench)).isEmpty();
                        })
                        .build(),
                rule("GRP-10", "a group whose answer is lost is unknown, and is not sent again")
                        .declared("native groups", GroupRules::anyGroup)
                        .needs(RequestKind.SUBMIT, Fault.ACTED_NO_ANSWER)
                        .lookAt("retries of what creates orders: there must be none")
                        .holds(bench -> {
                            Line line = bench.connect();
                            ApprovedOrder group = any(bench, line);

                            assertThat(line.submitInto(Fault.ACTED_NO_ANSWER, group))
                                    .isInstanceOf(SubmitResult.Unknown.class);

                            line.fence();
                            assertThat(open(bench)).hasSize(1 + group.legs().size());
                        })
                        .build());
    }

    private static Rule arrives(String id, String what, Contingency contingency) {
        return rule(id, what + " reaches the venue whole, as it was asked")
                .declared("native " + contingency, plugin -> plugin.groups(contingency))
                .lookAt("the mapping of the group: which leg is which, sides, prices, times in force")
                .holds(bench -> {
                    Line line = bench.connect();
                    own(bench, line, contingency);
                    ApprovedOrder group = group(bench, line, contingency);

                    Placed first = Line.accepted(group, line.submit(group));

                    SubmitRules.assertArrived(bench, first);
                    assertLegs(bench, group);
                })
                .otherwise("it is denied before a byte leaves", bench -> {
                    Line line = bench.connect();
                    own(bench, line, contingency);
                    line.refuses(group(bench, line, contingency));
                })
                .build();
    }

    private static void assertLegs(Bench bench, ApprovedOrder group) {
        group.legs()
                .forEach(leg -> assertThat(open(bench).stream()
                                .map(HeldOrder::request)
                                .filter(request -> same(request, leg.request())))
                        .as("the leg %s at the venue, among %s", leg.request(), open(bench))
                        .hasSize(1));
    }

    private static boolean same(OrderRequest held, OrderRequest asked) {
        return held.side() == asked.side()
                && held.type() == asked.type()
                && held.quantity().equals(asked.quantity())
                && held.limitPrice().equals(asked.limitPrice())
                && held.triggerPrice().equals(asked.triggerPrice());
    }

    private static boolean anyGroup(Plugin plugin) {
        return kindOf(plugin).isPresent();
    }

    private static Optional<Contingency> kindOf(Plugin plugin) {
        return List.of(Contingency.BRACKET, Contingency.OCO, Contingency.OTO).stream()
                .filter(plugin::groups)
                .findFirst();
    }

    private static ApprovedOrder any(Bench bench, Line line) {
        Contingency contingency = kindOf(bench.plugin()).orElseThrow();
        own(bench, line, contingency);
        return group(bench, line, contingency);
    }

    /** An OCO of exits needs something to exit from. */
    private static void own(Bench bench, Line line, Contingency contingency) {
        if (contingency == Contingency.OCO) {
            Quantity twice = bench.usual().quantity().plus(bench.usual().quantity());
            line.take(bench.usual(), Side.BUY, twice);
        }
    }

    private static ApprovedOrder group(Bench bench, Line line, Contingency contingency) {
        Tradable usual = bench.usual();
        OrderRequest entry = line.resting(usual, Side.BUY).build();
        OrderRequest target = line.resting(usual, Side.SELL).build();
        OrderRequest stop = stop(bench, line);
        return switch (contingency) {
            case OCO -> line.approveGroup(usual, contingency, target, List.of(stop));
            case OTO -> line.approveGroup(usual, contingency, entry, List.of(target));
            case BRACKET -> line.approveGroup(usual, contingency, entry, List.of(target, stop));
            case NONE -> throw new IllegalArgumentException("no group");
        };
    }

    /** A protective stop, as the venue has them: at the market where it can, else with a limit. */
    private static OrderRequest stop(Bench bench, Line line) {
        Tradable usual = bench.usual();
        OrderRequest.Builder order = OrderRequest.sell(usual.instrument().id()).quantity(usual.quantity());
        boolean plain =
                bench.plugin().supports(OrderType.STOP) || !bench.plugin().supports(OrderType.STOP_LIMIT);
        OrderRequest.Builder priced = plain
                ? order.stop(Bench.away(usual, "-8"))
                : order.stopLimit(Bench.away(usual, "-8"), Bench.away(usual, "-9"));
        OrderType type = plain ? OrderType.STOP : OrderType.STOP_LIMIT;
        return line.lasting(
                        priced,
                        bench.plugin().supports(type)
                                ? bench.restingTif(bench.usual(), type)
                                : bench.restingTif(bench.usual(), OrderType.LIMIT))
                .build();
    }

    private static List<HeldOrder> open(Bench bench) {
        return bench.stub().orders().stream()
                .filter(held -> !held.lifecycle().isEnd())
                .filter(held -> !held.request().limitPrice().equals(Optional.of(Bench.away(bench.usual(), "-9")))
                        || held.request().type() != OrderType.LIMIT)
                .toList();
    }

    private static void legIds(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder group = any(bench, line);
        Line.accepted(group, line.submit(group));

        group.legs()
                .forEach(leg -> assertThat(open(bench))
                        .extracting(HeldOrder::clientOrderId)
                        .contains(Optional.of(leg.clientOrderId().value())));
    }

    private static Placed leg(Bench bench, ApprovedOrder group, int index) {
        OrderRequest asked = group.legs().get(index).request();
        HeldOrder held = bench.stub().orders().stream()
                .filter(order -> same(order.request(), asked))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the venue has no leg " + asked + " among "
                        + bench.stub().orders()));
        return new Placed(group.legs().get(index).clientOrderId(), held.id(), asked);
    }

    private static void awaitEnd(Bench bench, Line line, Placed order) {
        bench.await(
                "the end of " + order.key() + " was reported",
                () -> line.reports(order).stream()
                        .anyMatch(report ->
                                report instanceof OrderReport.Cancelled || report instanceof OrderReport.Expired),
                line::told);
    }

    private static void ocoEnds(Bench bench) {
        Line line = bench.connect();
        own(bench, line, Contingency.OCO);
        ApprovedOrder group = group(bench, line, Contingency.OCO);
        Placed first = Line.accepted(group, line.submit(group));
        Placed other = leg(bench, group, 0);

        bench.stub().fill(first.venueOrderId(), bench.usual().quantity());

        line.awaitFilled(first, bench.usual().quantity());
        awaitEnd(bench, line, other);
    }

    private static Placed filledEntry(Bench bench, Line line, ApprovedOrder group) {
        Placed entry = Line.accepted(group, line.submit(group));
        bench.stub().fill(entry.venueOrderId(), bench.usual().quantity());
        line.awaitFilled(entry, bench.usual().quantity());
        return entry;
    }

    private static void exitsWait(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder group = group(bench, line, Contingency.BRACKET);
        Placed entry = Line.accepted(group, line.submit(group));
        line.fence();
        group.legs()
                .forEach(leg -> assertThat(line.openOrders().stream()
                                .filter(open -> open.key().clientOrderId().equals(Optional.of(leg.clientOrderId()))))
                        .as("a leg that waits")
                        .allSatisfy(open -> assertThat(open.lifecycle()).isEqualTo(Lifecycle.SUSPENDED)));

        bench.stub().fill(entry.venueOrderId(), bench.usual().quantity());
        line.awaitFilled(entry, bench.usual().quantity());

        line.awaitReport(leg(bench, group, 0), OrderReport.Working.class);
        line.awaitReport(leg(bench, group, 1), OrderReport.Working.class);
    }

    private static void targetEndsStop(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder group = group(bench, line, Contingency.BRACKET);
        filledEntry(bench, line, group);
        Placed target = leg(bench, group, 0);
        VenueOrderId id = target.venueOrderId();

        bench.stub().fill(id, bench.usual().quantity());

        line.awaitFilled(target, bench.usual().quantity());
        awaitEnd(bench, line, leg(bench, group, 1));
    }

    private static void cancelledEntry(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder group = group(bench, line, Contingency.BRACKET);
        Placed entry = Line.accepted(group, line.submit(group));

        line.end(entry);

        bench.await(
                "nothing of the bracket is left",
                () -> open(bench).isEmpty(),
                () -> bench.stub().orders().toString());
    }
}
