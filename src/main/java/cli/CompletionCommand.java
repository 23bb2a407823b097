package cli;

import cli.runtime.Help;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hikyaku completion} */
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in bash and zsh.",
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {"  source <(hikyaku completion)", "  hikyaku completion > /etc/bash_completion.d/hikyaku"})
class CompletionCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        System.out.println(AutoComplete.bash("hikyaku", spec.root().commandLine()));
        return ExitCode.OK;
    }
}
