package addresses;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the lines of a virtual table, and reports their problems. */
final class VirtualReader {

    private static final String REFUSAL = "error:";
    private static final Set<String> OF_PATTERNS = Set.of("if", "endif");

    private final Map<String, VirtualEntry> entries = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** The entries by key: lower case, without quotes. */
    Map<String, VirtualEntry> entries() {
        return entries;
    }

    List<Problem> problems() {
        return problems;
    }

    void add(TableLine line) {
        String text = line.text().trim();
        int blank = endOfKey(text);
        if (line.isNoText()) {
            problems.add(Problem.noText(line.number(), ""));
        } else if (line.continuesNothing()) {
            broken(line, "the line begins with a space, and there is no line to continue", "remove the space");
        } else if (text.startsWith("/") || text.startsWith("!") || OF_PATTERNS.contains(text.substring(0, blank))) {
            broken(
                    line,
                    "patterns (regexp, pcre) are not supported",
                    "write the addresses, or @domain for a whole domain");
        } else if (blank == text.length()) {
            broken(line, "no target after " + text, "write ADDRESS TARGET");
        } else {
            add(line, text.substring(0, blank), text.substring(blank).trim());
        }
    }

    private void add(TableLine line, String key, String value) {
        tellOfKey(line, key);
        try {
            List<String> targets = targets(value.toLowerCase(Locale.ROOT));
            String plain = Quotes.plain(key.toLowerCase(Locale.ROOT));
            if (entries.putIfAbsent(plain, new VirtualEntry(line.number(), targets)) != null) {
                minor(line, key + " appears twice", "the first one counts: remove one");
            } else if (targets.isEmpty()) {
                minor(line, "mail is refused", "SES still accepts the mail, and it is held");
            }
        } catch (IllegalArgumentException e) {
            broken(line, e.getMessage(), "write addresses or names of aliases, separated by commas");
        }
    }

    private static List<String> targets(String value) {
        if (value.startsWith(REFUSAL)) {
            return List.of();
        }
        if (Stream.of("|", "\"|", "/", "~", ":").anyMatch(value::startsWith)) {
            throw new IllegalArgumentException("a virtual table leads to addresses only");
        }
        List<String> targets = AddressListParser.of(value);
        if (targets.size() > 1 && targets.stream().anyMatch(target -> target.startsWith("@"))) {
            throw new IllegalArgumentException(
                    "a domain alone must be the only target: Postfix joins it and the others into one address");
        }
        List<String> unknown = VirtualEntry.PARAMETER
                .matcher(value)
                .results()
                .map(MatchResult::group)
                .filter(parameter -> !Set.of("%1", "%2", "%3").contains(parameter))
                .toList();
        if (targets.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(targets.isEmpty() ? "no target" : "there is no " + unknown.get(0));
        }
        return targets.stream().map(Quotes::plain).toList();
    }

    /** A mail server matches no address with such a key, and does not report it. */
    private void tellOfKey(TableLine line, String key) {
        String name = key.substring(0, Math.max(0, key.lastIndexOf('@')));
        if (key.endsWith(":")) {
            broken(line, "a colon after " + key, "is this an aliases file? Write ADDRESS TARGET");
        } else if (key.indexOf('*') >= 0 && !(name.endsWith("+*") && key.indexOf('*') == name.length() - 1)) {
            minor(
                    line,
                    "a * matches only itself",
                    "write @domain for a whole domain, user+*@domain for all extensions");
        } else if (key.startsWith(".") || key.endsWith("@")) {
            minor(line, key + " matches nothing", "write user@domain, user, or @domain");
        }
    }

    /**
     * Postfix adds $myorigin to a target without a domain, and looks it up again. If the target is also the name of an alias, the operator probably meant the alias. Only misdirected mail would show the mistake.
     */
    void tellOfNamesThatLeadOn() {
        Set<String> domains = entries.keySet().stream()
                .filter(key -> key.indexOf('@') >= 0)
                .map(key -> key.substring(key.lastIndexOf('@') + 1))
                .filter(domain -> !entries.containsKey(domain))
                .collect(Collectors.toSet());
        entries.forEach((key, entry) -> {
            String own = key.substring(key.lastIndexOf('@') + 1);
            Set<String> possible = domains.contains(own) ? Set.of(own) : domains;
            boolean isDomain = key.indexOf('@') < 0 && key.indexOf('.') >= 0;
            entry.targets().stream()
                    .filter(target -> !isDomain && target.indexOf('@') < 0)
                    .forEach(name -> possible.forEach(domain -> tellIfLeadsOn(entry, name, domain)));
        });
    }

    private void tellIfLeadsOn(VirtualEntry entry, String name, String domain) {
        String address = name + "@" + domain;
        VirtualEntry next = entries.getOrDefault(address, entries.get("@" + domain));
        if (next != null && !Set.of(name, address).containsAll(next.targets())) {
            problems.add(Problem.minor(
                    entry.line(),
                    name + " without a domain is " + address + ", which line " + next.line() + " leads elsewhere",
                    "if the alias is meant, write " + address + " " + address));
        }
    }

    private static int endOfKey(String text) {
        int end = Quotes.indexOutside(text, c -> TableLine.isBlank((char) c));
        return end < 0 ? text.length() : end;
    }

    private void broken(TableLine line, String what, String remedy) {
        problems.add(Problem.broken(line.number(), what, remedy));
    }

    private void minor(TableLine line, String what, String remedy) {
        problems.add(Problem.minor(line.number(), what, remedy));
    }
}
