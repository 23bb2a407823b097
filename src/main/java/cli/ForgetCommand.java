package cli;

import desk.Times;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hikyaku forget}. {@link ForgettingAll} does it. */
@Command(
        name = "forget",
        description = {
            "Takes away mails, their parts, and what the ledger knows of people: of each delivery the statuses, times and"
                    + " set stay, under an id that has no address. It cannot be undone, and not be run again.",
            "What is DONE, FAILED, DEAD or DROPPED can be forgotten; drop what is HELD first.",
            "A mail to several recipients stays in S3 until the last of its deliveries is forgotten: its headers may name"
                    + " the others. Ids of mails forget all of them at once.",
            "What logs, backups, the dead-letter queue and S3's older versions keep is in docs/retention.md.",
            "Exit code: 0 if all that were meant are forgotten, none included; 1 if some were left, or AWS failed; 2 if the"
                    + " command line is wrong; 130 if it was interrupted."
        },
        mixinStandardHelpOptions = true)
class ForgetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MAIL", arity = "0..*", description = "Ids of mails: all of their deliveries.")
    List<String> mails = List.of();

    @Option(names = "--recipient", paramLabel = "ADDRESS", description = "To this envelope address, as find shows it.")
    String recipient;

    @Option(names = "--tenant", description = "Of this shop: the alias's name.")
    String tenant;

    @Option(names = "--set", description = "Only of this set: the same name may be a shop of several.")
    String set;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Received since then: " + Times.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Received before then. Default: now.")
    Instant until;

    @Option(names = "--why", required = true, description = "For the timeline. Nothing out of the mail.")
    String why;

    @Option(names = "--by", description = "Who says so. Default: ${DEFAULT-VALUE}.")
    String by = System.getProperty("user.name");

    @Option(names = "--rate", description = "Deliveries a second, at most. Default: ${DEFAULT-VALUE}.")
    int rate = 20;

    @Option(names = "--limit", description = "So many at most.")
    int limit = Integer.MAX_VALUE;

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    @ArgGroup(multiplicity = "1")
    Sure sure;

    static class Sure {
        @Option(names = "--dry-run", description = "Shows what would be forgotten; changes nothing.")
        boolean dryRun;

        @Option(names = "--yes", description = "Forgets.")
        boolean yes;
    }

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        long meant = List.of(!mails.isEmpty(), recipient != null, tenant != null).stream()
                .filter(given -> given)
                .count();
        if (meant != 1) {
            throw new ParameterException(spec.commandLine(), "one of MAIL…, --recipient and --tenant");
        }
        if (rate < 1 || limit < 1 || why.isBlank() || by.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "--rate and --limit are at least 1, --why and --by not empty");
        }
        return Hikyaku.start("desk", ForgettingAll.class, Hikyaku.arguments(spec));
    }
}
