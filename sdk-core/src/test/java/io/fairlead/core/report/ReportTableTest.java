package io.fairlead.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReportTableTest {
    @Test
    void shouldRefuseARowThatDoesNotFitItsColumns() {
        ReportTable.Builder table =
                ReportTable.of(Column.of("A", Column.Kind.TEXT), Column.of("B", Column.Kind.NUMBER));

        assertThatThrownBy(() -> table.row(Cell.text("one")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a row has one cell per column: 2");
    }

    @Test
    void shouldShowNothingForWhatIsNoNumberOrNoText() {
        assertThat(Cell.number(Double.NaN)).isEqualTo(Cell.EMPTY);
        assertThat(Cell.number(Double.POSITIVE_INFINITY)).isEqualTo(Cell.EMPTY);
        assertThat(Cell.text("")).isEqualTo(Cell.EMPTY);
    }

    @Test
    void shouldRefuseAStrengthOutsideItsRange() {
        assertThatThrownBy(() -> Cell.score(1.01, "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("strength must be in -1..1, was 1.01");
        assertThatThrownBy(() -> Cell.score(Double.NaN, "", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldWriteJsonThatCannotEndItsElement() {
        String json = new JsonText()
                .object()
                .name("a\"b")
                .value("</script>\u2028\n\t\\ é")
                .name("n")
                .array()
                .value(1.25, 1)
                .value(-0.0, 2)
                .value(Double.NaN, 2)
                .value(1_000_000, 0)
                .value(true)
                .endArray()
                .name("x")
                .nothing()
                .endObject()
                .toString();

        assertThat(json)
                .isEqualTo("{\"a\\\"b\":\"\\u003c/script\\u003e\\u2028\\n\\u0009\\\\ é\","
                        + "\"n\":[1.2,0,null,1000000,true],\"x\":null}");
    }
}
