package addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private AliasesFile aliases(String text) throws IOException {
        return AliasesFile.read(Files.writeString(folder.resolve("aliases"), text));
    }

    private static List<String> words(AliasesFile aliases, String name) {
        return aliases.command(name).orElseThrow().words();
    }
}
