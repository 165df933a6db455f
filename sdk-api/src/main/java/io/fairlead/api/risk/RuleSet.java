package io.fairlead.api.risk;

import java.util.List;

/** Named rules, as a gate takes them: a policy. */
public interface RuleSet {
    /** Its name, shown in reports: {@code "standard"}. */
    String name();

    /** The rules in the order in which they are asked; at least one. */
    List<RiskRule> rules();

    /** A policy of these rules. */
    static RuleSet of(String name, RiskRule... rules) {
        List<RiskRule> copy = List.of(rules);
        return new RuleSet() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<RiskRule> rules() {
                return copy;
            }
        };
    }
}
