package cli;

import cli.runtime.Help;
import desk.OperatorAction;
import picocli.CommandLine.Command;

/** {@code hikyaku release} */
@Command(
        name = "release",
        description = {
            "Releases deliveries that are HELD, whatever their set's policy says.",
            ActionCommand.REPEAT,
            ActionCommand.EXIT_CODES
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku release --set demo --note spam-fail --why \"no spam\" --dry-run",
            "  hikyaku release 0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s01 --why \"no spam\""
        })
class ReleaseCommand extends ActionCommand {

    ReleaseCommand() {
        super(OperatorAction.RELEASE);
    }
}
