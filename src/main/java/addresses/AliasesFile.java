package addresses;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An aliases file as sendmail and Postfix read it. A file with problems can be read all the same: what they are is part
 * of the answer.
 *
 * @see <a href="https://www.postfix.org/aliases.5.html">aliases(5)</a>
 */
public final class AliasesFile {

    private final Map<String, Alias> aliases = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Path> files = new LinkedHashSet<>();

    private AliasesFile() {}

    /** Files that it includes are read with it. */
    public static AliasesFile read(Path file) throws IOException {
        AliasesFile aliases = new AliasesFile();
        aliases.files.add(file);
        for (Line line : Line.logical(Files.readAllLines(file, StandardCharsets.UTF_8))) {
            aliases.add(file, line);
        }
        return aliases;
    }

    public Optional<Alias> alias(String name) {
        return Optional.ofNullable(aliases.get(name.toLowerCase(Locale.ROOT)));
    }

    /** @return in the file's order */
    public Collection<Alias> aliases() {
        return aliases.values();
    }

    /** @return this file and those that it includes, also those that are missing */
    public Set<Path> files() {
        return Set.copyOf(files);
    }

    /** @return by line */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void add(Path file, Line line) {
        int colon = Quotes.indexOutside(line.text(), ':');
        if (colon < 1) {
            broken(line, "no colon after the alias's name", "write NAME: TARGET; a continuation begins with a blank");
            return;
        }
        try {
            String name = Quotes.remove(line.text().substring(0, colon).strip());
            Alias alias = new Alias(
                    name, line.number(), targets(file, line, line.text().substring(colon + 1)));
            if (aliases.putIfAbsent(name.toLowerCase(Locale.ROOT), alias) != null) {
                problems.add(new Problem(
                        line.number(),
                        false,
                        "alias " + name + " is there twice",
                        "the first one counts: take one away"));
            }
        } catch (IllegalArgumentException e) {
            broken(
                    line,
                    e.getMessage(),
                    "a target with blanks, commas or quotes stands in quotes, quotes in it behind a backslash");
        }
    }

    private List<Target> targets(Path file, Line line, String value) {
        List<Target> targets = new ArrayList<>();
        for (String part : Quotes.split(value, ',')) {
            if (part.isBlank()) {
                continue;
            }
            Target target = target(part.strip());
            tell(line, target);
            if (target instanceof Target.Include include) {
                targets.addAll(included(file, line, include));
            } else {
                targets.add(target);
            }
        }
        if (targets.isEmpty() && problems.stream().noneMatch(problem -> problem.line() == line.number())) {
            broken(line, "the alias has no target", "name one, or take the line away");
        }
        return targets;
    }

    /** {@code "|command args"} is Postfix' way to quote, {@code |"command args"} sendmail's. */
    private static Target target(String text) {
        if (text.startsWith("|")) {
            return new Target.Pipe(Command.parse(Quotes.remove(text.substring(1).strip())));
        }
        String plain = Quotes.remove(text);
        if (plain.startsWith("|")) {
            return new Target.Pipe(Command.parse(plain.substring(1)));
        }
        if (plain.startsWith(":include:")) {
            return new Target.Include(plain.substring(":include:".length()).strip());
        }
        if (plain.startsWith(":fail:")) {
            return new Target.Fail(plain.substring(":fail:".length()).strip());
        }
        if (plain.equals("/dev/null") || plain.equals(":blackhole:")) {
            return new Target.Discard();
        }
        if (plain.startsWith("/")) {
            return new Target.MailFile(plain);
        }
        return new Target.Forward(plain.startsWith("\\") ? plain.substring(1) : plain);
    }

    private void tell(Line line, Target target) {
        if (target instanceof Target.MailFile mailFile) {
            held(line, "mail is appended to the file " + mailFile.path(), "pipe it into a program that does so");
        } else if (target instanceof Target.Fail) {
            held(
                    line,
                    "mail is refused",
                    "SES takes it all the same: it is held; take the alias away if nobody needs it");
        } else if (target instanceof Target.Discard) {
            held(line, "mail is thrown away", "pipe it into true(1) if that is meant");
        } else if (target instanceof Target.Pipe pipe && pipe.command().needsShell()) {
            held(line, "the command needs a shell", "put it into a script, or allow the set pipe.shell");
        }
    }

    private List<Target> included(Path file, Line line, Target.Include include) {
        Path included = file.resolveSibling(include.path());
        files.add(included);
        List<Target> targets = new ArrayList<>();
        try {
            for (Line more : Line.logical(Files.readAllLines(included, StandardCharsets.UTF_8))) {
                targets.addAll(targets(included, line, more.text()));
            }
        } catch (NoSuchFileException e) {
            broken(line, "there is no file " + included, "bring it here with the aliases file");
        } catch (IOException e) {
            broken(line, "cannot read " + included, "is it text in UTF-8, and may it be read?");
        }
        return targets;
    }

    private void broken(Line line, String what, String remedy) {
        problems.add(new Problem(line.number(), true, what, remedy));
    }

    private void held(Line line, String what, String remedy) {
        problems.add(new Problem(line.number(), false, what, remedy));
    }
}
