package cli;

import cli.runtime.Help;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * A container's health check: the images have no shell tool that could send the request. It starts no Quarkus, because
 * it runs twice a minute.
 */
@Command(
        name = "health",
        description = {
            "Requests the health of the pipeline on this machine, and prints a line: UP, or DOWN with the cause.",
            "The address is quarkus.http.host and quarkus.http.port of its own environment.",
            "Exit code: 0 UP; 1 DOWN, or no answer within seven seconds; 2 the command line or a setting is wrong."
        },
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku health         # for a container: DOWN only if a restart helps",
            "  hikyaku health ready   # whether queues, ledger and buckets answer",
            "  QUARKUS_HTTP_PORT=9000 hikyaku health well"
        },
        mixinStandardHelpOptions = true)
class HealthCommand implements Callable<Integer> {

    private static final Set<String> CHECKS = Set.of("live", "ready", "well");

    @Parameters(
            arity = "0..1",
            paramLabel = "live|ready|well",
            defaultValue = "live",
            description = {
                "live (default): every poller is running. ready: the services that the pipeline needs answer.",
                "well: no delivery is open for too long, and all aliases files can be used."
            })
    String check = "live";

    @Override
    public Integer call() {
        if (!CHECKS.contains(check)) {
            System.err.println("health has no check of that name: give live, ready or well");
            return CommandLine.ExitCode.USAGE;
        }
        URI address;
        try {
            address = HealthAddress.of(HealthAddress.settings(), check);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        HealthAnswer answer = HealthAnswer.of(address);
        System.out.println(answer.isUp() ? "UP" : "DOWN: " + answer.why());
        return answer.isUp() ? 0 : 1;
    }
}
