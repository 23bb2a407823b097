package cli;

import archive.Forgetter;
import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Interruption;
import cli.runtime.Launcher.Beans;
import cli.runtime.Progress;
import cli.runtime.TimeConverter;
import desk.ForgetRequest;
import desk.ForgetSelector;
import desk.KnownSets;
import desk.RateLimit;
import desk.SearchQuery;
import desk.access.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hikyaku forget}: forgets one delivery after another. Interrupted, it ends between two of them. */
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
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku forget --tenant ne-001 --set demo --why \"contract ended\" --dry-run",
            "  hikyaku forget --recipient ne-001@shop.example --why \"request of 2026-11-24\" --yes"
        })
class ForgetCommand extends DeskCommand {

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
            converter = TimeConverter.class,
            description = "Received since then: " + TimeConverter.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Received before then. Default: now.")
    Instant until;

    @Option(names = "--why", required = true, description = "The reason, for the timeline. Nothing out of the mail.")
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
    Mode mode;

    /** Either of them must be given: what is forgotten is gone. */
    static class Mode {
        @Option(names = "--dry-run", description = "Shows what would be forgotten; changes nothing.")
        boolean dryRun;

        @Option(names = "--yes", description = "Forgets.")
        boolean yes;
    }

    private Forgetter forgetter;
    private Interruption interruption;
    private int forgotten;
    private int before;
    private int left;
    private boolean whole;

    @Override
    protected void check() {
        long meant = Stream.of(!mails.isEmpty(), recipient != null, tenant != null)
                .filter(given -> given)
                .count();
        require(meant == 1, "one of MAIL…, --recipient and --tenant");
        require(
                rate >= 1 && limit >= 1 && !why.isBlank() && !by.isBlank(),
                "--rate and --limit are at least 1, --why and --by not empty");
    }

    @Override
    protected int run(Beans beans) throws Exception {
        if (set != null) {
            beans.get(KnownSets.class).check(set);
        }
        forgetter = beans.get(Forgetter.class);
        interruption = beans.get(Interruption.class);
        Instant end = until == null ? SearchQuery.soon(beans.get(Clock.class).instant()) : until;
        ForgetRequest request = new ForgetRequest(mails, tenant, recipient, set, since, end);
        interruption.begin();
        try {
            forgetAll(beans.get(ForgetSelector.class).select(request));
        } finally {
            interruption.end();
            report();
        }
        return whole && left == 0 ? ExitCode.OK : 1;
    }

    private void forgetAll(Stream<Entry> meant) {
        RateLimit pace = new RateLimit(rate, System::nanoTime);
        Progress progress = new Progress(System.err, System::nanoTime);
        whole = meant.takeWhile(entry -> forgotten < limit).allMatch(entry -> goesOnAfter(entry, pace, progress));
    }

    private boolean goesOnAfter(Entry entry, RateLimit pace, Progress progress) {
        forget(entry);
        pace.step();
        progress.tell(forgotten + before + left, forgotten, "forgotten");
        if (mode.dryRun || !interruption.isAskedWithin(pace.untilNext())) {
            return true;
        }
        System.err.println("interrupted");
        return false;
    }

    private void forget(Entry entry) {
        String id = entry.claim().id().toString();
        if (entry.status() == DeliveryStatus.FORGOTTEN) {
            before++;
        } else if (!entry.status().isOver()) {
            left++;
            System.err.printf("%s is %s: not forgotten%n", id, entry.status());
        } else if (mode.dryRun) {
            forgotten++;
            (json ? System.err : System.out)
                    .printf("%s %s since %s%n", id, entry.status(), entry.last().at());
        } else if (forgetter.forget(entry, by, why)) {
            forgotten++;
            AuditLog.allowed(by, "forget", id);
        } else {
            left++;
            AuditLog.refused(by, "forget", id);
            System.err.printf("%s has another status by now: not forgotten%n", id);
        }
    }

    private void report() throws Exception {
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("forgotten", forgotten);
            report.put("before", before);
            report.put("left", left);
            report.put("dryRun", mode.dryRun);
            printJson(report);
        } else {
            System.out.printf(
                    "%d %sforgotten, %d were before, %d left%n",
                    forgotten, mode.dryRun ? "would be " : "", before, left);
        }
    }
}
