package addresses;

import java.util.List;

/**
 * A line of an aliases file.
 *
 * @param name the name as written in the file; compared without regard to case
 * @param line the line's number, from 1
 */
public record Alias(String name, int line, List<Target> targets) {

    public Alias {
        targets = List.copyOf(targets);
    }

    /** @return the alias's commands, in the file's order */
    public List<Command> commands() {
        return targets.stream()
                .filter(Target.Pipe.class::isInstance)
                .map(Target.Pipe.class::cast)
                .map(Target.Pipe::command)
                .toList();
    }
}
