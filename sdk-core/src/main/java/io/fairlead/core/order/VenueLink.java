package io.fairlead.core.order;

import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.spi.Broker;

/**
 * The desk's way to one connected account.
 *
 * @param broker the connected account
 * @param gate the session's gate
 * @param approvals the gate's end of this connection
 * @param dryRun whether everything but the send is done
 * @param reads whether the venue is asked what it has; not in a replay, where its answers stand in the journal
 */
public record VenueLink(Broker broker, RiskGate gate, ApprovalVerifier approvals, boolean dryRun, boolean reads) {}
