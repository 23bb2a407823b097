package cli.deadletters;

import cli.runtime.Help;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hikyaku dead-letters} */
@Command(
        name = "dead-letters",
        description =
                "Shows the messages of the dead-letter queue, and moves messages back. Never prints any part of a mail.",
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {"  hikyaku dead-letters list", "  hikyaku dead-letters move-back --dry-run"},
        subcommands = {DeadLettersListCommand.class, DeadLettersShowCommand.class, DeadLettersMoveBackCommand.class})
public class DeadLettersCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "list, show or move-back is missing");
    }
}
