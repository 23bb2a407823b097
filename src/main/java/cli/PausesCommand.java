package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import desk.OperatorPauses;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import policy.PausedSets.Pause;

/** {@code hikyaku pauses} */
@Command(
        name = "pauses",
        description = {
            "Shows what is paused for all pipelines: set, since when, by whom, why.",
            "Exit code: 0 if anything is paused, 1 if nothing is, 3 if the ledger cannot be read."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {"  hikyaku pauses", "  hikyaku pauses --json"})
class PausesCommand extends DeskCommand {

    @Option(names = "--json", description = "Prints them as JSON, in the API's format; the set \"*\" is all sets.")
    boolean json;

    @Override
    protected int run(Beans beans) throws Exception {
        List<Pause> all = beans.get(OperatorPauses.class).all();
        if (json) {
            printJson(all);
        } else {
            all.forEach(pause -> System.out.println(OperatorPauses.line(pause)));
        }
        return all.isEmpty() ? NOTHING : ExitCode.OK;
    }
}
