package addresses;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The targets on the right-hand side of an alias, as written. */
final class Targets {

    private static final String INCLUDE = ":include:";
    private static final List<String> REFUSALS = List.of(":fail:", ":defer:", ":unknown:", "error:");
    private static final List<String> DISCARDS = List.of("/dev/null", ":blackhole:");

    private Targets() {}

    /** @throws IllegalArgumentException if a target cannot be read */
    static List<Target> of(String value) {
        List<Target> targets = new ArrayList<>();
        List<String> parts = Quotes.split(value, ',');
        for (int i = 0; i < parts.size(); i++) {
            String text = parts.get(i).trim();
            if (beginsWith(text, REFUSALS)) { // the rest, including commas, is the text for the sender
                targets.addAll(unquoted(
                        String.join(",", parts.subList(i, parts.size())).trim()));
                return targets;
            }
            targets.addAll(written(text));
        }
        return targets;
    }

    /** Postfix quotes {@code "|command args"}, sendmail {@code |"command args"}. */
    private static List<Target> written(String text) {
        if (text.startsWith("|")) {
            return List.of(pipe(Quotes.remove(text.substring(1).trim())));
        }
        if (!text.startsWith("\"")) {
            return unquoted(text);
        }
        if (text.startsWith("@", Quotes.end(text, 0) + 1)) {
            return forwards(AddressListParser.of(text)); // only the local part is in quotes
        }
        String plain = Quotes.remove(text);
        if (plain.startsWith("|")) {
            return List.of(pipe(plain.substring(1)));
        }
        return isSpecial(plain) ? unquoted(plain) : forwards(List.of(plain));
    }

    private static List<Target> unquoted(String text) {
        if (beginsWith(text, List.of(INCLUDE))) {
            return List.of(new Target.Include(text.substring(INCLUDE.length()).trim()));
        }
        if (beginsWith(text, REFUSALS)) {
            return List.of(
                    new Target.Fail(text.substring(text.indexOf(':', 1) + 1).trim()));
        }
        if (DISCARDS.contains(text)) {
            return List.of(new Target.Discard());
        }
        if (text.startsWith("/") || text.startsWith("~")) {
            return List.of(new Target.MailFile(text));
        }
        return forwards(AddressListParser.of(text));
    }

    private static boolean isSpecial(String text) {
        return text.startsWith("/") || text.startsWith("~") || text.startsWith(":") || beginsWith(text, REFUSALS);
    }

    private static Target pipe(String command) {
        return new Target.Pipe(Command.parse(command));
    }

    private static List<Target> forwards(List<String> addresses) {
        if (addresses.contains("")) {
            throw new IllegalArgumentException("a target is empty");
        }
        return addresses.stream().<Target>map(Target.Forward::new).toList();
    }

    private static boolean beginsWith(String text, List<String> words) {
        return words.stream().anyMatch(text.toLowerCase(Locale.ROOT)::startsWith);
    }
}
