package desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spreadsheet treats no text from outside as a formula, and splits no value into two cells. */
class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void noCellIsAFormula(String text) {
        assertThat(Csv.cell(text)).startsWith("\"'");
    }

    @Test
    void quotesAndLineEndsStayInTheirCell() {
        assertThat(Csv.cell("a \"b\",\r\nc")).isEqualTo("\"a \"\"b\"\",\r\nc\"");
        assertThat(Csv.cell(null)).isEqualTo("\"\"");
    }

    @Test
    void theFirstLineNamesTheColumns() {
        assertThat(Csv.deliveries(List.of()))
                .startsWith("\"id\",\"status\",\"set\"")
                .endsWith("\"note\"\r\n");
    }
}
