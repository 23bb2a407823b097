package cli;

import cli.runtime.Help;
import desk.OperatorAction;
import picocli.CommandLine.Command;

/** {@code hikyaku redrive} */
@Command(
        name = "redrive",
        description = {
            "Runs deliveries again that are FAILED (or DEAD, DROPPED, DONE: --status).",
            ActionCommand.REPEAT,
            ActionCommand.EXIT_CODES
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku redrive --set demo --since 2h --why \"database is up\" --dry-run",
            "  hikyaku redrive --set demo --status DEAD --rate 5 --why \"database is up\""
        })
class RedriveCommand extends ActionCommand {

    RedriveCommand() {
        super(OperatorAction.REDRIVE);
    }
}
