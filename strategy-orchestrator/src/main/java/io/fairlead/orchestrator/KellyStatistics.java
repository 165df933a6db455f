package io.fairlead.orchestrator;

/** Closed trades as Kelly's formula wants them: how many won, and how much winners and losers moved. One thread. */
final class KellyStatistics {
    private int trades;
    private int wins;
    private double won;
    private double lost;

    /** A closed trade's gain, as a fraction of its entry price; a gain of 0 counts as lost. */
    void add(double gain) {
        trades++;
        if (gain > 0) {
            wins++;
            won += gain;
        } else {
            lost -= gain;
        }
    }

    int trades() {
        return trades;
    }

    /** The whole Kelly fraction p - (1 - p) / b, with b the mean winner over the mean loser; 0 where it is negative or unknown. */
    double fraction() {
        int losses = trades - wins;
        if (wins == 0 || losses == 0 || lost == 0) {
            return 0;
        }
        double p = (double) wins / trades;
        double b = (won / wins) / (lost / losses);
        return Math.max(0, p - (1 - p) / b);
    }

    /** Four numbers, blank between, that {@link #restore} reads. */
    String save() {
        return trades + " " + wins + " " + ExactText.exact(won) + " " + ExactText.exact(lost);
    }

    void restore(String text) {
        String[] words = text.split(" ", -1);
        trades = Integer.parseInt(words[0]);
        wins = Integer.parseInt(words[1]);
        won = Double.parseDouble(words[2]);
        lost = Double.parseDouble(words[3]);
    }
}
