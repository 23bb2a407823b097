package addresses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An aliases file as sendmail and Postfix read it (aliases(5)), as far as its lines pipe into a program. Names are
 * matched without regard to case.
 */
public final class AliasesFile {

    private final Map<String, Command> commands;

    private AliasesFile(Map<String, Command> commands) {
        this.commands = Map.copyOf(commands);
    }

    /** @throws IllegalArgumentException naming the file and line of a pipe that cannot be read. */
    public static AliasesFile read(Path file) throws IOException {
        Map<String, Command> commands = new LinkedHashMap<>();
        for (Line line : logicalLines(Files.readAllLines(file))) {
            try {
                readInto(commands, line.text());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + " line " + line.number() + ": " + e.getMessage(), e);
            }
        }
        return new AliasesFile(commands);
    }

    /** @return the command that mail to this local part is piped into, or empty if no line pipes it. */
    public Optional<Command> command(String localPart) {
        return Optional.ofNullable(commands.get(localPart.toLowerCase(Locale.ROOT)));
    }

    private static void readInto(Map<String, Command> commands, String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("no colon after the alias's name");
        }
        String name = unquoted(line.substring(0, colon).strip());
        String target = line.substring(colon + 1).strip();
        if (target.startsWith("\"|")) {
            commands.put(
                    name.toLowerCase(Locale.ROOT),
                    Command.parse(unquoted(target).substring(1)));
        } else if (target.startsWith("|")) {
            // sendmail's other style: |"command args"
            commands.put(
                    name.toLowerCase(Locale.ROOT),
                    Command.parse(unquoted(target.substring(1).strip())));
        }
    }

    /** Takes off the quotes around a whole value and the backslashes before quotes inside it. */
    private static String unquoted(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        if (text.length() < 2 || !text.endsWith("\"")) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        return text.substring(1, text.length() - 1).replace("\\\"", "\"");
    }

    private record Line(int number, String text) {}

    /** A line that begins with a blank continues the one before; empty lines and comments do not count. */
    private static List<Line> logicalLines(List<String> physical) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < physical.size(); i++) {
            String text = physical.get(i);
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(text.charAt(0)) && !lines.isEmpty()) {
                Line begun = lines.remove(lines.size() - 1);
                lines.add(new Line(begun.number(), begun.text() + " " + text.strip()));
            } else {
                lines.add(new Line(i + 1, text.strip()));
            }
        }
        return lines;
    }
}
