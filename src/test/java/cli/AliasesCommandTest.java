package cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AliasesCommandTest {

    @TempDir
    Path folder;

    private String said;
    private String complained;

    @Test
    void checkNamesEveryProblemWithItsRemedyAndFailsForAFileThatCannotBeUsed() throws IOException {
        Path good = file("good", "ne-001: |/bin/mail\n");
        Path held = file("held", "shop: /var/mail/shop\n");
        Path broken = file("broken", "ne-001: \"|/bin/mail\nne-002 |/bin/mail\n");

        assertThat(run("check", good.toString())).isZero();
        assertThat(said).isEqualTo(good + ": 1 aliases, 0 problems\n");
        assertThat(run("check", held.toString())).isZero();
        assertThat(said).startsWith(held + ":1: warning: mail is appended to the file /var/mail/shop (pipe it");
        assertThat(run("check", "--strict", held.toString())).isEqualTo(1);
        assertThat(run("check", good.toString(), broken.toString())).isEqualTo(1);
        assertThat(said).contains(broken + ":1: error: a quote is not closed", broken + ":2: error: no colon");
    }

    @Test
    void checkLooksAtVirtualTablesToo() throws IOException {
        Path aliases = file("aliases", "ne-001: |/bin/mail\n");
        Path good = file("good", "shop@shop.example ne-001\n");
        Path colon = file("colon", "# of shop.example\nne-001@shop.example: ne-001\n");
        Path patterns = file("patterns", "/^ne-(\\d+)@/ ne-$1\n");

        assertThat(run("check", aliases.toString(), "--virtual", good.toString()))
                .isZero();
        assertThat(said).isEqualTo(aliases + ": 1 aliases, 0 problems\n" + good + ": 1 addresses, 0 problems\n");
        assertThat(run("check", "--virtual", colon.toString(), "--virtual", patterns.toString()))
                .isEqualTo(1);
        assertThat(said)
                .contains(
                        colon + ":2: error: a colon after ne-001@shop.example: (is this an aliases file?",
                        patterns + ":1: error: patterns (regexp, pcre) are not supported (write the addresses",
                        patterns + ": 0 addresses, 1 problems");
        assertThat(run("check", good.toString())).isEqualTo(1);
        assertThat(said).contains(good + ":1: error: no colon after the alias's name (is this a virtual table?");
        assertThat(run("check")).isEqualTo(2);
    }

    @Test
    void aFileThatIsMissingIsToldInALineAndTheOthersAreCheckedAllTheSame() throws IOException {
        Path good = file("good", "ne-001: |/bin/mail\n");
        String missing = folder.resolve("missing").toString();

        assertThat(run("check", missing, good.toString(), "--virtual", missing)).isEqualTo(1);
        assertThat(said)
                .isEqualTo(missing + " does not exist\n" + good + ": 1 aliases, 0 problems\n" + missing
                        + " does not exist\n");
        assertThat(run("check", folder.toString())).isEqualTo(1);
        assertThat(said).isEqualTo(folder + " cannot be read: it is a folder\n");
        assertThat(run("find", "a@shop.example", "--in", missing)).isEqualTo(1);
        assertThat(said).isEqualTo(missing + " does not exist\n");
        assertThat(run("find", "ne-001@shop.example", "--in", good.toString(), "--virtual", missing))
                .isEqualTo(1);
        assertThat(said).isEqualTo(missing + " does not exist\n");
        assertThat(run("diff", good.toString(), missing)).isEqualTo(2);
        assertThat(complained).isEqualTo(missing + " does not exist\n");
    }

    @Test
    void findSaysWhatIsBrokenInEitherFileBesideWhatItFinds() throws IOException {
        Path good = file("good", "ne-001: |/bin/mail\n");
        Path broken = file("broken", "ne-001: \"|/bin/mail\nne-002: |/bin/mail\n");
        for (String entry :
                List.of("ne-001@shop.example: ne-001\n", "/^ne-(\\d+)@/ ne-$1\n", "ne-001@shop.example\n")) {
            Path table = file("table", entry);

            assertThat(run("find", "ne-001@shop.example", "--in", good.toString(), "--virtual", table.toString()))
                    .as(entry)
                    .isEqualTo(1);
            assertThat(said).contains(table + ":1: error: ", table + " cannot be used: a pipeline keeps", "|/bin/mail");
        }

        assertThat(run("find", "ne-001@shop.example", "--in", broken.toString()))
                .isEqualTo(1);
        assertThat(said)
                .contains(
                        broken + ":1: error: a quote is not closed",
                        broken + " cannot be used: a pipeline keeps",
                        "no alias");
        assertThat(run("find", "ne-002@shop.example", "--in", broken.toString()))
                .isEqualTo(1);
        assertThat(said).contains(broken + ":1: error: a quote is not closed", "ne-002@shop.example: |/bin/mail");
        assertThat(run("diff", good.toString(), broken.toString())).isEqualTo(2);
        assertThat(said).isEmpty();
        assertThat(complained).contains(broken + ":1: error: a quote is not closed");
    }

    @Test
    void findGoesByTheVirtualTableThatItIsGiven() throws IOException {
        Path aliases = file("aliases", "ne-001: |/bin/mail\n");
        Path table = file("table", "shop@shop.example ne-001\n");

        assertThat(run("find", "shop@shop.example", "--in", aliases.toString(), "--virtual", table.toString()))
                .isZero();
        assertThat(said).contains("|/bin/mail");
    }

    @Test
    void diffSaysWhatAppearsVanishesAndChanges() throws IOException {
        Path before = file("before", "a: |/bin/mail 1\nb: |/bin/mail 2\nc: a\n");
        Path after = file("after", "A: |/bin/mail 1\nb: |/bin/mail 3\nd: a, b\n");

        assertThat(run("diff", before.toString(), before.toString())).isZero();
        assertThat(said).isEmpty();
        assertThat(run("diff", before.toString(), after.toString())).isEqualTo(1);
        assertThat(said).isEqualTo("! b: |/bin/mail 2 -> |/bin/mail 3\n- c: a\n+ d: a, b\n");
    }

    @Test
    void findSaysWhereAnAddressLeads() throws IOException {
        String file = file("aliases", "a: |/bin/mail 1\nb: a, \"|/bin/mail $HOME\"\nc: x@elsewhere.example\n")
                .toString();

        assertThat(run("find", "B@shop.example", "--in", file)).isZero();
        assertThat(said).isEqualTo("""
                        a@shop.example: |/bin/mail 1
                            by alias b line 2, then alias a line 1
                        b@shop.example: |/bin/mail $HOME   (needs pipe.shell)
                            by alias b line 2
                        """);
        assertThat(run("find", "c@shop.example", "--in", file)).isEqualTo(1);
        assertThat(said).isEqualTo("forwarded to another mail system, and Hikyaku sends no mail\n");
        assertThat(run("find", "no-address", "--in", file)).isEqualTo(2);
        assertThat(run("find", "b@shop.example", "--virtual", file)).isEqualTo(2);
    }

    private Path file(String name, String aliases) throws IOException {
        return Files.writeString(folder.resolve(name), aliases);
    }

    private int run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            return new CommandLine(new AliasesCommand()).execute(arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
            said = told.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
            complained = errors.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
