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

/**
 * {@code hikyaku forget}: forgets one delivery after another. If it is interrupted, it stops between two deliveries.
 */
@Command(
        name = "forget",
        description = {
            "Deletes mails, their parts, and what the ledger knows about people. Statuses, times and set of each "
                    + "delivery stay, under an id without the address. This cannot be undone, and the delivery "
                    + "cannot be run again.",
            "DONE, FAILED, DEAD or DROPPED deliveries can be forgotten; drop HELD ones first.",
            "A mail to several recipients stays in S3 until the last of its deliveries is forgotten, because its "
                    + "headers may name the others. Give the id of a mail to forget all of them at once.",
            "docs/retention.md says what logs, backups, the dead-letter queue and older versions in S3 keep.",
            "Exit code: 0 if all selected deliveries are forgotten, or none is selected; 1 if some were left, or "
                    + "AWS failed; 2 if the command line is wrong; 130 if it was interrupted."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku forget --tenant ne-001 --set demo --why \"contract ended\" --dry-run",
            "  hikyaku forget --recipient ne-001@shop.example --why \"request of 2026-11-24\" --yes"
        })
class ForgetCommand extends DeskCommand {

    @Parameters(paramLabel = "MAIL", arity = "0..*", description = "Ids of mails. Forgets all their deliveries.")
    List<String> mails = List.of();

    @Option(
            names = "--recipient",
            paramLabel = "ADDRESS",
            description = "Deliveries to this envelope address, as find shows it.")
    String recipient;

    @Option(names = "--tenant", description = "Deliveries of this shop: the name of its alias.")
    String tenant;

    @Option(
            names = "--set",
            description = "Only deliveries of this set. Several sets may have a shop of the same name.")
    String set;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Received at or after this time: " + TimeConverter.DESCRIPTION + ".")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Received before this time. Default: now.")
    Instant until;

    @Option(names = "--why", required = true, description = "The reason, for the timeline. No part of the mail.")
    String why;

    @Option(names = "--by", description = "Your name. Default: ${DEFAULT-VALUE}.")
    String by = System.getProperty("user.name");

    @Option(names = "--rate", description = "Maximum number of deliveries per second. Default: ${DEFAULT-VALUE}.")
    int rate = 20;

    @Option(names = "--limit", description = "Maximum number of deliveries.")
    int limit = Integer.MAX_VALUE;

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    @ArgGroup(multiplicity = "1")
    Mode mode;

    /** One of these options is required, because forgetting cannot be undone. */
    static class Mode {
        @Option(names = "--dry-run", description = "Shows what would be forgotten; changes nothing.")
        boolean dryRun;

        @Option(names = "--yes", description = "Forgets the deliveries.")
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
        require(meant == 1, "give exactly one of MAIL…, --recipient and --tenant");
        require(
                rate >= 1 && limit >= 1 && !why.isBlank() && !by.isBlank(),
                "--rate and --limit must be at least 1, --why and --by must not be empty");
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
                    "%d %sforgotten, %d already forgotten, %d left%n",
                    forgotten, mode.dryRun ? "would be " : "", before, left);
        }
    }
}
