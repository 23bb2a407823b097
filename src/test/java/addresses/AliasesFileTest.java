package addresses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasesFileTest {

    @TempDir
    Path folder;

    @Test
    void bothQuotingStylesOfAPipeAreRead() throws IOException {
        AliasesFile aliases = aliases("a: \"|/opt/app/mail.php 001\"\nb: |\"/opt/app/mail.php 002\"\nc: |/bin/true\n");

        assertThat(words(aliases, "a")).containsExactly("/opt/app/mail.php", "001");
        assertThat(words(aliases, "b")).containsExactly("/opt/app/mail.php", "002");
        assertThat(words(aliases, "c")).containsExactly("/bin/true");
    }

    @Test
    void quotedArgumentsStayTogether() throws IOException {
        AliasesFile aliases = aliases("a: \"|/opt/受信メール処理.php 001 \\\"a b\\\"\"\n");

        assertThat(words(aliases, "a")).containsExactly("/opt/受信メール処理.php", "001", "a b");
    }

    @Test
    void commentsEmptyLinesAndContinuationsAreUnderstood() throws IOException {
        AliasesFile aliases = aliases("# shops\n\nNE-001: \"|/bin/mail\n   001\"\n");

        assertThat(words(aliases, "ne-001")).containsExactly("/bin/mail", "001");
    }

    @Test
    void everyKindOfTargetIsRead() throws IOException {
        Files.writeString(folder.resolve("list"), "ne-001\n# more\nne-002, \"|/bin/mail list\"\n");

        AliasesFile aliases = aliases("all: ne-001, other@shop.example, \"|/bin/a b\", |/bin/c\nfile: /var/mail/shop\n"
                + "none: /dev/null\nno: :fail: moved away\nlist: :include:list\nself: \\\\self\n");

        assertThat(targets(aliases, "all"))
                .extracting(target -> target.getClass().getSimpleName())
                .containsExactly("Forward", "Forward", "Pipe", "Pipe");
        assertThat(targets(aliases, "file")).containsExactly(new Target.MailFile("/var/mail/shop"));
        assertThat(targets(aliases, "none")).containsExactly(new Target.Discard());
        assertThat(targets(aliases, "no")).containsExactly(new Target.Fail("moved away"));
        assertThat(targets(aliases, "list"))
                .startsWith(new Target.Forward("ne-001"), new Target.Forward("ne-002"))
                .hasSize(3);
        assertThat(aliases.problems()).extracting(Problem::line).containsExactly(2, 3, 4);
        assertThat(aliases.problems()).noneMatch(Problem::breaking);
    }

    @Test
    void anAliasThatIsThereTwiceIsToldAndTheFirstCounts() throws IOException {
        AliasesFile aliases = aliases("a: |/bin/first\nA: |/bin/second\n");

        assertThat(words(aliases, "a")).containsExactly("/bin/first");
        assertThat(aliases.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b: \"|/bin/mail 'open\"",
                "b: \"|/bin/mail",
                "b |/bin/mail",
                ":include:list",
                "b:",
                "b: :include:missing",
                "b: \"|/bin/mail\" 001"
            })
    void aLineThatCannotBeReadIsNamedAndTheOthersAreRead(String line) throws IOException {
        AliasesFile aliases = aliases("a: |/bin/mail\n" + line + "\n");

        assertThat(aliases.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.breaking()).isTrue();
            assertThat(problem.remedy()).isNotBlank();
        });
        assertThat(aliases.alias("a")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/mail 001",
                "/bin/mail 'a|b' --x=1",
                "/bin/mail \\\"a b\\\" 100% a!b",
                "/bin/mail 'it is $5'"
            })
    void wordsNeedNoShell(String line) throws IOException {
        assertThat(aliases("a: \"|" + line + "\"\n")
                        .alias("a")
                        .orElseThrow()
                        .commands()
                        .get(0)
                        .needsShell())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/mail | /bin/log", "/bin/mail > /dev/null", "/bin/mail $HOME", "/bin/mail \\\"$HOME\\\"",
                        "A=1 /bin/mail",
                "/bin/a && /bin/b", "/bin/mail *.eml", "~/mail", "/bin/mail `date`", "cd /app; ./mail"
            })
    void whatAShellWouldReadNeedsOne(String line) throws IOException {
        assertThat(aliases("a: \"|" + line + "\"\n")
                        .alias("a")
                        .orElseThrow()
                        .commands()
                        .get(0)
                        .needsShell())
                .isTrue();
    }

    private AliasesFile aliases(String text) throws IOException {
        return AliasesFile.read(Files.writeString(folder.resolve("aliases"), text));
    }

    private static List<Target> targets(AliasesFile aliases, String name) {
        return aliases.alias(name).orElseThrow().targets();
    }

    private static Command command(AliasesFile aliases, String name) {
        return aliases.alias(name).orElseThrow().commands().get(0);
    }

    private static List<String> words(AliasesFile aliases, String name) {
        return command(aliases, name).words();
    }
}
