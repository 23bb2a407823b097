package cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the user of a terminal sees before anything starts. */
class CommandLineTest {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|([^\\s\"]+)");

    static Stream<CommandLine> commands() {
        return all(Hikyaku.commandLine())
                .filter(command -> !command.getCommandName().equals("help"));
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandLineTest::all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandHasExamplesAndEachOfThemIsRight(CommandLine command) {
        List<String> examples = List.of(command.getCommandSpec().usageMessage().footer());

        assertThat(examples).isNotEmpty().allMatch(example -> example.contains("hikyaku "));
        assertThat(command.getUsageMessage()).contains("Examples:", examples.get(0));
        for (String example : examples) {
            String line = example.substring(example.indexOf("hikyaku ")).replaceAll("hikyaku |[<>)#].*", "");
            Hikyaku.commandLine().parseArgs(words(line));
        }
    }

    private static String[] words(String line) {
        return WORD.matcher(line).results().map(CommandLineTest::word).toArray(String[]::new);
    }

    private static String word(MatchResult word) {
        return word.group(1) == null ? word.group(2) : word.group(1);
    }

    @Test
    void withoutArgumentsThereIsHelpAndNoPipeline() {
        Run run = run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("Usage: hikyaku", "run", "find", "redrive", "Examples:");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(run("help").output()).contains("Usage: hikyaku");
        assertThat(run("help", "find").output()).contains("Usage: hikyaku find", "--status");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    find --limit 0          | --limit must be 1 to 100 (hikyaku find --help)
                    find --status nosuch    | --status
                    find --since soon       | yesterday, today 09:00
                    find --until 25:00      | yesterday, today 09:00
                    find --sender - --subject - | standard input has one term
                    redrive --why x --since yesterday | how long ago
                    show                    | Missing required parameter: 'MAIL' (hikyaku show --help)
                    redrive mail-1          | Missing required option: '--why=<why>' (hikyaku redrive --help)
                    release --status DONE --why x | what is DONE is not released: [HELD] (hikyaku release --help)
                    pause --why x           | --set
                    pause --set a --all --why x | mutually exclusive
                    aliases                 | check, diff or find is missing (hikyaku aliases --help)
                    dead-letters list --limit 0 | --limit must be at least 1 (hikyaku dead-letters list --help)
                    fnd                     | Did you mean
                    xyzzy                   | 'xyzzy' is not a command (hikyaku --help)
                    show mail-1 mail-2      | 'mail-2' is one argument too many (hikyaku show --help)
                    shadow-report /nosuch --set demo | there is no file /nosuch (hikyaku shadow-report --help)
                    replay /nosuch --dry-run | there is no /nosuch (hikyaku replay --help)
                    """)
    void aWrongCommandLineIsToldInOneLine(String line, String told) {
        Run run = run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors().strip()).contains(told).hasLineCount(1);
    }

    /** A process list shows arguments to every user of the machine. */
    @Test
    void aSearchedAddressMayComeFromStandardInput() {
        InputStream before = System.in;
        System.setIn(
                new ByteArrayInputStream(("x".repeat(501) + "@market.example\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("find", "--sender", "-").errors())
                    .as("the address was read, and judged like any other")
                    .contains("at most 500 characters")
                    .doesNotContain("market");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aStatusMayBeWrittenInLowerCase() {
        Hikyaku.commandLine().parseArgs("find", "--status", "held");
    }

    @Test
    void completionKnowsEveryCommandAndItsOptions() {
        PrintStream out = System.out;
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        System.setOut(new PrintStream(script, true, StandardCharsets.UTF_8));
        try {
            assertThat(Hikyaku.commandLine().execute("completion")).isZero();
        } finally {
            System.setOut(out);
        }

        assertThat(script.toString(StandardCharsets.UTF_8))
                .contains("complete -F _complete_hikyaku", "dead-letters", "move-back", "--dry-run", "HANDED_OVER");
    }

    @Test
    void theVersionComesFromTheBuild() {
        assertThat(run("--version").output().strip())
                .matches("hikyaku (\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?|\\(not built by Maven\\))");
    }

    private record Run(int exitCode, String output, String errors) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Hikyaku.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
