package cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import desk.DeadLetter;
import desk.DeadLetterQueue;
import desk.Stories;
import desk.Story;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ExitCode;

/** Prints the dead-letter queue's messages, or one of them with what became of its deliveries. */
public class DeadLetterLook extends Asking {

    @Inject
    DeadLetterQueue queue;

    @Inject
    Stories stories;

    @Inject
    Clock clock;

    @Override
    int answer(String... arguments) throws JsonProcessingException {
        DeadLetterCommands.Look command = Hikyaku.command(DeadLetterCommands.Look.class, arguments);
        if (command.id().isEmpty()) {
            list(command);
            return ExitCode.OK;
        }
        List<DeadLetter> found = queue.look(1, letter -> letter.id().equals(command.id()));
        for (DeadLetter letter : found) {
            show(letter, command.json);
        }
        return found.isEmpty() ? NOTHING : ExitCode.OK;
    }

    private void list(DeadLetterCommands.Look command) throws JsonProcessingException {
        List<DeadLetter> letters = queue.look(command.limit, letter -> true);
        if (command.json) {
            print(letters.stream().map(DeadLetter::json).toList());
        } else {
            letters.forEach(letter -> System.out.println(letter.line()));
            System.out.printf("%d messages%s%n", letters.size(), letters.size() == command.limit ? " or more" : "");
        }
    }

    private void show(DeadLetter letter, boolean json) throws JsonProcessingException {
        List<Story> told = letter.deliveries().stream().map(stories::of).toList();
        if (json) {
            Map<String, Object> whole = letter.json();
            whole.put("deliveries", told);
            print(whole);
        } else {
            System.out.println(letter.line());
            told.forEach(story -> story.lines(clock.instant()).forEach(System.out::println));
        }
    }
}
