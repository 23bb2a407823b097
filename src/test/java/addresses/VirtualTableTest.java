package addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the targets of a line. PostfixVirtualIT compares the final result with a real Postfix. */
class VirtualTableTest {

    @TempDir
    Path folder;

    /** The expected answers are those of sendmail 8.17.1 to {@code /parse}. */
    @ParameterizedTest
    @CsvSource({
        "old+1@shop.example,     new+1@other.example",
        "old+@shop.example,      new+@other.example",
        "gen+z@shop.example,     gen-z",
        "pct@shop.example,       pct-x",
        "pct+q@shop.example,     pct-x+q",
        "any@other.example,      any",
        "any+d@other.example,    any+d",
        "plus+d@plus.example,    plus.d",
        "plus+@plus.example,     star.plus"
    })
    void sendmailsFormsAreRead(String address, String target) throws IOException {
        VirtualTable table = table("""
                old+*@shop.example  new+%2@other.example
                gen++@shop.example  gen-%2
                pct@shop.example    %1-x%3
                @other.example      %1%3
                ++@plus.example     %1.%2
                +*@plus.example     star.%1
                """);

        assertThat(table.problems()).isEmpty();
        assertThat(found(table, address)).containsExactly(target);
    }

    @Test
    void sendmailsWildcardsWantTheirPlus() throws IOException {
        VirtualTable table = table("old+*@shop.example new\ngen++@shop.example new\n");

        assertThat(table.find("old@shop.example", true)).isEmpty();
        assertThat(table.find("gen+@shop.example", true)).isEmpty();
    }

    @Test
    void sendmailsErrorRefusesMail() throws IOException {
        VirtualTable table = table("gone@shop.example error:nouser 550 No such user here, sorry\n");

        assertThat(found(table, "gone@shop.example")).isEmpty();
        assertThat(table.problems())
                .extracting(Problem::line, Problem::breaking, Problem::what)
                .containsExactly(tuple(1, false, "mail is refused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b@shop.example",
                "b@shop.example |/bin/mail",
                "b@shop.example /var/mail/b",
                "b@shop.example :include:list",
                "b@shop.example a, |/bin/mail",
                "b@shop.example a, @other.example",
                "b@shop.example @other.example, a",
                "b@shop.example %4",
                "b@shop.example (nobody)",
                "b: a",
                "/^b@/ a",
                "if /x/",
                "b@shop.example \"a",
                "\"b@shop.example a"
            })
    void aLineThatCannotBeReadIsNamed(String line) throws IOException {
        VirtualTable table = table("z@shop.example c\n" + line + "\n");

        assertThat(table.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.breaking()).isTrue();
            assertThat(problem.remedy()).isNotBlank();
        });
        assertThat(found(table, "z@shop.example")).containsExactly("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*@shop.example a", "ne-*@shop.example a", "* a", "a* a", ".shop.example a", "a@ a"})
    void aKeyThatNoAddressHasIsTold(String line) throws IOException {
        assertThat(table(line + "\n").problems())
                .extracting(Problem::line, Problem::breaking)
                .containsExactly(tuple(1, false));
    }

    @Test
    void aNameThatTheTableLeadsElsewhereIsTold() throws IOException {
        assertThat(table("sales@shop.example ne-001\n@shop.example all\nall@shop.example all\n")
                        .problems())
                .extracting(Problem::line, Problem::what)
                .containsExactly(
                        tuple(1, "ne-001 without a domain is ne-001@shop.example, which line 2 leads elsewhere"));
        assertThat(table("sales@shop.example ne-001\n@shop.example all\nall@shop.example all\n"
                                + "ne-001@shop.example ne-001\n")
                        .problems())
                .isEmpty();
    }

    @Test
    void aTableOfAnotherCharsetNamesTheLine() throws IOException {
        Path file = Files.write(
                folder.resolve("virtual"), "# 注文\na@shop.example b\n注文@shop.example b\n".getBytes("EUC-JP"));

        assertThat(VirtualTable.read(file).problems())
                .extracting(Problem::line, Problem::what)
                .containsExactly(tuple(3, "not in UTF-8"));
    }

    private VirtualTable table(String text) throws IOException {
        return VirtualTable.read(Files.writeString(folder.resolve("virtual"), text));
    }

    private static List<String> found(VirtualTable table, String address) {
        return table.find(address, true).orElseThrow().targets();
    }
}
