package addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void anAliasThatPipesNowhereHasNoCommand() throws IOException {
        assertThat(aliases("postmaster: root\n").command("postmaster")).isEmpty();
    }

    @Test
    void aLineThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> aliases("a: root\nb: \"|/bin/mail 'open\"\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2: a quote is not closed");
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
        assertThat(aliases("a: \"|" + line + "\"\n").command("a").orElseThrow().needsShell())
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
        assertThat(aliases("a: \"|" + line + "\"\n").command("a").orElseThrow().needsShell())
                .isTrue();
    }

    private AliasesFile aliases(String text) throws IOException {
        return AliasesFile.read(Files.writeString(folder.resolve("aliases"), text));
    }

    private static List<String> words(AliasesFile aliases, String name) {
        return aliases.command(name).orElseThrow().words();
    }
}
