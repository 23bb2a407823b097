package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import cli.runtime.TimeConverter;
import desk.DeliveryText;
import desk.KnownSets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import reconcile.Balance;
import reconcile.Difference;
import reconcile.Period;
import reconcile.Reconciler;
import settings.Settings;

/** {@code hikyaku reconcile} */
@Command(
        name = "reconcile",
        description = {
            "Compares what the mail buckets stored with deliveries, objects and dead letters, for a period of time.",
            "Prints each difference: its kind, the delivery's or the mail's id, set/shop, what is found, and on a second"
                    + " line the command that repairs it. Prints nothing if there is none. Changes nothing without --enter.",
            "It needs about 1 request per mail of that time, however much older mail is kept.",
            "Exit code: 0 if there is no difference; 1 if there is one; 2 if the command line is wrong; 3 if the ledger, a"
                    + " bucket or the dead-letter queue cannot be read."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku reconcile                                    # yesterday",
            "  hikyaku reconcile --since 2026-11-24 --until 2026-11-27 --set demo --counts",
            "  hikyaku reconcile --since 3h --json"
        })
class ReconcileCommand extends DeskCommand {

    private static final Duration LONGEST = Duration.ofDays(31);

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only mail received at or after this time: " + TimeConverter.DESCRIPTION
                    + ". Default: the beginning of yesterday.")
    Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only mail received before this time. Default: the beginning of today; with --since, now.")
    Instant until;

    @Option(names = "--set", description = "Only mail of this set.")
    String set;

    @Option(names = "--tenant", description = "Only mail of this shop: the name of its alias.")
    String tenant;

    @Option(names = "--counts", description = "Also prints each shop's number of deliveries by status.")
    boolean counts;

    @Option(
            names = "--enter",
            description = "Enters mails that the buckets did not announce (event-missing) into the day book.")
    boolean enter;

    @Option(names = "--json", description = "Prints counts and differences as JSON.")
    boolean json;

    @Override
    protected void check() {
        require(since == null || until == null || since.isBefore(until), "--since must be before --until");
        require(
                since == null || until == null || Duration.between(since, until).compareTo(LONGEST) <= 0,
                "one run reconciles at most 31 days: give a later --since, or an earlier --until");
        require(!enter || set == null && tenant == null, "--enter is for all sets: leave --set and --tenant out");
    }

    @Override
    protected int run(Beans beans) throws Exception {
        if (set != null) {
            beans.get(KnownSets.class).check(set);
        }
        Reconciler reconciler = beans.get(Reconciler.class);
        Period period = period(beans.get(Clock.class).instant());
        Instant kept =
                beans.get(Clock.class).instant().minus(beans.get(Settings.class).retention());
        if (period.from().isBefore(kept)) {
            System.err.println(
                    "the ledger no longer has rows of that time, because it deletes them after hikyaku.retention: "
                            + "give a later --since");
            return ExitCode.USAGE;
        }
        if (enter) {
            System.out.printf("%d mails entered into the day book%n", reconciler.enter(period));
            return ExitCode.OK;
        }
        Balance balance = reconciler.reconcile(period, set, tenant);
        if (json) {
            printJson(balance);
        } else {
            print(balance);
        }
        return balance.differences().isEmpty() ? ExitCode.OK : NOTHING;
    }

    private Period period(Instant now) {
        ZoneId zone = ZoneId.systemDefault();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant from =
                since != null ? since : today.minusDays(1).atStartOfDay(zone).toInstant();
        Instant to = since != null ? now : today.atStartOfDay(zone).toInstant();
        return new Period(from, until != null ? until : to);
    }

    private void print(Balance balance) {
        balance.notes().forEach(System.err::println);
        if (counts) {
            System.out.printf("%d mails stored, %s to %s%n", balance.stored(), balance.from(), balance.until());
            balance.counts().forEach(ReconcileCommand::print);
        }
        balance.differences().forEach(ReconcileCommand::print);
    }

    private static void print(Balance.TenantCount count) {
        String ended = count.byStatus().entrySet().stream()
                .map(status -> status.getKey() + " " + status.getValue())
                .collect(Collectors.joining(", "));
        System.out.printf("%s: %d deliveries: %s%n", owner(count.set(), count.tenant()), count.deliveries(), ended);
    }

    private static void print(Difference difference) {
        System.out.printf(
                "%s  %s  %s  %s%n",
                difference.kind().text(),
                DeliveryText.plain(difference.id()),
                owner(difference.set(), difference.tenant()),
                DeliveryText.plain(difference.detail()));
        System.out.println("    " + DeliveryText.plain(difference.command()));
    }

    private static String owner(String set, String tenant) {
        return DeliveryText.plain((set.isEmpty() ? "-" : set) + "/" + (tenant.isEmpty() ? "-" : tenant));
    }
}
