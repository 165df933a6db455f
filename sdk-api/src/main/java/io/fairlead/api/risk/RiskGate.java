package io.fairlead.api.risk;

import io.fairlead.api.AccountId;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The one place where an order becomes an {@link ApprovedOrder}. It asks a fixed floor (the account and the instrument are the
 * right ones, every price on the tick grid, every quantity on the lot grid and within the venue's bounds), then the rules it was
 * given; the first denial ends it. There is no way around it and no switch: a broker accepts approvals of its own connection only.
 *
 * <p>A session owns its gate and shows it to nobody. A plain {@code main} and the contract kit make one with
 * {@link #standalone(RuleSet)}. One thread at a time.
 */
public final class RiskGate {
    private final String policy;
    private final RiskRule[] rules;
    private final boolean[] appliesToReducing;

    private RiskGate(RuleSet ruleSet) {
        List<RiskRule> given = List.copyOf(ruleSet.rules());
        if (given.isEmpty()) {
            throw new IllegalArgumentException("policy '" + ruleSet.name()
                    + "' has no rule; a gate needs at least one, such as an order notional limit");
        }
        policy = ruleSet.name();
        rules = given.toArray(RiskRule[]::new);
        appliesToReducing = new boolean[rules.length];
        for (int i = 0; i < rules.length; i++) {
            appliesToReducing[i] = rules[i].appliesToReducing();
        }
    }

    /**
     * A gate with these rules, for whoever connects a broker.
     *
     * @throws IllegalArgumentException if there is no rule
     */
    public static RiskGate standalone(RuleSet policy) {
        return new RiskGate(Objects.requireNonNull(policy, "policy"));
    }

    /** The name of the policy. */
    public String policy() {
        return policy;
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
     * @param view what the rules may look at
     * @return an {@link ApprovedOrder} or a {@link GateDecision.Refused}
     * @throws IllegalArgumentException if the connection is another gate's
     */
    public GateDecision approve(
            ApprovalVerifier connection,
            Instrument instrument,
            OrderId orderId,
            ClientOrderId clientOrderId,
            OrderRequest request,
            Contingency contingency,
            List<ApprovedLeg> legs,
            RiskView view) {
        requireOwn(connection);
        Denial denial = Floor.check(connection, instrument, request);
        for (int i = 0; denial == null && i < legs.size(); i++) {
            denial = Floor.check(connection, instrument, legs.get(i).request());
        }
        Optional<Denial> refused = denial != null ? Optional.of(denial) : askRules(request, view);
        if (refused.isPresent()) {
            return new GateDecision.Refused(refused.get());
        }
        return new ApprovedOrder(
                connection, instrument, orderId, clientOrderId, request, contingency, legs, Seal.of(request, legs));
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
        Denial denial = Floor.check(connection, instrument, changed);
        Optional<Denial> refused = denial != null ? Optional.of(denial) : askRules(changed, view);
        if (refused.isPresent()) {
            return new GateDecision.Refused(refused.get());
        }
        return new ApprovedReplace(connection, instrument, intent, changed, Seal.of(changed));
    }

    private void requireOwn(ApprovalVerifier connection) {
        if (connection.gate() != this) {
            throw new IllegalArgumentException("connection " + connection + " belongs to another gate");
        }
    }

    private Optional<Denial> askRules(OrderRequest request, RiskView view) {
        boolean reducing = view.isReducing();
        for (int i = 0; i < rules.length; i++) {
            if (reducing && !appliesToReducing[i]) {
                continue;
            }
            Optional<Denial> denial = ask(rules[i], request, view);
            if (denial.isPresent()) {
                return denial;
            }
        }
        return Optional.empty();
    }

    private static Optional<Denial> ask(RiskRule rule, OrderRequest request, RiskView view) {
        try {
            return rule.check(request, view);
        } catch (RuntimeException e) {
            return Optional.of(new Denial(
                    "RULE_FAILED",
                    "rule=" + rule.name() + " error=" + e,
                    "mend the rule; an order it cannot judge does not leave"));
        }
    }
}
