package cli;

import cli.runtime.Help;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hikyaku aliases}: checks aliases files before they are used. Reads files only, and changes nothing. */
@Command(
        name = "aliases",
        description = "Checks and compares aliases files, and shows where an address leads.",
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {"  hikyaku aliases check demo/aliases", "  hikyaku aliases find ne-001@shop.example"},
        subcommands = {AliasesCheckCommand.class, AliasesDiffCommand.class, AliasesFindCommand.class})
class AliasesCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "check, diff or find is missing");
    }
}
