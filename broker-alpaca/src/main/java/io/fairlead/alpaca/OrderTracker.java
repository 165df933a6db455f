package io.fairlead.alpaca;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this connection knows of orders: under which of our ids a venue order runs (the venue makes up ids for legs), how much of it has
 * filled, which changes are on their way. Any thread.
 */
final class OrderTracker {
    private static final int MOST_ENDED = 20_000;
    private static final int MOST_EXECUTIONS = 100_000;

    private static final class Known {
        private final VenueOrderId venueId;
        private @Nullable ClientOrderId ours;
        private Quantity filled = Quantity.ZERO;
        private boolean ended;
        private boolean answered;
        private List<VenueOrderId> exits = List.of();
        private boolean guards;

        Known(VenueOrderId venueId) {
            this.venueId = venueId;
        }
    }

    private final Object lock = new Object();
    private final Map<VenueOrderId, Known> orders = new LinkedHashMap<>();
    private final Map<ClientOrderId, VenueOrderId> byClientId = new HashMap<>();
    private final Map<VenueOrderId, ClientOrderId> changes = new HashMap<>();
    private final Map<String, String> executions = forgetful();
    private final Map<String, OrderReport> changesTold = forgetful();
    private final Map<ClientOrderId, ApprovedOrder> groups = new HashMap<>();
    private int groupsInFlight;
    private Runnable groupAnswered = () -> {};

