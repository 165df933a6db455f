package io.fairlead.core.journal;

import io.fairlead.api.BadInputException;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the order that a name belongs to, and all its other names. Sees every record of a journal. One thread. */
final class OrderSearch {
    private final Map<OrderId, Found> byId = new HashMap<>();
    private final Map<String, Found> byName = new HashMap<>();
    private long runBegan = 1;

    /** An order of the journal. Where runs number their orders anew, each has one of its own. */
    static final class Found {
        private final OrderId order;
        private final OrderRequest request;
        private final long runBegan;
        private final long intent;
        private final Set<String> names = new LinkedHashSet<>();
        private long end = Long.MAX_VALUE;

        private Found(OrderId order, OrderRequest request, long runBegan, long intent) {
            this.order = order;
            this.request = request;
            this.runBegan = runBegan;
            this.intent = intent;
        }

        OrderId order() {
            return order;
        }

        /** What was asked for first. */
        OrderRequest request() {
            return request;
        }

        /** Where the run begins that the intent or the denial belongs to. */
        long runBegan() {
            return runBegan;
        }

        /** Where the intent or the denial stands. */
        long intent() {
            return intent;
        }

        /** Where another order takes its id over, which only runs that know nothing of each other do. */
        long end() {
            return end;
        }

        /** Its client and venue ids. */
        Set<String> names() {
            return names;
        }

        boolean isNamedBy(OrderKey key) {
            return key.clientOrderId().filter(id -> names.contains(id.value())).isPresent()
                    || key.venueOrderId()
                            .filter(id -> names.contains(id.value()))
                            .isPresent();
        }
    }

    void see(JournalEntry entry) {
        JournalRecord record = entry.record();
        if (record instanceof JournalRecord.RunOpened) {
            runBegan = entry.sequence();
        } else if (record instanceof OrderIntended intended) {
            add(intended.order(), intended.clientOrderId().value(), intended.request(), entry);
            for (Leg leg : intended.legs()) {
                add(leg.order(), leg.clientOrderId().value(), leg.request(), entry);
            }
        } else if (record instanceof JournalRecord.OrderDenied denied) {
            add(denied.order(), denied.clientOrderId().value(), denied.request(), entry);
        } else if (record instanceof JournalRecord.LegIntended leg) {
            name(byId.get(leg.order()), leg.clientOrderId().value());
        } else if (record instanceof JournalRecord.ReplaceIntended replace) {
            name(byId.get(replace.order()), replace.next().value());
        } else if (record instanceof JournalRecord.SubmitAnswered answered
                && answered.result() instanceof SubmitResult.Accepted accepted) {
            name(byId.get(answered.order()), accepted.venueOrderId().value());
            accepted.legs().forEach(this::link);
        } else if (record instanceof JournalRecord.Reported reported) {
            report(reported.report());
        } else if (record instanceof JournalRecord.VenueRead read) {
            read.openOrders().forEach(order -> link(order.key()));
            read.lookedUp().forEach(order -> link(order.key()));
        }
    }

    private void add(OrderId order, String client, OrderRequest request, JournalEntry entry) {
        Found found = new Found(order, request, runBegan, entry.sequence());
        Found before = byId.put(order, found);
        if (before != null) {
            before.end = entry.sequence();
        }
        name(found, client);
    }

    private void name(@Nullable Found found, String name) {
        if (found != null) {
            found.names.add(name);
            byName.put(name, found);
        }
    }

    private void report(OrderReport report) {
        link(report.key());
        if (report instanceof OrderReport.Replaced replaced) {
            Found found = known(report.key());
            replaced.now().clientOrderId().ifPresent(id -> name(found, id.value()));
            replaced.now().venueOrderId().ifPresent(id -> name(found, id.value()));
        }
    }

    /** What a key names by both ids, each id names. */
    private void link(OrderKey key) {
        Found found = known(key);
        key.venueOrderId().ifPresent(id -> name(found, id.value()));
    }

    private @Nullable Found known(OrderKey key) {
        Found ours = key.clientOrderId().map(id -> byName.get(id.value())).orElse(null);
        return ours != null
                ? ours
                : key.venueOrderId().map(id -> byName.get(id.value())).orElse(null);
    }

    /** The order of a name; the last one, where an id was used in several runs. */
    Found require(String name, String journal) {
        Set<Found> matches = new LinkedHashSet<>();
        String digits = name.startsWith("O-") ? name.substring(2) : name;
        if (digits.matches("[0-9]{1,18}")) {
            addIfKnown(matches, byId.get(new OrderId(Math.max(1, Long.parseLong(digits)))));
        }
        addIfKnown(matches, byName.get(name));
        if (matches.isEmpty()) {
            throw new BadInputException("journal " + journal + " knows no order '" + Words.shown(name) + "' among its "
                    + byId.size() + ": give our id like O-7, a client order id or a venue order id");
        }
        if (matches.size() > 1) {
            List<String> each = new ArrayList<>();
            matches.forEach(match -> each.add(match.order + " " + match.names));
            throw new BadInputException("'" + name + "' names several orders: " + String.join(", ", each)
                    + ". Use another of their ids, O- before one of ours");
        }
        return matches.iterator().next();
    }

    private static void addIfKnown(Set<Found> matches, @Nullable Found match) {
        if (match != null) {
            matches.add(match);
        }
    }
}
