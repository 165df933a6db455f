package io.fairlead.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.tck.Outcome.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapabilityMatrixTest {
    @TempDir
    Path folder;

    private static Plugin plugin(Map<String, String> exempt) {
        try (RefStub stub = RefStub.full();
                ManualTime time = stub.time()) {
            time.now();
            Plugin of = Plugin.of(stub);
            return new Plugin(
                    of.id(),
                    of.version(),
                    of.environment(),
                    of.capabilities(),
                    of.tradables(),
                    of.hooks(),
                    of.missing(),
                    of.faults(),
                    of.rejectable(),
                    of.pages(),
                    of.requiredKeys(),
                    exempt);
        }
    }

    private static Outcome outcome(int rule, Verdict verdict, String detail) {
        return new Outcome(RuleBook.rules().get(rule), verdict, detail);
    }

    @Test
    void saysHowEachRuleWentAndWhatIsDeclared() throws IOException {
        List<Outcome> outcomes = List.of(
                outcome(0, Verdict.HOLDS, ""),
                outcome(1, Verdict.FAILED, "CON-02 broke\n  what: so"),
                outcome(2, Verdict.SKIPPED, "no hook"));

        CapabilityMatrix.of(plugin(Map.of("SUB-01 LIMIT DAY", "it sleeps by day")), outcomes)
                .write(folder);

        JsonNode json = new ObjectMapper()
                .readTree(folder.resolve("reference-paper.json").toFile());
        assertThat(json.at("/broker").asText()).isEqualTo("reference");
        assertThat(json.at("/capabilities/orders/LIMIT")).hasSize(5);
        assertThat(json.at("/counts/HOLDS").asInt()).isEqualTo(1);
        assertThat(json.at("/rules/1/verdict").asText()).isEqualTo("FAILED");
        assertThat(json.at("/rules/1/detail").asText()).isEqualTo("CON-02 broke");
        assertThat(json.at("/exempt/SUB-01 LIMIT DAY").asText()).isEqualTo("it sleeps by day");
        assertThat(Files.readString(folder.resolve("reference-paper.md")))
                .contains("| LIMIT | yes | yes | yes | yes | yes | | |")
                .contains("1 rules hold, 0 refuse what is not declared, 1 not tested, 1 broken")
                .contains("- not tested: CON-03: no hook")
                .contains("- CON-02 **broken**: CON-02 broke")
                .contains("- SUB-01 LIMIT DAY **exempt**: it sleeps by day");
    }

    @Test
    void countsARuleOfManyCasesOnceByItsWorst() throws IOException {
        List<Outcome> outcomes = new ArrayList<>(List.of(
                outcome(0, Verdict.HOLDS, ""), outcome(0, Verdict.FAILED, "one case"), outcome(0, Verdict.HOLDS, "")));

        String json = CapabilityMatrix.of(plugin(Map.of()), outcomes).json();

        assertThat(new ObjectMapper().readTree(json).at("/rules")).hasSize(1);
        assertThat(new ObjectMapper().readTree(json).at("/counts/FAILED").asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesAnExemptionOfWhatIsNoRule() {
        assertThatThrownBy(() -> plugin(Map.of("SUB-99", "typing error"))).hasMessageContaining("SUB-99");
        assertThatThrownBy(() -> plugin(Map.of("SUB-01", " "))).hasMessageContaining("with a reason");
    }
}
