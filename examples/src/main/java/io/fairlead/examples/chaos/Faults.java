package io.fairlead.examples.chaos;

import java.util.SplittableRandom;

/** How often each fault of the venue and the way to it happens in one schedule: each seed has its own mixture. */
final class Faults {
    private final SplittableRandom chance;
    private final int lostRequest;
    private final int lostAnswer;
    private final int lateAnswer;
    private final int refusal;
    private final int notSent;
    private final int brokenAdapter;
    private final int lostReport;
    private final int twiceReport;
    private final int lateReport;
    private final int failedQuery;
    private final int silentQuery;
    private final int disconnect;
    private final int clockJump;
    private boolean on = true;

    Faults(SplittableRandom chance) {
        this.chance = chance;
        lostRequest = draw(12);
        lostAnswer = draw(12);
        lateAnswer = draw(20);
        refusal = draw(6);
        notSent = draw(6);
        brokenAdapter = draw(3);
        lostReport = draw(15);
        twiceReport = draw(15);
        lateReport = draw(30);
        failedQuery = draw(20);
        silentQuery = draw(4);
        disconnect = draw(5);
        clockJump = draw(4);
    }

    /** Nothing of a kind in a third of the schedules, else up to so many percent. */
    private int draw(int mostPercent) {
        return chance.nextInt(3) == 0 ? 0 : chance.nextInt(mostPercent + 1);
    }

    /** From now on nothing fails. */
    void end() {
        on = false;
    }

    boolean areOn() {
        return on;
    }

    private boolean happens(int percent) {
        return on && percent > 0 && chance.nextInt(100) < percent;
    }

    /** The venue never gets the request. */
    boolean losesRequest() {
        return happens(lostRequest);
    }

    /** The venue acts, and its answer is lost. */
    boolean losesAnswer() {
        return happens(lostAnswer);
    }

    boolean delaysAnswer() {
        return happens(lateAnswer);
    }

    boolean refuses() {
        return happens(refusal);
    }

    boolean sendsNothing() {
        return happens(notSent);
    }

    boolean breaksAdapter() {
        return happens(brokenAdapter);
    }

    boolean losesReport() {
        return happens(lostReport);
    }

    boolean doublesReport() {
        return happens(twiceReport);
    }

    boolean delaysReport() {
        return happens(lateReport);
    }

    boolean failsQuery() {
        return happens(failedQuery);
    }

    boolean silencesQuery() {
        return happens(silentQuery);
    }

    boolean disconnects() {
        return happens(disconnect);
    }

    boolean jumpsClock() {
        return happens(clockJump);
    }

    /** A number from 0 to below a bound. */
    int below(int bound) {
        return chance.nextInt(bound);
    }
}
