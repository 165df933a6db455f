package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Stance;
import io.fairlead.api.edge.Vote;

/**
 * Votes, counted for one direction.
 *
 * @param voters how many did not abstain
 * @param agreeing how many spoke for the direction
 * @param vetoes how many blocked it
 * @param support weight × |value| × confidence of the votes for it, over the weight of all voters
 * @param opposition the same of the votes against it
 */
public record Tally(int voters, int agreeing, int vetoes, double support, double opposition) {
    /** The share of support in support and opposition; 0 where nobody spoke for it. */
    public double quality() {
        return support > 0 ? support / (support + opposition) : 0;
    }

    /** The share of voters that agree; 0 where all abstained. */
    public double agreement() {
        return voters == 0 ? 0 : (double) agreeing / voters;
    }

    static Tally of(Vote[] votes, double[] weights, Direction direction) {
        int voters = 0;
        int agreeing = 0;
        int vetoes = 0;
        double support = 0;
        double opposition = 0;
        double weight = 0;
        for (int i = 0; i < votes.length; i++) {
            Stance stance = votes[i].stance();
            if (stance == Stance.ABSTAIN) {
                continue;
            }
            voters++;
            weight += weights[i];
            vetoes += stance.vetoes(direction) ? 1 : 0;
            int favour = stance.value() * direction.sign();
            double said = weights[i] * Math.abs(favour) * votes[i].confidence();
            if (favour > 0) {
                agreeing++;
                support += said;
            } else if (favour < 0) {
                opposition += said;
            }
        }
        return weight > 0
                ? new Tally(voters, agreeing, vetoes, support / weight, opposition / weight)
                : new Tally(voters, agreeing, vetoes, 0, 0);
    }
}
