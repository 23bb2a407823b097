package addresses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lookup finds exactly what was generated: tables from the grammar of virtual(5), with every form of a line. */
class VirtualGrammarTest {

    private static final long SEED = Long.getLong("virtual.seed", System.nanoTime());
    private static final int TABLES = 500;
    private static final String DOMAIN = "@shop.example";
    private static final String SPECIAL = " ,:()<>@\"\\;%+";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    /** @param key the key without quotes: user@domain, user, or @domain */
    private record Meant(String key, List<String> targets) {}

    @Test
    void whatIsWrittenIsWhatIsFound() throws IOException {
        for (int i = 0; i < TABLES; i++) {
            List<Meant> meant = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(this::entry)
                    .toList();
            String text = meant.stream().map(this::written).collect(Collectors.joining());

            VirtualTable table = VirtualTable.read(Files.writeString(folder.resolve("virtual"), text));

            assertThat(table.problems()).as("seed %d%n%s", SEED, text).isEmpty();
            assertThat(table.size()).as("seed %d%n%s", SEED, text).isEqualTo(meant.size());
            for (Meant entry : meant) {
                assertThat(table.find(address(entry.key()), true).orElseThrow().targets())
                        .as("seed %d, %s%n%s", SEED, entry.key(), text)
                        .isEqualTo(entry.targets());
            }
        }
    }

    private Meant entry(int number) {
        String key = switch (random.nextInt(4)) {
            case 0 -> "@domain-" + number + ".example";
            case 1 -> "user-" + number;
            case 2 -> "user-" + number + "+ext" + DOMAIN;
            default -> user(number) + DOMAIN;
        };
        List<String> targets = Stream.generate(() -> user(random.nextInt(100)) + "@to.example")
                .limit(1 + random.nextInt(4))
                .toList();
        return new Meant(key, targets);
    }

    /** A local part; sometimes one that needs quotes. */
    private String user(int number) {
        String user = "user-" + number;
        return random.nextInt(5) > 0
                ? user
                : user + SPECIAL.charAt(random.nextInt(SPECIAL.length() - 1))
                        + "店"; // no plus, which would begin an extension
    }

    private String address(String key) {
        return key.startsWith("@") ? "any" + key : key.indexOf('@') < 0 ? key + "@local.example" : key;
    }

    private String written(Meant entry) {
        String before = random.nextInt(4) == 0 ? "# a comment\n\n" : "";
        String fold = List.of("", "", "\n\t", "\n  # in between\n ").get(random.nextInt(4));
        List<String> targets = new ArrayList<>();
        entry.targets().forEach(target -> targets.add(decorated(cased(quoted(target)))));
        return before + cased(quoted(entry.key())) + blank() + fold + String.join(comma(), targets) + "\n";
    }

    private String decorated(String target) {
        return switch (random.nextInt(6)) {
            case 0 -> "A Name <" + target + ">";
            case 1 -> target + " (a comment, with a comma)";
            default -> target;
        };
    }

    private String quoted(String address) {
        int at = address.lastIndexOf('@');
        String user = at < 0 ? address : address.substring(0, at);
        boolean needed = user.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0 && c != '+' && c != '%');
        return needed ? '"' + user.replaceAll("[\"\\\\]", "\\\\$0") + '"' + address.substring(at) : address;
    }

    private String cased(String text) {
        return random.nextInt(3) == 0 ? text.toUpperCase(Locale.ROOT) : text;
    }

    private String blank() {
        return random.nextBoolean() ? " " : "\t  ";
    }

    private String comma() {
        return List.of(",", ", ", " ,\n  ", ",\t").get(random.nextInt(4));
    }
}
