package cli;

import cli.runtime.Help;
import cli.runtime.Launcher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hikyaku run} */
@Command(
        name = "run",
        description = "Runs the pipeline until SIGTERM: from the receive queue to the sets' tasks.",
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = "  hikyaku run")
class PipelineCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return Launcher.routes("pipeline");
    }
}
