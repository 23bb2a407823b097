package cli;

import desk.Act;
import desk.Selection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hikyaku redrive}, {@code release} and {@code drop}: one command with three words. {@link Acting} does it. */
abstract class OperatorCommands implements Callable<Integer> {

    private static final String REPEAT =
            "Each is one write in the ledger, refused if the delivery has another status by then: an interrupted command"
                    + " is started again with the --until that it prints, and does the rest.";
    private static final String EXIT_CODES =
            "Exit code: 0 if all that were selected are done, none included; 1 if the ledger failed; 2 if the command line"
                    + " is wrong; 130 if it was interrupted.";

    final Act act;

    @Mixin
    Selection selection = new Selection();

    @Option(names = "--why", required = true, description = "For the timeline. Nothing out of the mail.")
    String why;

    @Option(names = "--by", description = "Who says so. Default: ${DEFAULT-VALUE}.")
    String by = System.getProperty("user.name");

    @Option(names = "--rate", description = "Deliveries a second, at most. Default: ${DEFAULT-VALUE}.")
    int rate = 50;

    @Option(names = "--dry-run", description = "Shows what would be done; changes nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "Prints the report as JSON.")
    boolean json;

    @Spec
    CommandSpec spec;

    OperatorCommands(Act act) {
        this.act = act;
        selection.status = act.from().get(0);
    }

    @Command(
            name = "redrive",
            description = {
                "Runs deliveries again that are FAILED (or DEAD, DROPPED, DONE: --status).",
                REPEAT,
                EXIT_CODES
            },
            mixinStandardHelpOptions = true)
    static class Redrive extends OperatorCommands {
        Redrive() {
            super(Act.REDRIVE);
        }
    }

    @Command(
            name = "release",
            description = {"Lets deliveries that are HELD go on, whatever their set's policy says.", REPEAT, EXIT_CODES
            },
            mixinStandardHelpOptions = true)
    static class Release extends OperatorCommands {
        Release() {
            super(Act.RELEASE);
        }
    }

    @Command(
            name = "drop",
            description = {
                "Closes deliveries that are HELD (or FAILED, DEAD: --status): nobody gets them.",
                REPEAT,
                EXIT_CODES
            },
            mixinStandardHelpOptions = true)
    static class Drop extends OperatorCommands {
        Drop() {
            super(Act.DROP);
        }
    }

    @Override
    public Integer call() {
        if (rate < 1 || selection.limit < 1) {
            throw new ParameterException(spec.commandLine(), "--rate and --limit are at least 1");
        }
        if (!act.from().contains(selection.status)) {
            throw new ParameterException(
                    spec.commandLine(), "what is " + selection.status + " is not " + act.done() + ": " + act.from());
        }
        return Hikyaku.start("desk", Acting.class, Hikyaku.arguments(spec));
    }
}
