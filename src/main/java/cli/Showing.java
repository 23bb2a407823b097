package cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import desk.Stories;
import desk.Story;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** Prints what the ledger knows of the mail of {@link ShowCommand}. */
public class Showing extends Asking {

    @Inject
    Stories stories;

    @Inject
    Clock clock;

    @Override
    int answer(String... arguments) throws JsonProcessingException {
        ShowCommand command = Hikyaku.command(ShowCommand.class, arguments);
        List<Story> known = stories.ofMail(command.mail);
        if (command.json) {
            print(known);
        } else if (known.isEmpty()) {
            System.err.println("the ledger does not know this mail");
        }
        if (!command.json) {
            known.forEach(story -> story.lines(clock.instant()).forEach(System.out::println));
        }
        return known.isEmpty() ? NOTHING : ExitCode.OK;
    }
}
