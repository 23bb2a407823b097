package addresses;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An aliases file as sendmail and Postfix read it. A file with problems can still be read: its problems are part of the
 * result.
 *
 * @see <a href="https://www.postfix.org/aliases.5.html">aliases(5)</a>
 */
public final class AliasesFile {

    private final Map<String, Alias> aliases = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<TableSource, String> versions = new LinkedHashMap<>();

    private AliasesFile() {}

    /**
     * Reads the file, and the files that it includes.
     *
     * @throws IOException if a file cannot be read, with a message for the operator
     */
    public static AliasesFile read(Path file) throws IOException {
        return read(new FileSource(file));
    }

    /**
     * Does the same as {@link #read(Path)} for an object in S3.
     *
     * @param uri {@code s3://bucket/key}
     */
    public static AliasesFile read(S3Client s3, String uri) throws IOException {
        return read(S3Source.of(s3, uri));
    }

    static AliasesFile read(TableSource source) throws UnreadableTable {
        AliasesFile read = new AliasesFile();
        TableVersion content = source.read();
        TargetReader targets = new TargetReader(source, read.problems);
        TableLine.ofAliases(content.lines()).forEach(line -> read.add(line, targets));
        read.versions.putAll(targets.versions());
        read.versions.put(source, content.stamp());
        if (read.aliases.isEmpty() && read.problems.isEmpty()) {
            read.broken(1, "the file has no alias", "was the file written completely?");
        }
        return read;
    }

    public Optional<Alias> alias(String name) {
        return Optional.ofNullable(aliases.get(name.toLowerCase(Locale.ROOT)));
    }

    /** @return the aliases in the file's order */
    public Collection<Alias> aliases() {
        return aliases.values();
    }

    /** @return this source and all included ones, even missing ones, with the stamps of the versions read */
    Map<TableSource, String> versions() {
        return Map.copyOf(versions);
    }

    /** @return the problems by line */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void add(TableLine line, TargetReader targets) {
        int colon = Quotes.indexOutside(line.text(), ':');
        if (line.isNoText()) {
            problems.add(Problem.noText(line.number(), ""));
        } else if (line.continuesNothing()) {
            broken(line.number(), "the line begins with a space, and there is no line to continue", "remove the space");
        } else if (colon < 1) {
            broken(
                    line.number(),
                    "no colon after the alias's name",
                    isOfVirtualTable(line.text())
                            ? "is this a virtual table? Use it as one: --virtual, or the set's setting virtual"
                            : "write NAME: TARGET; a continuation line begins with a space");
        } else {
            try {
                String name = name(line, line.text().substring(0, colon).trim());
                put(new Alias(name, line.number(), targets.read(line)));
            } catch (IllegalArgumentException e) {
                broken(line.number(), e.getMessage(), TargetReader.HOW_TO_QUOTE);
            }
        }
    }

    private static boolean isOfVirtualTable(String text) {
        return text.matches("\\S*@\\S+\\s.*");
    }

    private String name(TableLine line, String text) {
        if (text.startsWith("\"")) {
            return Quotes.remove(text);
        }
        if (text.chars().anyMatch(c -> c == ',' || c == '"' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException("the name contains a space, a comma or a quote");
        }
        if (text.indexOf('@') >= 0) {
            problems.add(Problem.minor(
                    line.number(),
                    "a name with a domain is never matched",
                    "remove the domain, or use a virtual table"));
        }
        return text;
    }

    private void put(Alias alias) {
        if (aliases.putIfAbsent(alias.name().toLowerCase(Locale.ROOT), alias) != null) {
            problems.add(Problem.minor(
                    alias.line(), "alias " + alias.name() + " appears twice", "the first one counts: remove one"));
        }
    }

    private void broken(int line, String what, String remedy) {
        problems.add(Problem.broken(line, what, remedy));
    }
}
