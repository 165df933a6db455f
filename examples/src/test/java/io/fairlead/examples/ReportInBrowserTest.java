package io.fairlead.examples;

import static io.fairlead.api.Currency.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.core.analytics.RunRecorder;
import io.fairlead.core.report.HtmlReport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a reader sees it, in a real browser. */
class ReportInBrowserTest {
    private static final String PAINTED = """
            [...document.querySelectorAll('canvas')].map(canvas => {
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              return pixels.filter((value, at) => at % 4 === 3 && value > 0).length;
            })""";
    private static final String TRADE_ROWS = "document.querySelectorAll('#section-0 tbody tr').length";
    private static final String FIRST_SYMBOL = "document.querySelector('#section-0 tbody tr').children[2].textContent";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Path report;

    @BeforeAll
    static void writeReport() {
        browser = Browser.start();
        report = folder.resolve("report.html");
        CliRun run = CliRun.of("demo", "--sessions", "8", "--out", report.toString());
        assertThat(run.exitCode()).isZero();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void sitAtADesk() {
        browser.screen(1280, 900, false);
        browser.preferDark(false);
    }

    @Test
    void shouldDrawItsChartsInLightAndInDark() {
        browser.open(report);
        String light = browser.ask("getComputedStyle(document.body).backgroundColor");
        String paintedLight = browser.ask(PAINTED);
        browser.preferDark(true);
        browser.open(report);
        String dark = browser.ask("getComputedStyle(document.body).backgroundColor");

        assertThat(light).isEqualTo("rgb(244, 245, 247)");
        assertThat(dark).isEqualTo("rgb(13, 17, 23)");
        assertThat(painted(paintedLight)).hasSize(3).allMatch(pixels -> pixels > 10_000);
        assertThat(painted(browser.ask(PAINTED))).hasSize(3).allMatch(pixels -> pixels > 10_000);
    }

    private static List<Integer> painted(String counts) {
        return Arrays.stream(counts.split(",", -1)).map(Integer::valueOf).toList();
    }

    @Test
    void shouldAskForNothingAndComplainOfNothing() {
        browser.open(report);

        assertThat(browser.ask("document.documentElement.dataset.ready")).isEqualTo("true");
        assertThat(browser.ask("document.documentElement.dataset.fault")).isEqualTo("undefined");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    }

    @Test
    void shouldFillSortFilterAndTurnItsTables() {
        browser.open(report);

        assertThat(browser.count(TRADE_ROWS)).isEqualTo(25);
        browser.ask("document.querySelectorAll('#section-0 th button')[1].click()");
        String first = browser.ask(FIRST_SYMBOL);
        browser.ask("document.querySelectorAll('#section-0 th button')[1].click()");
        assertThat(first).isLessThan(browser.ask(FIRST_SYMBOL));

        browser.ask("document.querySelector('#section-0 [aria-label=\"Next page\"]').click()");
        assertThat(browser.ask("document.querySelector('#section-0 [role=status]').textContent"))
                .startsWith("26–");

        browser.ask("(field => { field.value = 'nvda'; field.dispatchEvent(new Event('input')); })"
                + "(document.querySelector('#section-0 input'))");
        assertThat(browser.ask("[...new Set([...document.querySelectorAll('#section-0 tbody tr')]"
                        + ".map(row => row.children[2].textContent))]"))
                .isEqualTo("NVDA");
    }

    @Test
    void shouldUnfoldADecisionToItsVotes() {
        browser.open(report);

        browser.ask("document.querySelector('#section-1 [aria-expanded]').click()");

        assertThat(browser.ask(
                        "[...document.querySelectorAll('#section-1 .details .name')].map(name => name.textContent)"))
                .startsWith("Relative strength,Statistics,Volume profile,Cross asset,Time of day,Regime,");
        assertThat(browser.count("document.querySelectorAll('#section-1 .details .score').length"))
                .isEqualTo(6);
    }

    @Test
    void shouldLeadFromATradeToItsPlaceOnTheChart() {
        browser.open(report);

        String symbol = browser.ask("document.querySelectorAll('#section-0 tbody tr')[3].children[2].textContent");
        browser.ask("document.querySelectorAll('#section-0 tbody tr')[3].querySelector('button').click()");

        assertThat(browser.ask("document.getElementById('symbol').value")).isEqualTo(symbol + ".US");
        assertThat(browser.ask("document.getElementById('price-chart').ariaLabel"))
                .startsWith("Price of " + symbol);
        assertThat(painted(browser.ask(PAINTED)).get(2)).isGreaterThan(10_000);
    }

    @Test
    void shouldLetTheReaderChooseTheColours() {
        browser.open(report);

        browser.ask("document.getElementById('theme').click()");
        browser.ask("document.getElementById('theme').click()");

        assertThat(browser.ask("document.getElementById('theme').textContent")).isEqualTo("Colours: dark");
        assertThat(browser.ask("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(13, 17, 23)");
        browser.ask("document.getElementById('theme').click()");
    }

    @Test
    void shouldFitOnAPhone() {
        browser.screen(390, 844, true);
        browser.open(report);

        assertThat(browser.count("document.documentElement.scrollWidth")).isEqualTo(390);
        assertThat(painted(browser.ask(PAINTED))).hasSize(3).allMatch(pixels -> pixels > 5_000);
    }

    @Test
    void shouldShowMarkupInALabelAsText() {
        String label = "</script><script>window.caught=1</script><img src=x onerror=window.caught=1>";
        Path hostile = folder.resolve("hostile.html");
        HtmlReport.write(recordWithLabel(label), hostile);

        browser.open(hostile);

        assertThat(browser.ask("window.caught")).isEqualTo("undefined");
        assertThat(browser.ask("document.querySelectorAll('#section-0 img').length"))
                .isEqualTo("0");
        assertThat(browser.ask("document.querySelector('#section-0 tbody td:last-child').textContent"))
                .isEqualTo(label);
        assertThat(browser.ask("document.querySelector('h1').textContent")).isEqualTo(label);
    }

    private static io.fairlead.core.analytics.RunRecord recordWithLabel(String label) {
        InstrumentId id = InstrumentId.of("ACME", "US");
        RunRecorder recorder = RunRecorder.of(label, Money.of(1_000, USD))
                .instrument(Instrument.equity(id, USD).build());
        fill(recorder, OrderRequest.buy(id).quantity(1).tag("in").build(), 1);
        fill(recorder, OrderRequest.sell(id).quantity(1).tag(label).build(), 2);
        return recorder.finish();
    }

    private static void fill(RunRecorder recorder, OrderRequest request, int number) {
        Side side = request.side();
        recorder.filled(
                "hand",
                new OrderId(number),
                request,
                new Fill(
                        "X-" + number,
                        request.instrument(),
                        side,
                        Quantity.of(1),
                        Price.of(10),
                        List.of(),
                        Liquidity.TAKER,
                        number));
    }
}
