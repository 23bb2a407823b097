package cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The mail that is asked for; {@link Showing} tells. */
@Command(
        name = "show",
        description = {
            "Shows all deliveries of a mail: what happened when, how long after the step before, by whom; where the mail"
                    + " and its parts lie.",
            "Exit code: 0 if the ledger knows the mail, 1 if not, 2 if the command line is wrong, 3 if the ledger cannot"
                    + " be read."
        },
        mixinStandardHelpOptions = true)
class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "MAIL", description = "Its id, or that of one of its deliveries.")
    String mail;

    @Option(names = "--json", description = "Prints it as JSON.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        return Hikyaku.start("desk", Showing.class, Hikyaku.arguments(spec));
    }
}
