package cli;

import cli.runtime.Help;
import desk.OperatorAction;
import picocli.CommandLine.Command;

/** {@code hikyaku drop} */
@Command(
        name = "drop",
        description = {
            "Closes deliveries that are HELD (or FAILED, DEAD: --status): their program never gets the mail.",
            ActionCommand.REPEAT,
            ActionCommand.EXIT_CODES
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku drop --set demo --note virus-fail --why \"a virus\" --dry-run",
            "  hikyaku drop 0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s01 --status FAILED --why \"sent twice\""
        })
class DropCommand extends ActionCommand {

    DropCommand() {
        super(OperatorAction.DROP);
    }
}
