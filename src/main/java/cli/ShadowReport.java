package cli;

import desk.Times;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is to be compared; {@link Comparing} does it. */
@Command(
        name = "shadow-report",
        description = {
            "Compares what Hikyaku would have done, in shadow mode, with what the old mail server did.",
            "LOG has a line for each mail that the old server piped into a program: message id, envelope recipient and"
                    + " exit code, with tabs between them.",
            "Exit code: 0 if both have the same mails for the same addresses, 1 if not, 2 if the command line or the log"
                    + " is wrong."
        },
        mixinStandardHelpOptions = true)
class ShadowReport implements Callable<Integer> {

    @Parameters(paramLabel = "LOG")
    Path log;

    @Option(names = "--set", required = true, description = "The set that is in shadow mode.")
    String set;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Times.class,
            description =
                    "When the log begins: what Hikyaku got before is not missed in it. " + Times.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Times.class,
            description = "When it ends. Default: now.")
    Instant until;

    @Option(names = "--json", description = "Prints the counts as JSON, without the differences.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        return Hikyaku.start("desk", Comparing.class, Hikyaku.arguments(spec));
    }
}
