package io.fairlead.api.risk;

import io.fairlead.api.AccountId;

/**
 * One connection's end of a risk gate: lent to the adapter, which asks it before a byte leaves. It accepts each approval that its
 * gate minted for this connection once, and nothing else. Any thread.
 */
public final class ApprovalVerifier {
    private final RiskGate gate;
    private final String connection;
    private final AccountId account;

    ApprovalVerifier(RiskGate gate, String connection, AccountId account) {
        this.gate = gate;
        this.connection = connection;
        this.account = account;
    }

    RiskGate gate() {
        return gate;
    }

    /** The name of the connection, for messages. */
    public String connection() {
        return connection;
    }

    /** The account behind the connection. */
    public AccountId account() {
        return account;
    }

    /**
     * Uses an approval up. The adapter calls this once per order, after all that can fail before sending and before the first byte.
     *
     * @throws ApprovalException if the approval is another connection's, was used before, or is not for this request
     */
    public void consume(ApprovedOrder order) {
        check(order.connection(), order.seal() == Seal.of(order.request(), order.legs()), order);
        if (!order.consume()) {
            throw used(order);
        }
    }

    /**
     * Uses the approval of a change up; see {@link #consume(ApprovedOrder)}.
     *
     * @throws ApprovalException if the approval is another connection's, was used before, or is not for this change
     */
    public void consume(ApprovedReplace replace) {
        check(replace.connection(), replace.seal() == Seal.of(replace.changed()), replace);
        if (!replace.consume()) {
            throw used(replace);
        }
    }

    private void check(ApprovalVerifier minted, boolean sealed, Object approval) {
        if (minted != this) {
            throw new ApprovalException("approval was given for connection " + minted.connection + ", not for "
                    + connection + " of this session; nothing was sent: " + approval);
        }
        if (!sealed) {
            throw new ApprovalException("approval does not belong to this request; nothing was sent: " + approval);
        }
    }

    private static ApprovalException used(Object approval) {
        return new ApprovalException(
                "approval was used before; each is good for one send; nothing was sent: " + approval);
    }

    @Override
    public String toString() {
        return connection;
    }
}
