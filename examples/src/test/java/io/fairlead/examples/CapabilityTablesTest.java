package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The capability tables in the adapters' READMEs are those that the contract kit has written, in the same build, after its last rule.
 * {@code -Dfairlead.docs=write} puts them there.
 */
class CapabilityTablesTest {
    private static final String BEGIN = "<!-- capabilities: made by the contract kit -->\n\n";
    private static final String END = "\n<!-- end of capabilities -->";

    @ParameterizedTest
    @CsvSource({"broker-alpaca, alpaca-paper", "broker-binance, binance-demo"})
    void shouldShowWhatTheContractKitFound(String module, String matrix) throws IOException {
        Path made = Path.of("..", module, "target", "capabilities", matrix + ".md");
        Assumptions.assumeTrue(Files.exists(made), () -> made + " is not there: run the contract test of " + module);
        String text = Files.readString(made);
        String tables = text.substring(text.indexOf("| order type |"), text.indexOf("\nContract kit:"));
        Path readme = Path.of("..", module, "README.md");
        String page = Files.readString(readme);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);

        if ("write".equals(System.getProperty("fairlead.docs"))) {
            Files.writeString(readme, page.substring(0, from) + tables + page.substring(to));
        } else {
            assertThat(page.substring(from, to)).isEqualTo(tables);
        }
    }
}
