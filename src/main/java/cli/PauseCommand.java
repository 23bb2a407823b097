package cli;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import desk.OperatorPauses;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import policy.PausedSets;

/** {@code hikyaku pause} */
@Command(
        name = "pause",
        description = {
            "Pauses sets for all pipelines, until `hikyaku resume`. The ledger keeps the pause.",
            "Within seconds, their deliveries wait in the same attempt instead of being handed over. Deliveries that "
                    + "are handed over continue. New mail is still received.",
            "Exit code: 0 if the sets are paused, even if they were before; 1 if the ledger failed; 2 if the command "
                    + "line is wrong."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku pause --set demo --why \"its database is down\"",
            "  hikyaku pause --all --why \"the account is being moved\" --dry-run"
        })
class PauseCommand extends DeskCommand {

    /** Exactly one of these is required. */
    static final class Sets {

        @Option(names = "--set", required = true, description = "This set; may be given several times.")
        List<String> names = List.of();

        @Option(names = "--all", required = true, description = "All sets, also those that are added later.")
        boolean all;

        List<String> names() {
            return all ? List.of(PausedSets.ALL) : names;
        }
    }

    @ArgGroup(multiplicity = "1")
    Sets sets;

    @Option(names = "--why", required = true, description = "The reason, for the other operators. No part of a mail.")
    String why;

    @Option(names = "--by", description = "Your name. Default: ${DEFAULT-VALUE}.")
    String by = System.getProperty("user.name");

    @Option(names = "--dry-run", description = "Prints the present pauses; changes nothing.")
    boolean dryRun;

    @Override
    protected void check() {
        require(!why.isBlank() && !by.isBlank(), "--why and --by must not be empty");
    }

    @Override
    protected int run(Beans beans) {
        OperatorPauses pauses = beans.get(OperatorPauses.class);
        if (!dryRun) {
            for (String set : sets.names()) {
                if (!pauses.pause(set, by, why)) {
                    System.err.println("it was paused already; the first operator and reason stay");
                }
            }
        }
        pauses.all().forEach(pause -> System.out.println(OperatorPauses.line(pause)));
        return ExitCode.OK;
    }

    @Override
    protected int exitCodeOfFailure() {
        return 1;
    }
}
