package io.fairlead.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.DiagnosticsFacet.Verdict;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What is looked at on a true venue. */
final class LiveRules {
    /** A rule and its number. */
    record LiveRule(String id, String title, LiveCheck check) {
        @Override
        public String toString() {
            return id + " " + title;
        }
    }

    /** Looks at a true venue. */
    @FunctionalInterface
    interface LiveCheck {
        void on(LiveBrokerContract contract, LiveLine line);
    }

    private LiveRules() {}

    static List<LiveRule> rules() {
        return List.of(
                new LiveRule(
                        "LIVE-01",
                        "the connection comes up, and moves no real money",
                        (contract, line) ->
                                assertThat(line.broker().isRealMoney()).isFalse()),
                new LiveRule(
                        "LIVE-02",
                        "the account can be read",
                        (contract, line) -> assertThat(line.answer(
                                        "snapshot", line.broker().accounts().snapshot()))
                                .isNotNull()),
                new LiveRule(
                        "LIVE-03",
                        "open orders can be read",
                        (contract, line) -> assertThat(line.answer(
                                        "openOrders", line.broker().orders().openOrders()))
                                .isNotNull()),
                new LiveRule(
                        "LIVE-04",
                        "executions of a day can be read",
                        (contract, line) -> assertThat(line.answer(
                                        "executionsSince",
                                        line.broker()
                                                .orders()
                                                .executionsSince(
                                                        line.clock().instant().minus(Duration.ofDays(1)))))
                                .isNotNull()),
                new LiveRule(
                        "LIVE-05",
                        "the instrument is listed, with a grid",
                        (contract, line) -> assertThat(instrument(contract, line)
                                        .ticks()
                                        .finestTick()
                                        .signum())
                                .isPositive()),
                new LiveRule("LIVE-06", "the venue's clock is near ours", LiveRules::clock),
                new LiveRule("LIVE-07", "nothing that the plug-in examines is at fault", LiveRules::diagnostics),
                new LiveRule("LIVE-08", "past bars come in order, without the running one", LiveRules::history),
                new LiveRule("LIVE-09", "a tiny order rests, is found, and is cancelled", LiveRules::tinyOrder));
    }

    private static Instrument instrument(LiveBrokerContract contract, LiveLine line) {
        Optional<ReferenceFacet> facet = line.broker().reference();
        Assumptions.assumeTrue(facet.isPresent(), "the plug-in lists no instruments");
        return line.answer("instrument", facet.orElseThrow().instrument(contract.instrument()))
                .orElseThrow(() -> new AssertionError(contract.instrument() + " is not there"));
    }

    private static void clock(LiveBrokerContract contract, LiveLine line) {
        Optional<ReferenceFacet> facet = line.broker().reference();
        Assumptions.assumeTrue(facet.isPresent(), "the plug-in shows no clock");
        try {
            Instant shown = line.answer("time", facet.orElseThrow().time());
            assertThat(shown).isCloseTo(line.clock().instant(), within(5, ChronoUnit.SECONDS));
        } catch (UnsupportedCapabilityException e) {
            Assumptions.abort("the venue shows no clock");
        }
    }

    private static void diagnostics(LiveBrokerContract contract, LiveLine line) {
        Assumptions.assumeTrue(line.broker().diagnostics().isPresent(), "the plug-in examines nothing");
        assertThat(line.answer(
                        "examine", line.broker().diagnostics().orElseThrow().examine()))
                .noneMatch(check -> check.verdict() == Verdict.FAULT);
    }

    private static void history(LiveBrokerContract contract, LiveLine line) {
        Assumptions.assumeTrue(
                line.broker().history().isPresent()
                        && !line.broker().capabilities().historyIntervals().isEmpty(),
                "the plug-in has no history");
        BarInterval interval = line.broker().capabilities().historyIntervals().last();
        Instant now = line.clock().instant();

        List<Bar> bars = line.answer(
                "history",
                line.broker()
                        .history()
                        .orElseThrow()
                        .bars(contract.instrument(), interval, now.minus(Duration.ofDays(30)), now));

        assertThat(bars.stream().map(Bar::startNanos)).isSorted().doesNotHaveDuplicates();
        assertThat(bars)
                .allSatisfy(bar ->
                        assertThat(bar.end()).isBeforeOrEqualTo(line.clock().instant()));
    }

    private static void tinyOrder(LiveBrokerContract contract, LiveLine line) {
        Instrument rules = instrument(contract, line);
        Optional<OrderRequest> tiny = contract.tinyOrder(rules);
        Assumptions.assumeTrue(tiny.isPresent(), "no tiny order is given");
        ApprovedOrder order = line.approve(rules, tiny.orElseThrow());
        SubmitResult result = line.answer("submit", line.broker().orders().submit(order));
        assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
        Placed placed = Line.accepted(order, result);

        boolean found = line.answer("openOrders", line.broker().orders().openOrders()).stream()
                .anyMatch(open -> Line.isOf(open.key(), placed));
        line.answer("cancel", line.broker().orders().cancel(placed.key()));

        line.await(
                "its end was reported",
                () -> line.tape().reports().stream()
                        .anyMatch(
                                report -> report instanceof OrderReport.Cancelled && Line.isOf(report.key(), placed)));
        assertThat(found).as("it was among the open orders").isTrue();
    }
}
