package io.fairlead.tck;

import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.Capabilities.Feature;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.ReplaceSupport;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is under test, as its provider declares it and its stub can show it; taken once per run, without a connection.
 *
 * @param id the provider's id
 * @param version the provider's version
 * @param environment the environment under test
 * @param capabilities what it declares
 * @param tradables what can be traded
 * @param hooks what the stub can do
 * @param missing why it cannot do the rest
 * @param faults what it can do to requests
 * @param rejectable which requests it can refuse
 * @param pages sizes of the venue's pages: bars, orders, fills
 * @param requiredKeys the provider's required settings
 * @param exempt rules, or cases of rules, that the venue cannot keep, with the reason
 */
record Plugin(
        String id,
        String version,
        String environment,
        Capabilities capabilities,
        List<Tradable> tradables,
        Set<Hook> hooks,
        Map<Hook, String> missing,
        Map<RequestKind, Set<Fault>> faults,
        Set<RequestKind> rejectable,
        Pages pages,
        List<String> requiredKeys,
        Map<String, String> exempt) {
    private static final Pattern RULE_OR_CASE = Pattern.compile("([A-Z]{3}-\\d\\d)( .+)?");

    /** Checks that what is exempt is there. */
    Plugin {
        exempt = Collections.unmodifiableMap(new TreeMap<>(exempt));
        for (Map.Entry<String, String> one : exempt.entrySet()) {
            Matcher name = RULE_OR_CASE.matcher(one.getKey());
            boolean known = name.matches()
                    && RuleBook.rules().stream().anyMatch(rule -> rule.id().equals(name.group(1)));
            if (!known || one.getValue().isBlank()) {
                throw new IllegalArgumentException("what is exempt is a rule or a case of one, with a reason, was '"
                        + one.getKey() + "': '" + one.getValue() + "'");
            }
        }
    }

    /** How many things a page holds; 0 where there are no pages. */
    record Pages(int bars, int orders, int fills) {}

    static Plugin of(VenueStub stub) {
        BrokerProvider provider = stub.provider();
        Map<Hook, String> missing = new TreeMap<>();
        for (Hook hook : Hook.values()) {
            if (!stub.hooks().contains(hook)) {
                missing.put(hook, stub.whyNot(hook));
            }
        }
        Map<RequestKind, Set<Fault>> faults = new TreeMap<>();
        for (RequestKind kind : RequestKind.values()) {
            Set<Fault> of = EnumSet.noneOf(Fault.class);
            for (Fault fault : Fault.values()) {
                if (stub.canFail(kind, fault)) {
                    of.add(fault);
                }
            }
            faults.put(kind, of);
        }
        return new Plugin(
                provider.id(),
                provider.version(),
                stub.environment(),
                provider.capabilities(stub.environment()),
                List.copyOf(stub.instruments()),
                Set.copyOf(stub.hooks()),
                missing,
                faults,
                rejectable(stub),
                new Pages(stub.barsPerPage(), stub.ordersPerPage(), stub.fillsPerPage()),
                provider.configKeys().stream()
                        .filter(key -> key.required())
                        .map(key -> key.name())
                        .toList(),
                stub.exempt());
    }

    private static Set<RequestKind> rejectable(VenueStub stub) {
        Set<RequestKind> kinds = EnumSet.noneOf(RequestKind.class);
        for (RequestKind kind : RequestKind.values()) {
            if (stub.canReject(kind)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    boolean canFail(RequestKind kind, Fault fault) {
        return faults.getOrDefault(kind, Set.of()).contains(fault);
    }

    boolean canReject(RequestKind kind) {
        return rejectable.contains(kind);
    }

    String whyNot(Hook hook) {
        return missing.getOrDefault(hook, "the stub has it");
    }

    boolean has(Feature feature) {
        return capabilities.has(feature);
    }

    boolean supports(OrderType type, TimeInForce duration) {
        return capabilities.supports(type, duration);
    }

    boolean supports(OrderType type) {
        return !capabilities.durations(type).isEmpty();
    }

    boolean groups(Contingency contingency) {
        return capabilities.nativeGroups().has(contingency);
    }

    boolean replaces() {
        return capabilities.replace() != ReplaceSupport.NONE;
    }

    /** Whether the venue keeps our ids, so that an order can be found by them. */
    boolean keepsIds() {
        return capabilities.idempotency() != IdempotencyClass.NONE;
    }

    boolean hasHistory() {
        return !capabilities.historyIntervals().isEmpty();
    }
}
