package cli;

import cli.runtime.Help;
import cli.runtime.Launcher;
import java.util.concurrent.Callable;
import lambda.RuntimeApi;
import lambda.StatusFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hikyaku status-function} */
@Command(
        name = "status-function",
        description = {
            "Runs inside AWS Lambda, until Lambda ends it: marks each mail of SES' events RECEIVED.",
            "Each mail is in the inbox of its set: HIKYAKU_SETS_NAME_INBOX, or the one of HIKYAKU_SWEEP_INBOXES.",
            "Exit code: 1 if Lambda's runtime API or a setting is wrong; 2 outside Lambda."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = "  hikyaku status-function")
class StatusFunctionCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (System.getenv(RuntimeApi.VARIABLE) == null) {
            throw new ParameterException(spec.commandLine(), "this is not AWS Lambda: no " + RuntimeApi.VARIABLE);
        }
        return Launcher.start("function", StatusFunction.class);
    }
}
