package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import java.util.List;
import ledger.Entry;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reconcile.Announcer;

/** {@code hikyaku announce} */
@Command(
        name = "announce",
        description = {
            "Announces a mail again, from its rows in the ledger, for open deliveries that nothing resumes.",
            "Sends a notification for each to the receive queue. Leaves out a delivery that is not due or that a worker"
                    + " has, so that no program runs twice.",
            "Exit code: 0 if each mail has an open delivery; 1 if one has none; 2 if the command line is wrong;"
                    + " 3 if the ledger or the queue fails."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku announce 0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s01",
            "  hikyaku announce 0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s01 --dry-run"
        })
class AnnounceCommand extends DeskCommand {

    @Parameters(paramLabel = "MAIL", arity = "1..*", description = "Ids of mails.")
    List<String> mails;

    @Option(names = "--dry-run", description = "Shows what would be announced; changes nothing.")
    boolean dryRun;

    @Override
    protected int run(Beans beans) {
        Announcer announcer = beans.get(Announcer.class);
        int exitCode = ExitCode.OK;
        for (String mail : mails) {
            List<Entry> open = announcer.open(mail);
            for (Entry entry : open) {
                if (!dryRun) {
                    announcer.announce(entry);
                }
                System.out.printf(
                        "%s %s %s%n", entry.claim().id(), entry.status(), dryRun ? "would be announced" : "announced");
            }
            if (open.isEmpty()) {
                System.err.println(
                        "the ledger has no open delivery of this mail: hikyaku show prints all its deliveries");
                exitCode = NOTHING;
            }
        }
        return exitCode;
    }
}
