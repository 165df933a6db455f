package io.fairlead.core.risk;

import io.fairlead.api.risk.RiskRule;
import java.util.List;

/** A rule of our policies: it also tells its codes and how a host changes it, from which {@code docs/risk.md} is made. */
interface PolicyRule extends RiskRule {
    @Override
    List<String> codes();

    /** The call on a policy that changes it. */
    String changedBy();
}
