package cli;

import static org.assertj.core.api.Assertions.assertThat;

import doctor.Scope;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DoctorCommandTest {

    private final StringWriter out = new StringWriter();
    private final CommandLine line =
            Hikyaku.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));

    @ParameterizedTest
    @ValueSource(
            strings = {"--for everything", "--skip nothing", "--skip mxs[shop.example]", "--service pipeline", "extra"})
    void aWrongCommandLineIsToldBeforeAnythingIsAsked(String arguments) {
        assertThat(line.execute(("doctor " + arguments).split(" "))).isEqualTo(2);
    }

    @Test
    void anArrowThatThereIsNotIsAnsweredByThoseThatThereAre() {
        line.execute("doctor", "--skip", "dns");

        assertThat(out.toString())
                .contains("--skip dns: there is no such arrow")
                .contains("mx, rule-set, rule,");
    }

    @Test
    void helpHasExamplesAndExitCodes() {
        assertThat(line.execute("doctor", "--help")).isZero();
        assertThat(out.toString())
                .contains("hikyaku doctor --for mail")
                .contains("mail, pipeline, courier")
                .contains("3 if none");
    }

    @Test
    void aPartIsOnePartAndNoneIsAll() {
        assertThat(command("doctor", "--for", "mail").scopes()).containsExactly(Scope.MAIL);
        assertThat(command("doctor").scopes()).contains(Scope.values());
    }

    private static DoctorCommand command(String... arguments) {
        CommandLine.ParseResult doctor =
                Hikyaku.commandLine().parseArgs(arguments).subcommand();
        return (DoctorCommand) doctor.commandSpec().userObject();
    }
}
