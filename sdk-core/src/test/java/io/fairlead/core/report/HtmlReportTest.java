package io.fairlead.core.report;

import static io.fairlead.api.Currency.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Money;
import io.fairlead.api.order.Side;
import io.fairlead.core.analytics.RunBuilder;
import io.fairlead.core.analytics.RunRecorder;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final String ATTACK = "</script><script>alert(1)</script>";

    private static RunBuilder smallRun() {
        return new RunBuilder()
                .bars("2024-01-02T14:30:00Z", new double[] {10, 11, 9, 10.5}, new double[] {10.5, 12, 10, 11.5})
                .buys("2024-01-02T14:30:00Z", "10", "10", "0.10")
                .equity("2024-01-02T14:35:00Z", 10_004.9)
                .sells("2024-01-02T14:35:00Z", "10", "10.5", "0.11")
                .equity("2024-01-02T14:40:00Z", 10_004.79);
    }

    private static String htmlOf(RunBuilder run) {
        return HtmlReport.of(run.record()).html();
    }

    @Test
    void shouldNeedNothingFromAnywhereElse() {
        String html = htmlOf(smallRun());

        assertThat(html)
                .contains("Content-Security-Policy\" content=\"default-src 'none';")
                .doesNotContain(" src=", "@import", "fetch(", "XMLHttpRequest")
                .doesNotContainPattern("href=\"(?!#|data:)")
                .doesNotContainPattern("url\\((?!data:)");
    }

    @Test
    void shouldFillEverySlotOfThePage() {
        String html = htmlOf(smallRun());

        assertThat(html).doesNotContainPattern("<!--\\{|/\\*\\{").contains("</html>");
    }

    @Test
    void shouldKeepTextOfTheRunFromBecomingMarkup() {
        RunBuilder run = smallRun();
        run.fill(Side.BUY, "2024-01-02T14:36:00Z", "1", "10", Money.of("0", USD), ATTACK);
        run.recorder.data(ATTACK).mode(ATTACK).fact(ATTACK, ATTACK).alarm(0, ATTACK);
        ReportTable table = ReportTable.of(Column.of(ATTACK, Column.Kind.TEXT).hint(ATTACK))
                .row(ReportTable.Row.of(Cell.text(ATTACK))
                        .details(List.of(new ReportTable.Detail(ATTACK, Cell.score(0, ATTACK, ATTACK), ATTACK))))
                .build();

        String html = HtmlReport.of(run.record())
                .with(new ReportSection(ATTACK, ATTACK, table))
                .version(ATTACK)
                .html();

        assertThat(html).doesNotContain(ATTACK).doesNotContain("<script>alert");
        assertThat(html.split("<script", -1)).as("script elements").hasSize(4);
        assertThat(html).contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)", "&lt;/script&gt;&lt;script&gt;");
    }

    @Test
    void shouldEscapeTheTitle() {
        RunRecorder recorder = RunRecorder.of("R&D <b>\"it's\"</b>", Money.of(1, USD));

        assertThat(HtmlReport.of(recorder.finish()).html())
                .contains("<h1>R&amp;D &lt;b&gt;&quot;it&#39;s&quot;&lt;/b&gt;</h1>");
    }

    @Test
    void shouldLabelMadeUpData() {
        RunBuilder real = smallRun();
        RunBuilder madeUp = smallRun();
        real.recorder.data("folder us-5min");
        madeUp.recorder.data("SYNTHETIC market, seed 42");

        assertThat(htmlOf(real)).doesNotContain("Synthetic data", "made up");
        assertThat(htmlOf(madeUp)).contains("Synthetic data", "These prices are made up.", "SYNTHETIC market, seed 42");
    }

    @Test
    void shouldShowFiguresWithoutAScript() {
        String html = htmlOf(smallRun());

        assertThat(html)
                .contains("<dt>Total return</dt><dd class=\"tile-value good\">+0.05 %</dd>")
                .contains("<dt>Fees</dt><dd>0.21 USD</dd>");
    }

    @Test
    void shouldCarryEquityPricesFillsAndTradesAsData() {
        String html = htmlOf(smallRun());

        assertThat(html)
                .contains("\"equity\":{\"start\":10000,\"samples\":2,\"t\":[1704206100,1704206400]")
                .contains("\"v\":[10004.9,10004.79]")
                .contains("\"hold\":[10500,11500]")
                .contains("\"label\":\"ACME\",\"interval\":\"5m\",\"together\":1")
                .contains("\"o\":[10,10.5],\"h\":[11,12],\"l\":[9,10],\"c\":[10.5,11.5]")
                .contains("\"trips\":[[1704205800,10,1704206100,10.5,1,4.79]]");
    }

    @Test
    void shouldSayThatNothingWasDenied() {
        assertThat(htmlOf(smallRun())).contains("No order was denied.");
    }

    @Test
    void shouldCountDenialsByTheirCode() {
        RunBuilder run = smallRun().denied("2024-01-02T14:31:00Z", "LIMIT_DAILY_LOSS");

        assertThat(htmlOf(run)).contains("Orders that were refused before they left: 1 × LIMIT_DAILY_LOSS.");
    }

    @Test
    void shouldReportOnARunWithoutAnything() {
        String html = HtmlReport.of(
                        RunRecorder.of("nothing", Money.of(100, USD)).finish())
                .html();

        assertThat(html)
                .contains("<h1>nothing</h1>", "\"charts\":[]", "\"zone\":\"UTC\"")
                .doesNotContain("NaN", "Infinity,");
    }

    @Test
    void shouldReplaceTheFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "old");

        HtmlReport.write(smallRun().record(), file);

        assertThat(file).content().startsWith("<!DOCTYPE html>");
    }

    @Test
    void shouldNameTheFileThatCannotBeWritten(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("report.html");

        assertThatThrownBy(() -> HtmlReport.write(smallRun().record(), file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }
}
