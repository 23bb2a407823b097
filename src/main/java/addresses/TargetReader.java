package addresses;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the right-hand sides of an aliases file, and the lists that they include. */
final class TargetReader {

    static final String HOW_TO_QUOTE =
            "put a target with spaces, commas or quotes into quotes, and a backslash before quotes in it";

    private final List<Problem> problems;
    private final Map<TableSource, TableVersion> lists = new LinkedHashMap<>();
    private final Deque<TableSource> open = new ArrayDeque<>();

    /**
     * @param source the aliases file; the lists that it includes are in the same folder
     * @param problems receives the problems found
     */
    TargetReader(TableSource source, List<Problem> problems) {
        this.problems = problems;
        open.push(source);
    }

    /** The position of a target: a line of the aliases file, or a list included by this line. */
    private record TargetPosition(int line, String inList) {}

    /** @throws IllegalArgumentException if a target cannot be read, or there is none */
    List<Target> read(TableLine line) {
        int before = problems.size();
        String value = line.text().substring(Quotes.indexOutside(line.text(), ':') + 1);
        List<Target> targets = read(new TargetPosition(line.number(), ""), value);
        if (targets.isEmpty() && problems.size() == before) {
            throw new IllegalArgumentException("the alias has no target");
        }
        return targets;
    }

    /** @return included lists, with the stamps of the versions read */
    Map<TableSource, String> versions() {
        Map<TableSource, String> versions = new LinkedHashMap<>();
        lists.forEach((list, content) -> versions.put(list, content.stamp()));
        return versions;
    }

    private List<Target> read(TargetPosition place, String value) {
        List<Target> targets = new ArrayList<>();
        for (Target target : Targets.of(value)) {
            tell(place, target);
            if (target instanceof Target.Include include) {
                targets.addAll(included(place, include));
            } else {
                targets.add(target);
            }
        }
        return targets;
    }

    private List<Target> included(TargetPosition place, Target.Include include) {
        try {
            TableSource list = open.peek().beside(include.path());
            if (open.contains(list)) {
                broken(place, list + " includes itself", "remove it from its own targets");
                return List.of();
            }
            List<TableLine> lines = TableLine.single(content(list).lines());
            if (lines.isEmpty()) {
                minor(place, list + " is empty", "mail is held: add a target, or remove the alias");
            }
            open.push(list);
            List<Target> targets = lines.stream()
                    .flatMap(line -> listed(place, list, line).stream())
                    .toList();
            open.pop();
            return targets;
        } catch (UnreadableTable e) {
            broken(place, e.getMessage(), "copy it here with the aliases file, and make it readable");
        } catch (IllegalArgumentException e) {
            broken(place, ":include:" + include.path() + " cannot be found from here", e.getMessage());
        }
        return List.of();
    }

    private List<Target> listed(TargetPosition place, TableSource list, TableLine line) {
        TargetPosition inside = new TargetPosition(place.line(), list + " line " + line.number() + ": ");
        if (line.isNoText()) {
            problems.add(Problem.noText(inside.line(), inside.inList()));
            return List.of();
        }
        try {
            return read(inside, line.text());
        } catch (IllegalArgumentException e) {
            broken(inside, e.getMessage(), HOW_TO_QUOTE);
            return List.of();
        }
    }

    /** A list is read once for all aliases that include it; a missing one is checked for later. */
    private TableVersion content(TableSource list) throws UnreadableTable {
        TableVersion known = lists.get(list);
        if (known == null || known.stamp().equals(TableSource.MISSING)) {
            lists.put(list, new TableVersion(TableSource.MISSING, List.of()));
            lists.put(list, list.read());
        }
        return lists.get(list);
    }

    private void tell(TargetPosition place, Target target) {
        if (target instanceof Target.MailFile mailFile) {
            minor(place, "mail is appended to the file " + mailFile.path(), "pipe it into a program that appends it");
        } else if (target instanceof Target.Fail) {
            minor(
                    place,
                    "mail is refused",
                    "SES still accepts the mail, and it is held; remove the alias if it is not needed");
        } else if (target instanceof Target.Discard) {
            minor(place, "mail is thrown away", "to discard mail, pipe it into true(1)");
        } else if (target instanceof Target.Pipe pipe && pipe.command().needsShell()) {
            minor(place, "the command needs a shell", "put it into a script, or allow the set pipe.shell");
        } else if (target instanceof Target.Forward forward && forward.pastAliases()) {
            minor(
                    place,
                    "the backslash means a mailbox to sendmail, and nothing to Postfix",
                    "Hikyaku has no mailboxes: to store mail, pipe it into a program");
        }
    }

    private void broken(TargetPosition place, String what, String remedy) {
        problems.add(Problem.broken(place.line(), place.inList() + what, remedy));
    }

    private void minor(TargetPosition place, String what, String remedy) {
        problems.add(Problem.minor(place.line(), place.inList() + what, remedy));
    }
}
