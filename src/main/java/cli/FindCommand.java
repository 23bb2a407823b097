package cli;

import cli.runtime.DeliveryTable;
import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import cli.runtime.Terminal;
import desk.DeliveryDetails;
import desk.DeliveryPage;
import desk.DeliveryReader;
import desk.DeliveryText;
import desk.Finder;
import desk.KnownSets;
import desk.SearchPage;
import desk.SearchQuery;
import desk.TimeParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import ledger.DeliveryStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import settings.Settings;

/** {@code hikyaku find} */
@Command(
        name = "find",
        description = {
            "Finds deliveries by recipient, sender, sender's domain, shop, message id, delivery id, or a part of one."
                    + " Words of the subject find deliveries of sets that have subject-words.",
            "Prints a line for each, newest first: time of receipt, status and its duration, attempt, set/shop, "
                    + "recipient, sender, id. On a terminal it prints columns that fit. Standard error says how far"
                    + " the search looked, and where the next page begins.",
            "Exit code: 0 if there are any, 1 if there are none, 2 if the command line is wrong, 3 if the ledger cannot"
                    + " be read."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku find ne-001 order@market.example",
            "  hikyaku find --sender market.example --from yesterday --until 'today 09:00'",
            "  hikyaku find --set demo --subject '注文 確認' --from 7d",
            "  echo order@market.example | hikyaku find --sender -",
            "  hikyaku find --set demo --status HELD --from 2h",
            "  hikyaku find --limit 100 --json"
        })
public class FindCommand extends DeskCommand {

    private static final int MOST = 100;

    /** Maximum number of characters read from standard input, more than any term has. */
    private static final int LONGEST_TERM = 20_000;

    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            description = "A delivery must match all of them. Without words: the newest.")
    List<String> words = List.of();

    @Option(names = "--set", description = "Only deliveries of this set.")
    String set = "";

    @Option(names = "--status", description = "Only deliveries with this status: ${COMPLETION-CANDIDATES}.")
    DeliveryStatus status;

    @Option(
            names = "--tenant",
            paramLabel = "SHOP",
            description = "Only deliveries of this shop: the name of its alias.")
    String tenant = "";

    @Option(
            names = {"--sender", "--from-address"},
            paramLabel = "SENDER",
            description =
                    "Only mail from this address, domain with its subdomains (market.example), or domain's main word"
                            + " (market): the envelope sender, or the author in the header From."
                            + " -: read from standard input.")
    String sender = "";

    @Option(
            names = "--subject",
            paramLabel = "WORDS",
            description = "Only mail with all of these words in the subject. Needs a set with subject-words. -: read"
                    + " from standard input.")
    String subject = "";

    @Option(
            names = {"--from", "--since"},
            paramLabel = "TIME",
            description = "Only deliveries received at or after this time: " + TimeParser.WORDS
                    + ". In the set's zone, else hikyaku.search.zone. Without words, sender, subject and shop, the"
                    + " time of the status counts.")
    String from = "";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only deliveries before this time. Default: now. Each page prints where the next one begins.")
    String until = "";

    @Option(names = "--limit", description = "Lines per page, 1 to 100. Default: ${DEFAULT-VALUE}.")
    int limit = 20;

    @Option(names = "--json", description = "Prints the page as JSON, in the API's format.")
    boolean json;

    @Override
    protected void check() {
        require(limit >= 1 && limit <= MOST, "--limit must be 1 to " + MOST);
        require(
                !sender.equals("-") || !subject.equals("-"),
                "standard input has one term: write - for --sender or for --subject, not both");
        sender = term(sender);
        subject = term(subject);
        try {
            query(Clock.systemUTC(), ZoneId.systemDefault());
        } catch (IllegalArgumentException e) {
            require(false, e.getMessage());
        }
    }

    /** A process list shows arguments to every user of the machine, and never standard input. */
    private static String term(String given) {
        if (!given.equals("-")) {
            return given;
        }
        try {
            byte[] line = System.in.readNBytes(LONGEST_TERM);
            return new String(line, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected int run(Beans beans) throws Exception {
        beans.get(KnownSets.class).check(set);
        Clock clock = beans.get(Clock.class);
        Instant now = clock.instant();
        ZoneId zone = TimeParser.zone(beans.get(Settings.class), set);
        SearchPage found = beans.get(Finder.class).find(query(clock, zone));
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

    private SearchQuery query(Clock clock, ZoneId zone) {
        Instant since = from.isEmpty() ? Instant.EPOCH : TimeParser.parse(from, clock, zone);
        Instant end = until.isEmpty() ? SearchQuery.soon(clock.instant()) : TimeParser.parse(until, clock, zone);
        return new SearchQuery(String.join(" ", words), set, status, tenant, sender, subject, since, end, limit);
    }
}
