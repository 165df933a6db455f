package io.fairlead.tck;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/**
 * Brokers that are broken on purpose: each is found by the rule that should find it. That the same broker without a flaw keeps every
 * rule is what {@link ReferenceContractTest} and {@link LeanContractTest} show.
 */
class FlawTest {
    /** Flaws that show only where next to nothing is declared. */
    private static final Set<Flaw> OF_THE_LEAN = EnumSet.of(Flaw.THERE_AND_NOT_DECLARED, Flaw.UNDECLARED_SENT);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void isFoundByItsRule(Flaw flaw) {
        Rule rule = rule(flaw.rule());

        List<AssertionError> failures = run(rule, flaw);

        assertThat(failures)
                .as("%s broke %s", flaw, rule)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageStartingWith(rule.id())
                        .hasMessageContaining("look at: " + rule.lookAt()));
    }

    private static Rule rule(String id) {
        return RuleBook.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no rule " + id));
    }

    /** One that is given up soon: many flaws show by what never comes. */
    private static VenueStub venue(Flaw flaw, boolean lean) {
        return RefStub.flawed(flaw, lean, Duration.ofMillis(450));
    }

    private static List<AssertionError> run(Rule rule, Flaw flaw) {
        List<AssertionError> failures = new ArrayList<>();
        for (boolean lean : new boolean[] {false, true}) {
            if (lean == OF_THE_LEAN.contains(flaw)) {
                Plugin plugin = describe(flaw, lean);
                assertThat(rule.obstacle(plugin))
                        .as("what keeps %s from being tested", rule)
                        .isNull();
                rule.cases(plugin).forEach(one -> run(rule, one, plugin, flaw, lean, failures));
            }
        }
        return failures;
    }

    private static Plugin describe(Flaw flaw, boolean lean) {
        try (VenueStub stub = venue(flaw, lean);
                ManualTime time = stub.time()) {
            time.now();
            return Plugin.of(stub);
        }
    }

    private static void run(
            Rule rule, Rule.Case one, Plugin plugin, Flaw flaw, boolean lean, List<AssertionError> failures) {
        if (!failures.isEmpty()) {
            return;
        }
        try {
            RuleRun.run(rule, one, plugin, () -> venue(flaw, lean));
        } catch (TestAbortedException e) {
            throw new AssertionError("the reference venue skips " + rule, e);
        } catch (AssertionError e) {
            failures.add(e);
        }
    }

    @Test
    void everyGroupOfRulesHasFoundSomething() {
        Set<String> groups = RuleBook.groups().stream().map(RuleBook.Group::id).collect(toCollection(TreeSet::new));

        Set<String> found = Arrays.stream(Flaw.values())
                .filter(flaw -> flaw != Flaw.NONE)
                .map(flaw -> rule(flaw.rule()).group())
                .collect(toCollection(TreeSet::new));

        assertThat(found).isEqualTo(groups);
    }

    /** As an author's build sees it: the contract run whole on a mutant, through the nodes that JUnit runs. */
    @Test
    void failsTheTestsOfTheRulesItBreaksAndNoOthers() {
        BrokerContract contract = new BrokerContract() {
            @Override
            protected VenueStub startVenue() {
                return RefStub.flawed(Flaw.BUST_IGNORED, false, Duration.ofSeconds(4));
            }
        };

        Set<String> broken = new TreeSet<>();
        contract.rules().forEach(node -> collect(node, broken));

        assertThat(broken).containsExactly("FIL-13");
    }

    private static void collect(DynamicNode node, Set<String> broken) {
        if (node instanceof DynamicContainer container) {
            container.getChildren().forEach(child -> collect(child, broken));
        } else if (node instanceof DynamicTest test) {
            Throwable failure = catchThrowable(() -> test.getExecutable().execute());
            if (failure != null && !(failure instanceof TestAbortedException)) {
                broken.add(test.getDisplayName().substring(0, 6));
            }
        }
    }
}
