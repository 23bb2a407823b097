package cli;

import cli.runtime.Help;
import cli.runtime.Launcher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hikyaku courier} */
@Command(
        name = "courier",
        description = {
            "Runs inside the set's ECS task: runs the commands of deliveries, and ends.",
            "It runs the delivery that RunTask names in HIKYAKU_COURIER_MAIL, _RECIPIENT and _ATTEMPT,",
            "or all deliveries of the queue HIKYAKU_COURIER_QUEUE, until it has been empty for HIKYAKU_COURIER_IDLE.",
            "Exit code: the command's own; 0 if another courier has this attempt; 75 if the command was not run.",
            "With a queue: 0."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = "  hikyaku courier")
class CourierCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return Launcher.routes(System.getenv("HIKYAKU_COURIER_QUEUE") == null ? "courier" : "worker");
    }
}
