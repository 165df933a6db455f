package io.fairlead.core.journal;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.core.journal.JournalRecord.RunTerms;
import io.fairlead.core.journal.JournalRecord.SourceRefused;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.NativeGroups;
import io.fairlead.spi.ReplaceSupport;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a run depends on beside its inputs, and what sources refuse. Constants that only describe stand there by their names. */
final class RunLayouts {
    private RunLayouts() {}

    static List<Layout<?>> all() {
        return List.of(
                new Layout<>(RecordKind.RUN_TERMS, RunTerms.class, 1, RunLayouts::write, RunLayouts::readTerms),
                new Layout<>(
                        RecordKind.SOURCE_REFUSED,
                        SourceRefused.class,
                        1,
                        (refused, out) -> {
                            out.count(refused.instrument());
                            out.flag(refused.unsupported());
                            out.text(refused.reason());
                        },
                        in -> new SourceRefused(in.count(), in.flag(), in.text())));
    }

    private static void write(RunTerms terms, PayloadWriter out) {
        write(terms.capabilities(), out);
        out.flag(terms.simulated());
        out.flag(terms.history());
        out.number(terms.sliceTimeoutNanos());
        out.text(terms.nonce());
        out.text(terms.externals());
    }

    private static RunTerms readTerms(PayloadReader in) {
        return new RunTerms(readCapabilities(in), in.flag(), in.flag(), in.number(), in.text(), in.text());
    }

    private static void write(Capabilities can, PayloadWriter out) {
        names(sorted(AssetClass.values(), can.assetClasses()), out);
        List<OrderType> types = Arrays.stream(OrderType.values())
                .filter(type -> !can.durations(type).isEmpty())
                .toList();
        out.list(types, (type, to) -> {
            to.text(type.name());
            names(sorted(TimeInForce.values(), can.durations(type)), to);
        });
        write(can.nativeGroups(), out);
        out.text(can.replace().name());
        out.text(can.idempotency().name());
        out.text(can.clientIds().alphabet().name());
        out.count(can.clientIds().maxLength());
        names(Arrays.stream(Feature.values()).filter(can::has).toList(), out);
        out.list(can.historyIntervals(), (interval, to) -> {
            to.code(Codes.INTERVAL_UNIT, interval.unit());
            to.count(interval.count());
        });
        ValueBytes.writeOptional(can.absenceProof(), (proof, to) -> to.number(proof.toNanos()), out);
    }

    private static Capabilities readCapabilities(PayloadReader in) {
        Capabilities.Builder can = Capabilities.builder();
        can.assetClasses(names(in, AssetClass::valueOf).toArray(AssetClass[]::new));
        in.list(order -> can.order(
                OrderType.valueOf(order.text()),
                names(order, TimeInForce::valueOf).toArray(TimeInForce[]::new)));
        can.nativeGroups(readGroups(in));
        can.replace(ReplaceSupport.valueOf(in.text()));
        IdempotencyClass idempotency = IdempotencyClass.valueOf(in.text());
        can.clientIds(idempotency, new ClientIdRule(ClientIdRule.Alphabet.valueOf(in.text()), in.count()));
        can.features(names(in, Feature::valueOf).toArray(Feature[]::new));
        can.historyIntervals(in.list(bars -> new BarInterval(bars.code(Codes.INTERVAL_UNIT), bars.count()))
                .toArray(BarInterval[]::new));
        Optional<Long> proof = ValueBytes.readOptional(in, PayloadReader::number);
        proof.ifPresent(nanos -> can.absenceProof(Duration.ofNanos(nanos)));
        return can.build();
    }

    private static void write(NativeGroups groups, PayloadWriter out) {
        names(sorted(Contingency.values(), groups.contingencies()), out);
        names(sorted(OrderType.values(), groups.entries()), out);
        names(sorted(AssetClass.values(), groups.assetClasses()), out);
        names(sorted(TimeInForce.values(), groups.durations()), out);
        names(sorted(NativeGroups.Term.values(), groups.terms()), out);
    }

    private static NativeGroups readGroups(PayloadReader in) {
        return NativeGroups.of(names(in, Contingency::valueOf).toArray(Contingency[]::new))
                .entries(names(in, OrderType::valueOf).toArray(OrderType[]::new))
                .assetClasses(names(in, AssetClass::valueOf).toArray(AssetClass[]::new))
                .durations(names(in, TimeInForce::valueOf).toArray(TimeInForce[]::new))
                .terms(names(in, NativeGroups.Term::valueOf).toArray(NativeGroups.Term[]::new));
    }

    private static <E extends Enum<E>> List<E> sorted(E[] all, Collection<E> some) {
        return Arrays.stream(all).filter(some::contains).toList();
    }

    private static void names(List<? extends Enum<?>> constants, PayloadWriter out) {
        out.list(constants, (constant, to) -> to.text(constant.name()));
    }

    private static <E> List<E> names(PayloadReader in, Function<String, E> constant) {
        return in.list(name -> constant.apply(name.text()));
    }
}
