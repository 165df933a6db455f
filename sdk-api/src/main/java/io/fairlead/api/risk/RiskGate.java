package io.fairlead.api.risk;

import io.fairlead.api.AccountId;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place where an order becomes an {@link ApprovedOrder}. It asks a fixed floor (the account and the instrument are the
 * right ones, every price on the tick grid, every quantity on the lot grid and within the venue's bounds; a halted session lets
 * flattening through and nothing else, a reducing one what only reduces), then the rules it was given; the first denial ends it.
 * There is no way around it and no switch: a broker accepts approvals of its own connection only.
 *
 * <p>Every order of a group is judged. A leg that can do no more than undo the group's entry (a bracket's exits, the exit of an
 * order-triggers-order) or than replace an exit (the second of a one-cancels-other) is held against the floor alone, as exits are;
 * any other is judged by all rules, with {@link RiskView#leg}.
 *
 * <p>A session owns its gate and shows it to nobody. A plain {@code main} and the contract kit make one with
 * {@link #standalone(RuleSet)}. One thread at a time.
 */
public final class RiskGate {
    /** What is asked now; replaced as a whole, so that no order meets half of two policies. */
    private volatile Rules rules;

    private RiskGate(RuleSet ruleSet) {
        rules = new Rules(ruleSet);
    }

    /**
     * A gate with these rules, for whoever connects a broker.
     *
     * @throws IllegalArgumentException if there is no rule
     * @throws NullPointerException if the policy or a rule has no name
     */
    public static RiskGate standalone(RuleSet policy) {
        return new RiskGate(Objects.requireNonNull(policy, "policy"));
    }

    /** The name of the policy. */
    public String policy() {
        return rules.policy;
    }

    /**
     * Asks other rules from the next order on. Whoever holds the gate may do so, and a session shows its gate to nobody; the floor,
     * connections and approvals given before stay as they are.
     *
     * @throws IllegalArgumentException if there is no rule; the former rules stay
     * @throws NullPointerException if the policy or a rule has no name; the former rules stay
     */
    public void replaceRules(RuleSet next) {
        rules = new Rules(Objects.requireNonNull(next, "next"));
    }

    /** Opens this gate to one connection: what is returned is lent to the adapter. */
    public ApprovalVerifier connection(String name, AccountId account) {
        return new ApprovalVerifier(
                this, Objects.requireNonNull(name, "name"), Objects.requireNonNull(account, "account"));
    }

    /**
     * Judges a single order, under the client id that the request carries.
     *
     * @throws IllegalArgumentException if the request carries no client order id
     */
    public GateDecision approve(
            ApprovalVerifier connection, Instrument instrument, OrderId orderId, OrderRequest request, RiskView view) {
        ClientOrderId clientOrderId = request.clientOrderId()
                .orElseThrow(() -> new IllegalArgumentException("set clientOrderId(…) on the request: " + request));
        return approve(connection, instrument, orderId, clientOrderId, request, Contingency.NONE, List.of(), view);
    }

    /** Judges an order with its legs, which leave with it: a group that the venue looks after. */
    public GateDecision approve(
            ApprovalVerifier connection,
            Instrument instrument,
            OrderId orderId,
            ClientOrderId clientOrderId,
            OrderRequest request,
            Contingency contingency,
            List<ApprovedLeg> legs,
            RiskView view) {
        GroupHandling handling = legs.isEmpty() ? GroupHandling.SINGLE : GroupHandling.NATIVE;
        return approve(connection, instrument, orderId, clientOrderId, request, contingency, legs, handling, view);
    }

    /**
     * Judges an order with its legs: all of them pass, or none.
     *
     * @param connection where it is to be sent; of this gate
     * @param instrument the rules that hold now
     * @param orderId our id of the first order
     * @param clientOrderId the client id of the first order
     * @param request the first order
     * @param contingency how the legs depend on it; NONE without legs
     * @param legs the other orders; prices resolved
     * @param handling who looks after the legs; what the session looks after itself is judged with its group, and is no part of the
     *     approval: each such leg needs one of its own when it is sent
     * @param view what the rules may look at
     * @return an {@link ApprovedOrder} or a {@link GateDecision.Refused}
     * @throws IllegalArgumentException if the connection is another gate's, or if there are legs without a contingency or none with
     *     one
     */
    public GateDecision approve(
            ApprovalVerifier connection,
            Instrument instrument,
            OrderId orderId,
            ClientOrderId clientOrderId,
            OrderRequest request,
            Contingency contingency,
            List<ApprovedLeg> legs,
            GroupHandling handling,
            RiskView view) {
        requireOwn(connection);
        if (legs.isEmpty() != (contingency == Contingency.NONE)) {
            throw new IllegalArgumentException("legs need a contingency, and a contingency legs; was " + contingency
                    + " with " + legs.size() + " legs: " + request);
        }
        List<ApprovedLeg> group = List.copyOf(legs);
        Denial denial = judge(connection, instrument, request, view);
        if (denial == null && !group.isEmpty()) {
            denial = judgeLegs(connection, instrument, request, contingency, group, view);
        }
        if (denial != null) {
            return new GateDecision.Refused(denial);
        }
        List<ApprovedLeg> sent = handling == GroupHandling.EMULATED ? List.of() : group;
        Contingency told = sent.isEmpty() ? Contingency.NONE : contingency;
        return new ApprovedOrder(
                connection, instrument, orderId, clientOrderId, request, told, sent, Seal.of(request, sent));
    }

    /**
     * Judges a change of a working order: the floor and the rules see the order as it will be.
     *
     * @return an {@link ApprovedReplace} or a {@link GateDecision.Refused}
     * @throws IllegalArgumentException if the connection is another gate's, or the order has no such price
     */
    public GateDecision approveReplace(
            ApprovalVerifier connection, Instrument instrument, ReplaceIntent intent, RiskView view) {
        requireOwn(connection);
        OrderRequest changed = intent.change().applyTo(intent.request());
        Denial denial = judge(connection, instrument, changed, view);
        if (denial != null) {
            return new GateDecision.Refused(denial);
        }
        return new ApprovedReplace(connection, instrument, intent, changed, Seal.of(changed));
    }

    private void requireOwn(ApprovalVerifier connection) {
        if (connection.gate() != this) {
            throw new IllegalArgumentException("connection " + connection + " belongs to another gate");
        }
    }

    private @Nullable Denial judge(
            ApprovalVerifier connection, Instrument instrument, OrderRequest request, RiskView view) {
        Denial denial = Floor.check(connection, instrument, request);
        if (denial == null) {
            denial = Floor.checkState(view);
        }
        return denial == null ? askRules(request, view) : denial;
    }

    private @Nullable Denial judgeLegs(
            ApprovalVerifier connection,
            Instrument instrument,
            OrderRequest first,
            Contingency contingency,
            List<ApprovedLeg> legs,
            RiskView view) {
        boolean reducing = view.isReducing();
        RiskView current = view;
        for (ApprovedLeg leg : legs) {
            Denial denial = Floor.check(connection, instrument, leg.request());
            if (denial != null) {
                return denial;
            }
            if (!isExit(first, contingency, leg.request(), reducing)) {
                try {
                    current = Objects.requireNonNull(current.leg(leg.request()), "leg");
                } catch (RuntimeException e) {
                    return new Denial("GROUP_NOT_JUDGED", "leg=" + leg.request() + " error=" + e, "send it alone");
                }
                denial = judge(connection, instrument, leg.request(), current);
            }
            if (denial != null) {
                return denial;
            }
        }
        return null;
    }

    /** Whether a leg can at most undo what the first order does, or take the place of a first order that only reduces. */
    private static boolean isExit(OrderRequest first, Contingency contingency, OrderRequest leg, boolean reducing) {
        boolean notMore = first.quantity().isPresent()
                && leg.quantity().isPresent()
                && leg.quantity().get().compareTo(first.quantity().get()) <= 0;
        boolean undoes = contingency != Contingency.OCO && leg.side() != first.side() && !reducing;
        boolean replaces = contingency == Contingency.OCO && leg.side() == first.side() && reducing;
        return notMore && (undoes || replaces);
    }

    private @Nullable Denial askRules(OrderRequest request, RiskView view) {
        return rules.ask(request, view);
    }

    /** A policy as it is asked: its rules and what they say of themselves, each asked once. */
    private static final class Rules {
        private final String policy;
        private final RiskRule[] rules;
        private final String[] names;
        private final boolean[] appliesToReducing;

        private Rules(RuleSet ruleSet) {
            List<RiskRule> given = List.copyOf(ruleSet.rules());
            policy = Objects.requireNonNull(ruleSet.name(), "name");
            if (given.isEmpty()) {
                throw new IllegalArgumentException("policy '" + policy
                        + "' has no rule; a gate needs at least one, such as an order notional limit");
            }
            rules = given.toArray(RiskRule[]::new);
            names = new String[rules.length];
            appliesToReducing = new boolean[rules.length];
            for (int i = 0; i < rules.length; i++) {
                names[i] = Objects.requireNonNull(rules[i].name(), "name");
                appliesToReducing[i] = rules[i].appliesToReducing();
            }
        }

        private @Nullable Denial ask(OrderRequest request, RiskView view) {
            boolean reducing = view.isReducing();
            for (int i = 0; i < rules.length; i++) {
                if (reducing && !appliesToReducing[i]) {
                    continue;
                }
                Denial denial = ask(i, request, view);
                if (denial != null) {
                    return denial;
                }
            }
            return null;
        }

        /** A rule that cannot judge denies: it throws whatever it throws, or answers nothing. */
        @SuppressWarnings("OptionalAssignedToNull") // a rule is foreign code
        private @Nullable Denial ask(int rule, OrderRequest request, RiskView view) {
            String fault;
            try {
                Optional<Denial> answer = rules[rule].check(request, view);
                if (answer != null) {
                    return answer.isPresent() ? answer.get() : null;
                }
                fault = "answered null";
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                fault = e.getClass().getName() + ": " + e.getMessage();
            }
            return new Denial(
                    "RULE_FAILED",
                    "rule=" + names[rule] + " error=" + fault,
                    "mend the rule; an order it cannot judge does not leave");
        }
    }
}