    private static <K, V> Map<K, V> forgetful() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST_EXECUTIONS;
            }
        };
    }

    private Known known(VenueOrderId id) {
        return orders.computeIfAbsent(id, Known::new);
    }

    /** Our id of a venue order, told by whoever sent it. */
    void name(VenueOrderId id, ClientOrderId ours) {
        synchronized (lock) {
            known(id).ours = ours;
            byClientId.put(ours, id);
        }
    }

    /** The venue has answered the order of that id: the same id again would be another order. */
    void answered(VenueOrderId id) {
        synchronized (lock) {
            known(id).answered = true;
        }
    }

    /** Whether an order of that id was sent and answered on this connection. */
    boolean isAnswered(ClientOrderId ours) {
        synchronized (lock) {
            VenueOrderId id = byClientId.get(ours);
            Known order = id == null ? null : orders.get(id);
            return order != null && order.answered;
        }
    }

    /** Exits that wait for an entry; without an entry, as in an OCO, they guard from the start. */
    void exits(VenueOrderId entry, List<VenueOrderId> exits) {
        synchronized (lock) {
            known(entry).exits = List.copyOf(exits);
        }
    }

    /** The exits of an entry that has filled guard from now on, although the venue may still call them held. */
    List<VenueOrderId> release(VenueOrderId entry) {
        synchronized (lock) {
            Known order = orders.get(entry);
            List<VenueOrderId> exits = order == null ? List.of() : order.exits;
            exits.forEach(id -> known(id).guards = true);
            return exits;
        }
    }

    /** Whether an order that the venue calls held guards a position. */
    boolean guards(VenueOrderId id) {
        synchronized (lock) {
            Known order = orders.get(id);
            return order != null && order.guards;
        }
    }

    // --- Groups: the venue makes up the client ids of legs ----------------------------------------------------------

    /** What to do when the answer to a group has come. */
    void onGroupAnswered(Runnable then) {
        groupAnswered = then;
    }

    /** A group is about to leave. Until it is answered nobody knows whose an unknown order is. */
    void sending(ApprovedOrder group) {
        synchronized (lock) {
            groups.put(group.clientOrderId(), group);
            groupsInFlight++;
        }
    }

    /** A group's answer has come, or will not come any more; legs that are not known yet may still be learnt. */
    void sent() {
        synchronized (lock) {
            groupsInFlight--;
        }
        groupAnswered.run();
    }

    /** The group whose legs' ids are still to be learnt, by the order that the venue shows as the group. */
    Optional<ApprovedOrder> group(AlpacaOrder parent) {
        synchronized (lock) {
            return parent.clientId().isEmpty()
                    ? Optional.empty()
                    : groups.values().stream()
                            .filter(group ->
                                    AlpacaOrderForm.venueClientId(group).value().equals(parent.clientId()))
                            .findFirst();
        }
    }

    /** By which of our ids the venue knows the group, still to be learnt, that has an order of this id. */
    Optional<ClientOrderId> groupOf(ClientOrderId ours) {
        synchronized (lock) {
            return groups.values().stream()
                    .filter(group -> group.clientOrderId().equals(ours)
                            || group.legs().stream()
                                    .anyMatch(leg -> leg.clientOrderId().equals(ours)))
                    .map(AlpacaOrderForm::venueClientId)
                    .findFirst();
        }
    }

    /** By which of our ids the venue knows the groups whose answers were lost. */
    List<ClientOrderId> lostGroups() {
        synchronized (lock) {
            return groupsInFlight > 0
                    ? List.of()
                    : groups.values().stream()
                            .map(AlpacaOrderForm::venueClientId)
                            .toList();
        }
    }

    /** The ids of a group's legs are known, or there is no such group. */
    void learnt(ClientOrderId group) {
        synchronized (lock) {
            groups.remove(group);
        }
    }

    /** Whether an order may be the leg of a group that is on its way: it is to be looked at later. */
    boolean mayBeLeg(AlpacaOrder order) {
        synchronized (lock) {
            return groupsInFlight > 0
                    && !orders.containsKey(order.id())
                    && group(order).isEmpty();
        }
    }

    /** Whether an order whose client id the venue made up may be the leg of a group whose answer was lost. */
    boolean mayBeLostLeg(AlpacaOrder order) {
        synchronized (lock) {
            return groupsInFlight == 0
                    && !orders.containsKey(order.id())
                    && order.ourId().isEmpty()
                    && groups.values().stream()
                            .anyMatch(group -> group.request().instrument().equals(order.instrument()));
        }
    }

    /** Takes note of an order as the venue shows it; gives the name to report it by. */
    OrderKey see(AlpacaOrder order) {
        synchronized (lock) {
            Known known = known(order.id());
            if (known.ours == null) {
                order.ourId().ifPresent(id -> {
                    known.ours = id;
                    byClientId.put(id, order.id());
                });
            }
            known.filled = order.filled().compareTo(known.filled) > 0 ? order.filled() : known.filled;
            known.ended = !order.isOpen();
            forgetSome();
            return key(order.id());
        }
    }

    private void forgetSome() {
        if (orders.size() > 2 * MOST_ENDED) {
            List<Known> ended = new ArrayList<>(orders.values());
            ended.removeIf(order -> !order.ended);
            for (Known order : ended.subList(0, Math.max(0, ended.size() - MOST_ENDED))) {
                orders.remove(order.venueId);
                if (order.ours != null) {
                    byClientId.remove(order.ours);
                }
            }
        }
    }

    /** How to report an order. */
    OrderKey key(VenueOrderId id) {
        synchronized (lock) {
            Known known = orders.get(id);
            ClientOrderId ours = known == null ? null : known.ours;
            return ours == null ? OrderKey.of(id) : OrderKey.of(ours, id);
        }
    }

    /** The venue's id of an order, if it is known. */
    Optional<VenueOrderId> venueId(OrderKey key) {
        synchronized (lock) {
            return key.venueOrderId().or(() -> key.clientOrderId().map(byClientId::get));
        }
    }

    /** How much has filled as far as is known here; empty for an order that was never seen. */
    Optional<Quantity> filled(VenueOrderId id) {
        synchronized (lock) {
            return Optional.ofNullable(orders.get(id)).map(known -> known.filled);
        }
    }

    /** The orders that are open as far as is known here. */
    List<VenueOrderId> open() {
        synchronized (lock) {
            return orders.values().stream()
                    .filter(known -> !known.ended)
                    .map(known -> known.venueId)
                    .toList();
        }
    }

    /** A change of an order is about to be sent; the new order will run under this id. */
    void changing(VenueOrderId old, ClientOrderId next) {
        synchronized (lock) {
            changes.put(old, next);
        }
    }

    /** The venue has put a new order in an old one's place; gives the new one's name. */
    OrderKey changed(VenueOrderId old, VenueOrderId now) {
        synchronized (lock) {
            ClientOrderId next = changes.remove(old);
            if (next != null) {
                name(now, next);
            }
            known(now);
            return key(now);
        }
    }

    /** No change of that order is on its way any more. */
    void unchanged(VenueOrderId old) {
        synchronized (lock) {
            changes.remove(old);
        }
    }

    // --- Executions -----------------------------------------------------------------------------------------------

    /** The id that an execution is reported by, for the venue's own; the given one if it is new. */
    String execution(String venueExecution, Supplier<String> anew) {
        synchronized (lock) {
            return executions.computeIfAbsent(venueExecution, any -> anew.get());
        }
    }

    Optional<String> reported(String venueExecution) {
        synchronized (lock) {
            return Optional.ofNullable(executions.get(venueExecution));
        }
    }

    /** How many executions that came to this sum were taken back. */
    int busts(String executionId) {
        synchronized (lock) {
            int busts = 0;
            while (changesTold.get(executionId + "*".repeat(busts)) instanceof OrderReport.Busted) {
                busts++;
            }
            return busts;
        }
    }

    /** Whether a correction or a bust was not told yet; from now on it was. */
    boolean isNews(OrderReport change) {
        synchronized (lock) {
            if (change instanceof OrderReport.Busted bust) {
                return !(changesTold.put(bust.executionId(), bust) instanceof OrderReport.Busted);
            }
            OrderReport.Corrected now = (OrderReport.Corrected) change;
            OrderReport before = changesTold.put(now.executionId(), now);
            return !(before instanceof OrderReport.Corrected former)
                    || !former.corrected().price().equals(now.corrected().price())
                    || !former.corrected().quantity().equals(now.corrected().quantity());
        }
    }

    /** An execution was taken back: less of the order has filled than before. */
    void reversed(AlpacaOrder order) {
        synchronized (lock) {
            known(order.id()).filled = order.filled();
        }
    }
}
