package cli.deadletters;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import desk.DeadLetter;
import desk.DeadLetterDetails;
import desk.DeadLetterQueue;
import desk.DeliveryReader;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code hikyaku dead-letters list} */
@Command(
        name = "list",
        description = {
            "Prints a line for each message: id, time, reason, and its delivery with its status.",
            "Meanwhile the messages are hidden from other readers.",
            "Exit code: 0, even if there are none; 2 if the command line is wrong; " + DeadLettersListCommand.FAILS
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {"  hikyaku dead-letters list", "  hikyaku dead-letters list --limit 10 --json"})
class DeadLettersListCommand extends DeskCommand {

    static final String FAILS = "3 if the queue or the ledger fails.";

    @Option(names = "--limit", description = "Maximum number of messages. Default: ${DEFAULT-VALUE}.")
    int limit = 1000;

    @Option(names = "--json", description = "Prints the messages as JSON.")
    boolean json;

    @Override
    protected void check() {
        require(limit >= 1, "--limit must be at least 1");
    }

    @Override
    protected int run(Beans beans) throws Exception {
        List<DeadLetter> letters = beans.get(DeadLetterQueue.class).look(limit, letter -> true);
        if (json) {
            DeliveryReader reader = beans.get(DeliveryReader.class);
            printJson(letters.stream()
                    .map(letter -> DeadLetterDetails.of(letter, reader))
                    .toList());
        } else {
            letters.forEach(letter -> System.out.println(letter.line()));
            System.out.printf("%d messages%s%n", letters.size(), letters.size() == limit ? " or more" : "");
        }
        return ExitCode.OK;
    }
}
