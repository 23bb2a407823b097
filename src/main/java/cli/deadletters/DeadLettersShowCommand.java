package cli.deadletters;

import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import desk.DeadLetter;
import desk.DeadLetterDetails;
import desk.DeadLetterQueue;
import desk.DeliveryReader;
import desk.DeliveryText;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hikyaku dead-letters show} */
@Command(
        name = "show",
        description = {
            "Shows the reason of a message, and the timelines of its deliveries.",
            "Exit code: 0; 1 if there is no such message; 2 if the command line is wrong; "
                    + DeadLettersListCommand.FAILS
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = "  hikyaku dead-letters show 5fea7756-0ea4-451a-a703-a558b933e274")
class DeadLettersShowCommand extends DeskCommand {

    @Parameters(paramLabel = "ID", description = "The message's id, as `dead-letters list` prints it.")
    String id;

    @Option(names = "--json", description = "Prints the message as JSON.")
    boolean json;

    @Override
    protected int run(Beans beans) throws Exception {
        List<DeadLetter> found =
                beans.get(DeadLetterQueue.class).look(1, letter -> letter.id().equals(id));
        for (DeadLetter letter : found) {
            DeadLetterDetails details = DeadLetterDetails.of(letter, beans.get(DeliveryReader.class));
            if (json) {
                printJson(details);
            } else {
                System.out.println(letter.line());
                Instant now = beans.get(Clock.class).instant();
                details.deliveries().stream()
                        .flatMap(delivery -> DeliveryText.lines(delivery, now).stream())
                        .forEach(System.out::println);
            }
        }
        if (found.isEmpty()) {
            System.err.println("the dead-letter queue has no such message: hikyaku dead-letters list prints their ids");
        }
        return found.isEmpty() ? NOTHING : ExitCode.OK;
    }
}
