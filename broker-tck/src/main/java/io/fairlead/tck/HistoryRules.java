package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.HistoryFacet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Past bars, page after page. */
final class HistoryRules {
    private HistoryRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("HIS-01", "history is there if intervals of it are declared, and only then")
                        .declared("history", Plugin::hasHistory)
                        .lookAt("Capabilities.historyIntervals() and Broker.history()")
                        .holds(bench ->
                                assertThat(bench.connect().broker().history()).isPresent())
                        .otherwise(
                                "there is no history, or it refuses every interval",
                                bench -> bench.connect()
                                        .broker()
                                        .history()
                                        .ifPresent(facet -> refuses(bench, facet, BarInterval.ofMinutes(1))))
                        .build(),
                history("HIS-02", "a span holds the bars whose start lies in it: from inclusive, to exclusive")
                        .lookAt("the bounds of the venue's query: is its end inclusive, does it mean the bar's end?")
                        .holds(HistoryRules::bounds)
                        .build(),
                history("HIS-03", "bars are named by their start, end one interval later, and are exact")
                        .lookAt("a bar that is stamped by its end; open, high, low, close, volume mixed up")
                        .holds(bench -> {
                            List<Bar> seeded = seed(bench, 5, 0);

                            assertThat(ask(bench, first(seeded), after(seeded))).isEqualTo(seeded);
                        })
                        .build(),
                history("HIS-04", "bars of several pages are all there, once, oldest first")
                        .needs("pages of bars", plugin -> plugin.pages().bars() > 0)
                        .lookAt("the next page's start: one too far, or the last bar again")
                        .holds(bench -> {
                            List<Bar> seeded =
                                    seed(bench, 2 * bench.plugin().pages().bars() + 3, 0);

                            assertThat(starts(ask(bench, first(seeded), after(seeded))))
                                    .containsExactlyElementsOf(starts(seeded));
                        })
                        .build(),
                history("HIS-05", "a span that is exactly one page is whole, and ends")
                        .needs("pages of bars", plugin -> plugin.pages().bars() > 0)
                        .lookAt("the condition by which paging stops")
                        .holds(bench -> {
                            List<Bar> seeded =
                                    seed(bench, bench.plugin().pages().bars(), 0);

                            assertThat(starts(ask(bench, first(seeded), after(seeded))))
                                    .containsExactlyElementsOf(starts(seeded));
                        })
                        .build(),
                history("HIS-06", "a gap in the archive is a gap, and paging goes on behind it")
                        .lookAt("paging that stops at an empty stretch, or bars that are made up")
                        .holds(bench -> {
                            List<Bar> seeded = seed(bench, 12, 5);

                            assertThat(starts(ask(bench, first(seeded), after(seeded))))
                                    .containsExactlyElementsOf(starts(seeded));
                        })
                        .build(),
                history("HIS-07", "a span without bars is empty, not a failure")
                        .lookAt("null or a missing field in the venue's answer")
                        .holds(bench -> {
                            List<Bar> seeded = seed(bench, 3, 0);

                            assertThat(ask(
                                            bench,
                                            first(seeded).minus(Duration.ofDays(9)),
                                            first(seeded).minus(Duration.ofDays(8))))
                                    .isEmpty();
                        })
                        .build(),
                history("HIS-08", "the bar that is still running is not given")
                        .lookAt("the venue's last bar: it has not ended")
                        .holds(HistoryRules::runningBar)
                        .build(),
                history("HIS-09", "an interval that is not declared is refused")
                        .lookAt("the check against Capabilities.historyIntervals()")
                        .holds(bench -> {
                            BarInterval undeclared = BarInterval.ofSeconds(7);
                            refuses(bench, facet(bench.connect()), undeclared);
                        })
                        .build(),
                history("HIS-10", "history that cannot be read is a failure, never half of it")
                        .needs(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR)
                        .lookAt("a 5xx of a page: the error is swallowed and the pages so far are returned")
                        .holds(HistoryRules::unreadable)
                        .build());
    }

    private static Rule.Builder history(String id, String title) {
        return rule(id, title).declared("history", Plugin::hasHistory).needs(Hook.HISTORY);
    }

    private static HistoryFacet facet(Line line) {
        return line.broker()
                .history()
                .orElseThrow(() -> new AssertionError("history is declared, and there is no history facet"));
    }

    /** One minute where it is declared, else the finest. */
    private static BarInterval interval(Bench bench) {
        BarInterval minute = BarInterval.ofMinutes(1);
        return bench.plugin().capabilities().historyIntervals().contains(minute)
                ? minute
                : bench.plugin().capabilities().historyIntervals().first();
    }

    private static Duration span(Bench bench) {
        return interval(bench).span().orElse(Duration.ofDays(1));
    }

    /** Puts bars into the archive; the last has ended a while ago. Each {@code gap}th is left out, where that is above 0. */
    private static List<Bar> seed(Bench bench, int count, int gap) {
        long step = span(bench).toNanos();
        long now = bench.time().nowNanos();
        long start = now - now % step - (count + 10) * step;
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (gap == 0 || i % gap != gap - 1) {
                bars.add(bar(bench, start + i * step, i));
            }
        }
        bench.stub().seedBars(bars);
        return bars;
    }

    private static Bar bar(Bench bench, long startNanos, int number) {
        Tradable usual = bench.usual();
        return new Bar(
                usual.instrument().id(),
                interval(bench),
                startNanos,
                startNanos + span(bench).toNanos(),
                usual.price().toDouble(),
                Bench.away(usual, "2").toDouble(),
                Bench.away(usual, "-2").toDouble(),
                Bench.away(usual, "1").toDouble(),
                1000 + number);
    }

    private static Instant first(List<Bar> bars) {
        return bars.get(0).start();
    }

    private static Instant after(List<Bar> bars) {
        return bars.get(bars.size() - 1).end();
    }

    private static List<Long> starts(List<Bar> bars) {
        return bars.stream().map(Bar::startNanos).toList();
    }

    private static List<Bar> ask(Bench bench, Instant from, Instant to) {
        return bench.waiting()
                .answer(
                        "history",
                        facet(bench.connect()).bars(bench.usual().instrument().id(), interval(bench), from, to));
    }

    private static void bounds(Bench bench) {
        List<Bar> seeded = seed(bench, 8, 0);

        List<Bar> some = ask(bench, seeded.get(2).start(), seeded.get(5).start());

        assertThat(starts(some)).containsExactlyElementsOf(starts(seeded.subList(2, 5)));
    }

    private static void runningBar(Bench bench) {
        long step = span(bench).toNanos();
        long now = bench.time().nowNanos();
        long running = now - now % step;
        Bar ended = bar(bench, running - step, 1);
        bench.waiting().move(Duration.ofNanos(Math.max(1, step / 2 - now % step)));
        bench.stub().seedBars(List.of(ended, bar(bench, running, 2)));

        List<Bar> told = ask(bench, ended.start(), EpochNanos.toInstant(running + 2 * step));

        assertThat(starts(told)).containsExactly(ended.startNanos());
    }

    private static void refuses(Bench bench, HistoryFacet facet, BarInterval undeclared) {
        Instant now = bench.time().now();
        Throwable refusal;
        try {
            refusal = bench.waiting()
                    .failure(
                            "history of " + undeclared,
                            facet.bars(
                                    bench.usual().instrument().id(), undeclared, now.minus(Duration.ofHours(1)), now));
        } catch (UnsupportedCapabilityException e) {
            refusal = e;
        }
        assertThat(Optional.of(refusal)
                        .map(e -> e instanceof CompletionException && e.getCause() != null ? e.getCause() : e))
                .containsInstanceOf(UnsupportedCapabilityException.class);
    }

    private static void unreadable(Bench bench) {
        List<Bar> seeded = seed(bench, 3, 0);
        Line line = bench.connect();
        bench.stub().failNext(RequestKind.QUERY, Fault.NOT_ACTED_SERVER_ERROR);

        FailedQueries.failsOrIsRight(
                bench,
                "history",
                facet(line).bars(bench.usual().instrument().id(), interval(bench), first(seeded), after(seeded)),
                told -> assertThat(starts(told)).isEqualTo(starts(seeded)));
    }
}
