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
        assertThat(aliases.problems()).extracting(Problem::line).containsExactly(2, 3, 4, 6);
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
                "b: \"|/bin/mail\" 001",
                "b: :includ:list",
                "b: \"\"",
                "b: a |/bin/mail",
                "b: a\n  c: |/bin/mail",
                "b c: |/bin/mail",
                "b, c: |/bin/mail",
                "\u3000b: |/bin/mail"
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

    @Test
    void aRefusalIsReadToTheEndOfItsLine() throws IOException {
        AliasesFile aliases = aliases("a: :fail: moved, ask b\nb: error:nouser gone, for good\nc: :unknown:\n"
                + "d: \":fail: moved, really\"\n");

        assertThat(targets(aliases, "a")).containsExactly(new Target.Fail("moved, ask b"));
        assertThat(targets(aliases, "b")).containsExactly(new Target.Fail("nouser gone, for good"));
        assertThat(targets(aliases, "c")).containsExactly(new Target.Fail(""));
        assertThat(targets(aliases, "d")).containsExactly(new Target.Fail("moved, really"));
        assertThat(aliases.problems()).hasSize(4).noneMatch(Problem::breaking);
    }

    @Test
    void addressesAreReadAsInAHeader() throws IOException {
        AliasesFile aliases = aliases("a: b c (both), The Boss <d@shop.example>, \"e f\"@shop.example\n");

        assertThat(targets(aliases, "a"))
                .containsExactly(
                        new Target.Forward("b"),
                        new Target.Forward("c"),
                        new Target.Forward("d@shop.example"),
                        new Target.Forward("\"e f\"@shop.example"));
        assertThat(aliases.problems()).isEmpty();
    }

    @Test
    void sendmailsBackslashContinuesALine() throws IOException {
        AliasesFile aliases = aliases("a: |/bin/mail 001 \\\n002, b\n# a comment \\\nb: |/bin/mail \\\n  003\n");

        assertThat(words(aliases, "a")).containsExactly("/bin/mail", "001", "002");
        assertThat(words(aliases, "b")).containsExactly("/bin/mail", "003");
    }

    @Test
    void theLinesOfAListStandAlone() throws IOException {
        Files.writeString(folder.resolve("list"), "b\n  c\n");

        assertThat(targets(aliases("a: :INCLUDE:list\n"), "a"))
                .containsExactly(new Target.Forward("b"), new Target.Forward("c"));
    }

    @Test
    void whatIsWrongInAListIsToldWithBothLines() throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "b\n\"|/bin/mail\n");
        Path round = Files.writeString(folder.resolve("round"), ":include:round\n");
        Files.writeString(folder.resolve("empty"), "");

        AliasesFile aliases = aliases("b: |/bin/mail\na: :include:list\nc: :include:round\nd: :include:empty\n");

        assertThat(aliases.problems())
                .extracting(Problem::line, Problem::breaking, Problem::what)
                .containsExactly(
                        tuple(2, true, list + " line 2: a quote is not closed"),
                        tuple(3, true, round + " line 1: " + round + " includes itself"),
                        tuple(4, false, folder.resolve("empty") + " is empty"));
    }

    @Test
    void aFileOfAnotherCharsetNamesTheLine() throws IOException {
        byte[] eucJp = "# 受信\na: |/bin/mail\nb: \"|/opt/受信メール処理.php 001\"\n".getBytes("EUC-JP");
        byte[] cp932 = "# 表示\na: |/bin/mail\nb: \"|/opt/受信メール処理.php 001\"\n".getBytes("windows-31j");

        for (byte[] bytes : List.of(eucJp, cp932)) {
            AliasesFile aliases = AliasesFile.read(Files.write(folder.resolve("aliases"), bytes));
            assertThat(aliases.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.line()).isEqualTo(3))
                    .satisfies(problem -> assertThat(problem.what()).isEqualTo("not in UTF-8"))
                    .satisfies(problem -> assertThat(problem.remedy()).contains("iconv"));
            assertThat(aliases.alias("a")).isPresent();
        }
    }

    @Test
    void whatMayPrecedeTheFirstNameIsNotPartOfIt() throws IOException {
        assertThat(words(aliases("\uFEFFa: |/bin/mail\n"), "a")).containsExactly("/bin/mail");
        assertThat(aliases(" a: |/bin/mail\nb: |/bin/mail\n").problems())
                .extracting(Problem::line)
                .containsExactly(1);
        assertThat(aliases("# nothing\n").problems()).singleElement().matches(Problem::breaking);
    }

    @Test
    void aNameThatNobodyFindsIsTold() throws IOException {
        assertThat(aliases("a@shop.example: |/bin/mail\n").problems())
                .extracting(Problem::breaking, Problem::what)
                .containsExactly(tuple(false, "a name with a domain is never matched"));
        assertThat(aliases("\"a b\": |/bin/mail\n\"c:d\": |/bin/mail\n").problems())
                .isEmpty();
    }

    @Test
    void aFullWidthBlankIsNoBlank() throws IOException {
        assertThat(words(aliases("a: \"|/bin/mail ご\u3000注文\"\n"), "a")).containsExactly("/bin/mail", "ご\u3000注文");
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
                "/bin/mail | /bin/log",
                "/bin/mail > /dev/null",
                "/bin/mail $HOME",
                "/bin/mail \\\"$HOME\\\"",
                "A=1 /bin/mail",
                "/bin/a && /bin/b",
                "exec /bin/mail",
                "/bin/mail *.eml",
                "~/mail",
                "/bin/mail `date`",
                "cd /app; ./mail"
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
