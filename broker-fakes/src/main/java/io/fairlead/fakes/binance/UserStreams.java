package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.FaultyStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Who listens to the account's events. Guarded by the venue's lock. */
final class UserStreams {
    /** The name that a fault plan knows these streams by. */
    static final String CHANNEL = "user";

    private record Subscription(FaultyStream out, int id, boolean bySession) {}

    private final List<Subscription> subscriptions = new ArrayList<>();

    void add(FaultyStream out, int id, boolean bySession) {
        subscriptions.add(new Subscription(out, id, bySession));
    }

    boolean has(FaultyStream out) {
        return subscriptions.stream().anyMatch(each -> each.out() == out);
    }

    int count() {
        return subscriptions.size();
    }

    List<Integer> ids(FaultyStream out) {
        return subscriptions.stream()
                .filter(each -> each.out() == out)
                .map(Subscription::id)
                .toList();
    }

    /** Forgets a connection that has ended. */
    void forget(FaultyStream out) {
        subscriptions.removeIf(each -> each.out() == out);
    }

    /** Ends subscriptions of a connection, and says so on each: one of them, or all, or those of the session. */
    boolean end(FaultyStream out, int id, boolean onlyOfSession, long now) {
        boolean any = false;
        for (Iterator<Subscription> i = subscriptions.iterator(); i.hasNext(); ) {
            Subscription each = i.next();
            boolean meant = each.out() == out && (id < 0 || each.id() == id) && (!onlyOfSession || each.bySession());
            if (meant) {
                send(each, terminated(now));
                i.remove();
                any = true;
            }
        }
        return any;
    }

    /** Ends every subscription, as when a token expires. */
    void endAll(long now) {
        subscriptions.forEach(each -> send(each, terminated(now)));
        subscriptions.clear();
    }

    private static ObjectNode terminated(long now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("e", "eventStreamTerminated")
                .put("E", now);
    }

    void deliver(List<ObjectNode> events) {
        for (ObjectNode event : events) {
            subscriptions.forEach(each -> send(each, event));
        }
    }

    private static void send(Subscription to, ObjectNode event) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("subscriptionId", to.id());
        to.out().text(CHANNEL, message.set("event", event).toString());
    }
}
