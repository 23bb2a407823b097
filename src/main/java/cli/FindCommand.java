package cli;

import desk.Question;
import desk.Times;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import ledger.DeliveryStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is looked for; {@link Finding} does it. */
@Command(
        name = "find",
        description = {
            "Finds deliveries by what there is of them: recipient, sender, shop, message id, id, or a piece of one.",
            "Prints a line for each, newest first: received, status and for how long, attempt, set/shop, recipient,"
                    + " sender, id.",
            "Exit code: 0 if there are any, 1 if there are none, 2 if the command line is wrong, 3 if the ledger cannot"
                    + " be read."
        },
        mixinStandardHelpOptions = true)
public class FindCommand implements Callable<Integer> {

    private static final int MOST = 100;

    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            description = "Each of them is in the delivery. Without any: the newest.")
    List<String> words = List.of();

    @Option(names = "--set", description = "Of this set.")
    String set = "";

    @Option(names = "--status", description = "That have this status.")
    DeliveryStatus status;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Received then or later; without words, that have had their status since then: "
                    + Times.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Before then. Default: now. Each page says where the next one begins.")
    Instant until;

    @Option(names = "--limit", description = "Lines of a page, 1 to 100. Default: ${DEFAULT-VALUE}.")
    int limit = 20;

    @Option(names = "--json", description = "Prints the page as JSON.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw new ParameterException(spec.commandLine(), "--limit is 1 to " + MOST);
        }
        try {
            question(Instant.EPOCH);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        return Hikyaku.start("desk", Finding.class, Hikyaku.arguments(spec));
    }

    Question question(Instant now) {
        Instant end = until == null ? Question.soon(now) : until;
        return new Question(String.join(" ", words), set, status, since, end, limit);
    }
}
