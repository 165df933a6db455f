package io.fairlead.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The list of rules in the module's README is made from the code. */
class RulesDocumentTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- rules: made by RulesDocumentTest -->";
    private static final String END = "<!-- end of rules -->";
    private static final String WRITE = "mvn test -pl broker-tck -am -Dtest=RulesDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfairlead.docs=write";

    @Test
    void shouldAgreeWithTheCode() throws IOException {
        String text = Files.readString(README);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        assertThat(begin).as("README.md has no place for the rules").isPositive();
        String made = text.substring(0, begin) + BEGIN + "\n\n" + render() + text.substring(end);
        if ("write".equals(System.getProperty("fairlead.docs"))) {
            Files.writeString(README, made);
            return;
        }

        assertThat(text)
                .as("the rules in README.md are not what the code says; make them anew: %s", WRITE)
                .isEqualTo(made);
    }

    @Test
    void shouldHoldAsManyRulesAsWerePromised() {
        assertThat(RuleBook.rules()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(RuleBook.rules()).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(RuleBook.rules()).extracting(Rule::title).doesNotHaveDuplicates();
    }

    private static String render() {
        StringBuilder text = new StringBuilder();
        text.append(RuleBook.rules().size())
                .append(" rules, and ")
                .append(LiveRules.rules().size())
                .append(" on a true venue.\n");
        for (RuleBook.Group group : RuleBook.groups()) {
            text.append("\n### ")
                    .append(group.id())
                    .append(": ")
                    .append(group.title())
                    .append("\n\n");
            text.append("| rule | says | depends on | where not declared | the stub needs | look at |\n");
            text.append("| --- | --- | --- | --- | --- | --- |\n");
            group.rules().forEach(rule -> text.append(row(rule)));
        }
        text.append("\n### LIVE: on a true venue\n\n| rule | says |\n| --- | --- |\n");
        LiveRules.rules()
                .forEach(rule -> text.append("| ")
                        .append(rule.id())
                        .append(" | ")
                        .append(rule.title())
                        .append(" |\n"));
        return text.append('\n').toString();
    }

    private static String row(Rule rule) {
        return "| "
                + String.join(
                        " | ",
                        rule.id(),
                        rule.title(),
                        rule.dependsOnACapability() ? rule.capability() : "",
                        rule.otherwiseText(),
                        String.join(", ", rule.needs()),
                        rule.lookAt())
                + " |\n";
    }
}
