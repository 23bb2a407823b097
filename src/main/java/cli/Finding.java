package cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import desk.Answer;
import desk.Finder;
import desk.Line;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ExitCode;

/** Prints a page of what {@link FindCommand} looks for. */
public class Finding extends Asking {

    @Inject
    Finder finder;

    @Inject
    Clock clock;

    @Override
    int answer(String... arguments) throws JsonProcessingException {
        FindCommand command = Hikyaku.command(FindCommand.class, arguments);
        Instant now = clock.instant();
        Answer answer = finder.find(command.question(now));
        if (command.json) {
            print(page(answer));
        } else {
            answer.entries().forEach(entry -> System.out.println(Line.of(entry).text(now)));
            answer.hints("more: --until ").forEach(System.err::println);
        }
        return answer.entries().isEmpty() ? NOTHING : ExitCode.OK;
    }

    private static Map<String, Object> page(Answer answer) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("deliveries", answer.entries().stream().map(Line::of).toList());
        page.put("next", answer.next() == null ? "" : answer.next().toString());
        page.put("partial", answer.partial());
        return page;
    }
}
