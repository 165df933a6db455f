package io.fairlead.tck;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fairlead.tck.Outcome.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

/**
 * The rules that every broker plug-in keeps. An author extends it in a test and supplies a venue; nothing else is to be overridden:
 *
 * <pre>{@code
 * class MyBrokerContractTest extends BrokerContract {
 *   @Override protected VenueStub startVenue() { return MyVenueStub.start(); }
 * }
 * }</pre>
 *
 * <p>Each rule is a test of its own against a fresh venue, named by its number. What a rule depends on is tested both ways: where it is
 * declared, it has to work; where it is not, it has to be refused before a byte leaves. What the stub cannot show is reported as
 * skipped, with the reason. After the last rule the capability matrix is written, as JSON and as Markdown, to the folder that
 * {@link #matrixFolder()} names. The module's README lists the rules.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BrokerContract {
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private @Nullable Plugin plugin;

    /** For subclasses. */
    protected BrokerContract() {}

    /** Starts a venue on loopback: a fresh one each time. The kit closes it. */
    protected abstract VenueStub startVenue();

    /**
     * Where the matrix goes: {@code target/capabilities} below the module, or what the system property
     * {@code fairlead.tck.matrix} says.
     */
    protected Path matrixFolder() {
        return Path.of(System.getProperty("fairlead.tck.matrix", "target/capabilities"));
    }

    /** The rules, by group. */
    @TestFactory
    @DisplayName("rules")
    final Stream<DynamicNode> rules() {
        Plugin described = describe();
        plugin = described;
        return RuleBook.groups().stream()
                .map(group -> dynamicContainer(
                        group.id() + " " + group.title(), group.rules().stream().map(rule -> node(rule, described))));
    }

    private Plugin describe() {
        try (VenueStub stub = startVenue();
                ManualTime time = stub.time()) {
            time.now();
            return Plugin.of(stub);
        }
    }

    private DynamicNode node(Rule rule, Plugin described) {
        String exempt = described.exempt().get(rule.id());
        if (exempt != null) {
            return skipped(rule, exempt);
        }
        List<Rule.Case> cases = rule.cases(described);
        if (cases.isEmpty()) {
            return skipped(rule, RuleRun.nothingToRun(rule, described));
        }
        String obstacle = rule.obstacle(described);
        if (obstacle != null) {
            return skipped(rule, obstacle);
        }
        if (cases.size() == 1 && cases.get(0).name().isEmpty()) {
            return test(rule.toString(), rule, cases.get(0), described);
        }
        return dynamicContainer(rule.toString(), cases.stream().map(one -> testCase(rule, one, described)));
    }

    private DynamicTest testCase(Rule rule, Rule.Case one, Plugin described) {
        String name = rule.id() + " " + one.name();
        String reason = described.exempt().get(name);
        return reason == null
                ? test(name, rule, one, described)
                : dynamicTest(name, () -> Assumptions.abort(name + " is not tested: " + reason));
    }

    private DynamicTest skipped(Rule rule, String reason) {
        return dynamicTest(rule.toString(), () -> {
            note(new Outcome(rule, Verdict.SKIPPED, reason));
            Assumptions.abort(rule.id() + " is not tested: " + reason);
        });
    }

    private DynamicTest test(String name, Rule rule, Rule.Case one, Plugin described) {
        return dynamicTest(name, () -> {
            try {
                RuleRun.run(rule, one, described, this::startVenue);
                note(RuleRun.held(rule, described));
            } catch (TestAbortedException e) {
                note(new Outcome(rule, Verdict.SKIPPED, String.valueOf(e.getMessage())));
                throw e;
            } catch (AssertionError e) {
                note(new Outcome(rule, Verdict.FAILED, String.valueOf(e.getMessage())));
                throw e;
            }
        });
    }

    private void note(Outcome outcome) {
        outcomes.merge(outcome.rule().id(), outcome, Outcome::worse);
    }

    /** Writes the matrix of what was declared and what was found. */
    @AfterAll
    final void writeMatrix() {
        Plugin described = plugin;
        if (described != null) {
            CapabilityMatrix.of(described, outcomes.values()).write(matrixFolder());
        }
    }
}
