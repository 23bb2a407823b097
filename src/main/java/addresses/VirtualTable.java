package addresses;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A virtual alias table: addresses that stand for others. It is looked at before the aliases.
 *
 * @see <a href="https://www.postfix.org/virtual.5.html">virtual(5)</a>
 */
public final class VirtualTable {

    public static final VirtualTable NONE = new VirtualTable();

    private final Map<String, List<String>> targets = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private VirtualTable() {}

    public static VirtualTable read(Path file) throws IOException {
        VirtualTable table = new VirtualTable();
        for (Line line : Line.logical(Files.readAllLines(file, StandardCharsets.UTF_8))) {
            table.add(line);
        }
        return table;
    }

    /** @return by line */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Looks for the whole address, without its extension, the local part alone, and the domain alone, in this order.
     *
     * @param address lower case
     * @return what it stands for: addresses, or names of aliases; empty if the table does not have it
     */
    Optional<List<String>> find(String address) {
        int at = address.lastIndexOf('@');
        String local = address.substring(0, at);
        String domain = address.substring(at);
        int plus = local.indexOf('+');
        String plain = plus < 1 ? local : local.substring(0, plus);
        return Stream.of(address, plain + domain, local, plain, domain)
                .filter(targets::containsKey)
                .findFirst()
                .map(key -> targets.get(key).stream()
                        .map(target -> target.startsWith("@") ? local + target : target)
                        .toList());
    }

    /** Whether nobody but who is in the table has an address there. */
    boolean isVirtual(String domain) {
        return targets.containsKey(domain);
    }

    private void add(Line line) {
        String[] words = line.text().toLowerCase(Locale.ROOT).split("[\\s,]+");
        if (words.length < 2) {
            problems.add(new Problem(line.number(), true, "no target behind " + words[0], "write ADDRESS TARGET"));
            return;
        }
        List<String> to = List.of(words).subList(1, words.length);
        if (to.stream()
                .anyMatch(target -> target.startsWith("|") || target.startsWith("\"|") || target.startsWith("/"))) {
            problems.add(new Problem(
                    line.number(),
                    true,
                    "a virtual table leads to addresses only",
                    "name an alias, and the command there"));
            return;
        }
        if (targets.putIfAbsent(words[0], to) != null) {
            problems.add(new Problem(
                    line.number(), false, words[0] + " is there twice", "the first one counts: take one away"));
        }
    }
}
