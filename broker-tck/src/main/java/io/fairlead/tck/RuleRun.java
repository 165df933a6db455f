package io.fairlead.tck;

import io.fairlead.tck.Outcome.Verdict;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/** Runs one case of one rule against a venue of its own, and says how it went in words that help. */
final class RuleRun {
    private RuleRun() {}

    /**
     * Runs a case.
     *
     * @throws AssertionError if the rule does not hold; it names rule, symptom and where to look
     */
    static void run(Rule rule, Rule.Case tested, Plugin plugin, Supplier<VenueStub> venue) {
        try (Bench bench = new Bench(venue.get(), plugin)) {
            tested.check().on(bench);
        } catch (TestAbortedException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(rule, tested, e);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            throw broken(rule, tested, e);
        }
    }

    private static AssertionError broken(Rule rule, Rule.Case tested, Throwable cause) {
        String what = cause instanceof AssertionError ? String.valueOf(cause.getMessage()) : cause.toString();
        String name = tested.name().isEmpty() ? "" : " [" + tested.name() + "]";
        return new AssertionError(rule + name + "\n  what: " + what.strip() + "\n  look at: " + rule.lookAt(), cause);
    }

    /** How it counts that a case held. */
    static Outcome held(Rule rule, Plugin plugin) {
        Verdict verdict = rule.isDeclaredBy(plugin) ? Verdict.HOLDS : Verdict.REFUSED;
        return new Outcome(rule, verdict, "");
    }

    /** Why there is nothing to run. */
    static String nothingToRun(Rule rule, Plugin plugin) {
        return rule.isDeclaredBy(plugin)
                ? "there is no case of it: " + rule.capability()
                : "not declared: " + rule.capability() + " (that it is refused is another rule's to test)";
    }
}
