package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import desk.DeliveryDetails;
import desk.DeliveryReader;
import desk.DeliveryText;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hikyaku show} */
@Command(
        name = "show",
        description = {
            "Shows all deliveries of a mail: each event with its time, the time since the previous event, and its "
                    + "author; the locations of the mail and its parts.",
            "Exit code: 0 if the ledger knows the mail, 1 if not, 2 if the command line is wrong, 3 if the ledger cannot"
                    + " be read."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku show 0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s01",
            "  hikyaku show 0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s01 --json"
        })
class ShowCommand extends DeskCommand {

    @Parameters(paramLabel = "MAIL", description = "The id of the mail, or of one of its deliveries.")
    String mail;

    @Option(names = "--json", description = "Prints the deliveries as JSON, in the API's format.")
    boolean json;

    @Override
    protected int run(Beans beans) throws Exception {
        List<DeliveryDetails> known = beans.get(DeliveryReader.class).ofMail(mail);
        Instant now = beans.get(Clock.class).instant();
        if (json) {
            printJson(known);
        } else {
            known.forEach(delivery -> DeliveryText.lines(delivery, now).forEach(System.out::println));
        }
        if (known.isEmpty()) {
            System.err.println("the ledger does not know this mail: hikyaku find searches by address or shop");
        }
        return known.isEmpty() ? NOTHING : ExitCode.OK;
    }
}
