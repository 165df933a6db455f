package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.spi.ReferenceFacet.TradingDay;
import io.fairlead.spi.SubmitResult;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What the venue trades, and by which rules. */
final class InstrumentRules {
    private static final String FACET = "the reference facet";

    private InstrumentRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("INS-01", "every instrument of the venue is listed")
                        .lookAt("ReferenceFacet.instruments(): filters, pages, kinds that are skipped")
                        .holds(bench -> {
                            List<Instrument> listed = listed(bench, bench.connect());

                            assertThat(listed)
                                    .extracting(Instrument::id)
                                    .containsAll(bench.plugin().tradables().stream()
                                            .map(tradable ->
                                                    tradable.instrument().id())
                                            .toList());
                        })
                        .build(),
                rule("INS-02", "an instrument is listed once")
                        .lookAt("ReferenceFacet.instruments(): two native symbols that map to one id")
                        .holds(bench -> assertThat(listed(bench, bench.connect()))
                                .extracting(Instrument::id)
                                .doesNotHaveDuplicates())
                        .build(),
                rule("INS-03", "an instrument's grid and bounds are the venue's")
                        .lookAt("the mapping of the venue's filters: tick size, lot step, smallest and largest order")
                        .holds(InstrumentRules::grid)
                        .build(),
                rule("INS-04", "an instrument's currencies, class and multiplier are the venue's")
                        .lookAt("the mapping of base and quote: is a pair read backwards?")
                        .holds(InstrumentRules::kind)
                        .build(),
                rule("INS-05", "an instrument that the venue does not have is empty, not a failure")
                        .lookAt("ReferenceFacet.instrument(id) on a 404, or on an answer without the symbol")
                        .holds(bench -> {
                            ReferenceFacet facet = facet(bench.connect());

                            assertThat(bench.waiting().answer("instrument", facet.instrument(unknown(bench))))
                                    .isEmpty();
                        })
                        .build(),
                rule("INS-06", "what is listed is of an asset class that is declared")
                        .lookAt("Capabilities.assetClasses()")
                        .holds(bench -> assertThat(bench.plugin().capabilities().assetClasses())
                                .containsAll(listed(bench, bench.connect()).stream()
                                        .map(Instrument::assetClass)
                                        .distinct()
                                        .toList()))
                        .build(),
                rule("INS-07", "an order for an instrument that the venue does not have is not accepted")
                        .lookAt("the mapping from id to native symbol in submit")
                        .holds(InstrumentRules::unknownInstrument)
                        .build(),
                rule("INS-08", "the venue's clock is shown as it is, or refused")
                        .lookAt("ReferenceFacet.time(): unit and zone")
                        .holds(InstrumentRules::clock)
                        .build(),
                rule("INS-09", "trading days come in order, each open before its close, or are refused")
                        .lookAt("ReferenceFacet.calendar(): the venue's zone, early closes")
                        .holds(InstrumentRules::calendar)
                        .build());
    }

    private static ReferenceFacet facet(Line line) {
        Optional<ReferenceFacet> facet = line.broker().reference();
        Assumptions.assumeTrue(facet.isPresent(), "the plug-in has not " + FACET);
        return facet.orElseThrow();
    }

    private static List<Instrument> listed(Bench bench, Line line) {
        return bench.waiting().answer("instruments", facet(line).instruments());
    }

    private static Instrument shown(Bench bench, ReferenceFacet facet, InstrumentId id) {
        return bench.waiting()
                .answer("instrument " + id, facet.instrument(id))
                .orElseThrow(() -> new AssertionError(id + " is not there"));
    }

    private static void grid(Bench bench) {
        ReferenceFacet facet = facet(bench.connect());
        for (Tradable tradable : bench.plugin().tradables()) {
            Instrument truth = tradable.instrument();

            Instrument shown = shown(bench, facet, truth.id());

            assertThat(shown.ticks().tickAt(tradable.price()))
                    .as("tick of %s at %s", truth.id(), tradable.price())
                    .isEqualTo(truth.ticks().tickAt(tradable.price()));
            assertThat(shown.lotStep()).as("lot step of %s", truth.id()).isEqualTo(truth.lotStep());
            assertThat(shown.minQuantity())
                    .as("smallest quantity of %s", truth.id())
                    .isEqualTo(truth.minQuantity());
            assertThat(shown.maxQuantity())
                    .as("largest quantity of %s", truth.id())
                    .isEqualTo(truth.maxQuantity());
            assertThat(shown.minNotional())
                    .as("smallest notional of %s", truth.id())
                    .isEqualTo(truth.minNotional());
        }
    }

    private static void kind(Bench bench) {
        ReferenceFacet facet = facet(bench.connect());
        for (Tradable tradable : bench.plugin().tradables()) {
            Instrument truth = tradable.instrument();

            Instrument shown = shown(bench, facet, truth.id());

            assertThat(shown.id()).isEqualTo(truth.id());
            assertThat(shown.assetClass()).as("class of %s", truth.id()).isEqualTo(truth.assetClass());
            assertThat(shown.quoteCurrency())
                    .as("quote currency of %s", truth.id())
                    .isEqualTo(truth.quoteCurrency());
            assertThat(shown.baseCurrency())
                    .as("base currency of %s", truth.id())
                    .isEqualTo(truth.baseCurrency());
            assertThat(shown.multiplier()).as("multiplier of %s", truth.id()).isEqualTo(truth.multiplier());
        }
    }

    private static InstrumentId unknown(Bench bench) {
        return InstrumentId.of("KITNOSUCH", bench.usual().instrument().id().market());
    }

    private static void unknownInstrument(Bench bench) {
        Line line = bench.connect();
        Instrument real = bench.usual().instrument();
        Instrument made = Instrument.builder(unknown(bench), real.assetClass(), real.quoteCurrency())
                .ticks(real.ticks())
                .lotStep(real.lotStep())
                .build();
        OrderRequest order = line.lasting(
                        OrderRequest.buy(made.id())
                                .quantity(bench.usual().quantity())
                                .limit(bench.usual().price()),
                        bench.restingTif(bench.usual(), OrderType.LIMIT))
                .build();

        SubmitResult result = line.submit(line.approve(made, bench.usual().price(), order));

        assertThat(result).isInstanceOfAny(SubmitResult.Rejected.class, SubmitResult.Denied.class);
        assertThat(bench.stub().orders()).isEmpty();
    }

    private static void clock(Bench bench) {
        ReferenceFacet facet = facet(bench.connect());
        Instant shown;
        try {
            shown = bench.waiting().answer("time", facet.time());
        } catch (UnsupportedCapabilityException e) {
            Assumptions.abort("the venue shows no clock");
            return;
        }
        assertThat(shown).isCloseTo(bench.time().now(), within(2, ChronoUnit.SECONDS));
    }

    private static void calendar(Bench bench) {
        ReferenceFacet facet = facet(bench.connect());
        LocalDate today = LocalDate.ofInstant(bench.time().now(), ZoneOffset.UTC);
        List<TradingDay> days;
        try {
            days = bench.waiting().answer("calendar", facet.calendar(today.minusDays(10), today.plusDays(10)));
        } catch (UnsupportedCapabilityException e) {
            Assumptions.abort("the venue publishes no calendar");
            return;
        }
        List<TradingDay> ordered = new ArrayList<>(days);
        ordered.sort(Comparator.comparing(TradingDay::date));
        assertThat(days).isNotEmpty().isEqualTo(ordered).allSatisfy(day -> {
            assertThat(day.open()).isBefore(day.close());
            assertThat(day.date()).isBetween(today.minusDays(10), today.plusDays(10));
        });
    }
}
