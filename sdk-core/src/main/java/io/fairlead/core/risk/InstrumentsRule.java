package io.fairlead.core.risk;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which instruments may be entered: all but those denied, or only those allowed. */
final class InstrumentsRule implements PolicyRule {
    static final String NAME = "instruments";

    private final @Nullable Set<InstrumentId> allowed;
    private final Set<InstrumentId> denied;

    private InstrumentsRule(@Nullable Set<InstrumentId> allowed, Set<InstrumentId> denied) {
        this.allowed = allowed;
        this.denied = denied;
    }

    static InstrumentsRule all() {
        return new InstrumentsRule(null, Set.of());
    }

    InstrumentsRule allowingOnly(Collection<InstrumentId> ids) {
        return new InstrumentsRule(new HashSet<>(ids), denied);
    }

    InstrumentsRule denying(Collection<InstrumentId> ids) {
        Set<InstrumentId> more = new HashSet<>(denied);
        more.addAll(ids);
        return new InstrumentsRule(allowed, more);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (denied.contains(order.instrument())) {
            return Optional.of(new Denial(
                    "INSTRUMENT_DENIED",
                    "instrument=" + order.instrument(),
                    "take it off the policy's deny list; exits pass as it is"));
        }
        if (allowed != null && !allowed.contains(order.instrument())) {
            return Optional.of(new Denial(
                    "INSTRUMENT_NOT_ALLOWED",
                    "instrument=" + order.instrument(),
                    "put it on the policy's allow list; exits pass as it is"));
        }
        return Optional.empty();
    }

    @Override
    public List<String> codes() {
        return List.of("INSTRUMENT_DENIED", "INSTRUMENT_NOT_ALLOWED");
    }

    @Override
    public String changedBy() {
        return "allowOnly(ids…), deny(ids…)";
    }

    @Override
    public String describe() {
        return NAME + ": " + (allowed == null ? "all" : "only " + new TreeSet<>(allowed))
                + (denied.isEmpty() ? "" : " but " + new TreeSet<>(denied));
    }
}
