package io.fairlead.orchestrator;

import java.util.SortedMap;
import java.util.TreeMap;

/** A decision as named facts in text. */
final class DecisionFacts {
    private final SortedMap<String, String> facts = new TreeMap<>();

    private DecisionFacts() {}

    static SortedMap<String, String> of(Decision decision) {
        DecisionFacts all = new DecisionFacts();
        all.outcome(decision);
        decision.votes().forEach(all::vote);
        decision.tally().ifPresent(all::tally);
        decision.entry().ifPresent(all::entry);
        decision.position().ifPresent(all::position);
        return all.facts;
    }

    private void outcome(Decision decision) {
        say("profile", decision.config().name());
        say("action", decision.action().text());
        say("rule", decision.rule().text());
        say("number", decision.number());
        say("close", decision.close());
        say("atr", decision.atr());
        say("regime", decision.regime().toString());
        say("regime.confidence", decision.regimeConfidence());
        decision.direction().ifPresent(direction -> say("direction", direction.toString()));
        decision.tradeType().ifPresent(type -> say("type", type.toString()));
        if (!decision.vetoedBy().isEmpty()) {
            say("vetoed.by", String.join(", ", decision.vetoedBy()));
        }
    }

    private void vote(CastVote cast) {
        String name = "vote." + cast.edge();
        say(name, cast.vote().stance().toString());
        say(name + ".confidence", cast.vote().confidence());
        say(name + ".weight", cast.weight());
        say(name + ".reason", cast.vote().reason());
        cast.vote().inputs().forEach((input, value) -> say(name + "." + input, value));
    }

    private void tally(Tally tally) {
        say("tally.voters", Integer.toString(tally.voters()));
        say("tally.agreeing", Integer.toString(tally.agreeing()));
        say("tally.vetoes", Integer.toString(tally.vetoes()));
        say("tally.support", tally.support());
        say("tally.opposition", tally.opposition());
    }

    private void entry(EntryPlan plan) {
        say("entry.size", plan.size());
        say("entry.kelly", plan.kellySize());
        say("entry.price", plan.referencePrice());
        say("entry.stop", plan.stop());
        say("entry.target", plan.target());
    }

    private void position(OpenPosition position) {
        say("position.direction", position.direction().toString());
        say("position.stop", position.stop());
        say("position.target", position.target());
    }

    private void say(String name, String value) {
        facts.put(name, value);
    }

    private void say(String name, double value) {
        say(name, ExactText.readable(value));
    }
}
