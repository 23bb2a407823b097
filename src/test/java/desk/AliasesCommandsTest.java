package desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AliasesCommandsTest {

    @TempDir
    Path folder;

    private String said;

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
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return new CommandLine(new AliasesCommands()).execute(arguments);
        } finally {
            System.setOut(before);
            said = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
