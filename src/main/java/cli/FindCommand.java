package cli;

import cli.runtime.DeliveryTable;
import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import cli.runtime.Terminal;
import cli.runtime.TimeConverter;
import desk.DeliveryDetails;
import desk.DeliveryPage;
import desk.DeliveryReader;
import desk.DeliveryText;
import desk.Finder;
import desk.KnownSets;
import desk.SearchPage;
import desk.SearchQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import ledger.DeliveryStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hikyaku find} */
@Command(
        name = "find",
        description = {
            "Finds deliveries by recipient, sender, shop, message id, delivery id, or a part of one.",
            "Prints a line for each, newest first: time of receipt, status and its duration, attempt, set/shop, "
                    + "recipient, sender, id. On a terminal it prints columns that fit.",
            "Exit code: 0 if there are any, 1 if there are none, 2 if the command line is wrong, 3 if the ledger cannot"
                    + " be read."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku find ne-001 order@market.example",
            "  hikyaku find --set demo --status HELD --since 2h",
            "  hikyaku find --limit 100 --json"
        })
public class FindCommand extends DeskCommand {

    private static final int MOST = 100;

    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            description = "A delivery must match all of them. Without words: the newest.")
    List<String> words = List.of();

    @Option(names = "--set", description = "Only of this set.")
    String set = "";

    @Option(names = "--status", description = "Only with this status: ${COMPLETION-CANDIDATES}.")
    DeliveryStatus status;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Received at or after this time; without words, in their status since it: "
                    + TimeConverter.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Before then. Default: now. Each page prints where the next one begins.")
    Instant until;

    @Option(names = "--limit", description = "Lines per page, 1 to 100. Default: ${DEFAULT-VALUE}.")
    int limit = 20;

    @Option(names = "--json", description = "Prints the page as JSON, in the API's format.")
    boolean json;

    @Override
    protected void check() {
        require(limit >= 1 && limit <= MOST, "--limit is 1 to " + MOST);
        try {
            query(Instant.EPOCH);
        } catch (IllegalArgumentException e) {
            require(false, e.getMessage());
        }
    }

    @Override
    protected int run(Beans beans) throws Exception {
        beans.get(KnownSets.class).check(set);
        Instant now = beans.get(Clock.class).instant();
        SearchPage found = beans.get(Finder.class).find(query(now));
        DeliveryPage page = beans.get(DeliveryReader.class).page(found);
        if (json) {
            printJson(page);
        } else {
            print(page.deliveries(), now);
            found.hints("more: --until ").forEach(System.err::println);
        }
        return page.deliveries().isEmpty() ? NOTHING : ExitCode.OK;
    }

    private void print(List<DeliveryDetails> deliveries, Instant now) {
        if (Terminal.isThere() && !deliveries.isEmpty()) {
            DeliveryTable.lines(deliveries, now, Terminal.width(spec)).forEach(System.out::println);
        } else {
            deliveries.forEach(delivery -> System.out.println(DeliveryText.line(delivery, now)));
        }
    }

    private SearchQuery query(Instant now) {
        Instant end = until == null ? SearchQuery.soon(now) : until;
        return new SearchQuery(String.join(" ", words), set, status, since, end, limit);
    }
}
