package addresses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Resolves 200 addresses of a difficult aliases file, and compares each result with a real Postfix. */
class PostfixAliasesIT {

    @Test
    void postfixRunsTheSameCommands() throws Exception {
        try (SameCommands postfix = SameCommands.install()) {
            Files.writeString(postfix.folder().resolve("list"), "p-1\n# nobody\np-2, nobody-knows\n p-3\n");
            Files.write(postfix.folder().resolve("aliases"), aliases(postfix.recorder(), postfix.folder()));
            List<String> addresses = addresses();

            Set<String> ran = postfix.assertThatPostfixAgrees(Set.of("shop.example"), addresses);

            assertThat(addresses).hasSize(200);
            assertThat(ran).hasSizeGreaterThan(150);
        }
    }

    private static List<String> aliases(Path recorder, Path folder) {
        List<String> lines = new ArrayList<>(List.of(
                "# a nasty file",
                "p-1: \"|" + recorder + " one\"",
                "P-2:\t\"|" + recorder + " two",
                "\twords\"",
                "  # in between",
                "p-3 : \"|" + recorder + " \\\"a  b\\\" 'c d'\"",
                "\"p-4\": \"|" + recorder + " quoted name\"",
                "both: p-1, P-2@shop.example",
                "nested: both, p-3",
                "again: nested, both, p-1",
                "mixed: p-1, \"|" + recorder + " mixed\"",
                "two: \"|" + recorder + " first\", \"|" + recorder + " second\"",
                "circle: round",
                "round: circle",
                "list: :include:" + folder.resolve("list"),
                "self: \\p-1",
                "p-1: \"|" + recorder + " never\"",
                "plus+own: \"|" + recorder + " extension\"",
                "plus: \"|" + recorder + " plain\"",
                "dead: nobody-knows",
                "half: nobody-knows, p-2"));
        for (int i = 10; i < 80; i++) {
            lines.add(
                    "n-" + i + ": " + (i % 3 == 0 ? "n-" + (i + 1) : "\"|" + recorder + " " + i + " x" + i * 7 + "\""));
        }
        return lines;
    }

    private static List<String> addresses() {
        List<String> names = new ArrayList<>(List.of(
                "p-1",
                "P-1",
                "p-2",
                "p-3",
                "p-4",
                "both",
                "nested",
                "again",
                "mixed",
                "two",
                "circle",
                "round",
                "list",
                "self",
                "plus",
                "plus+own",
                "plus+other",
                "p-1+x",
                "BOTH",
                "dead",
                "half",
                "nobody",
                "p",
                "p-11",
                "n-"));
        for (int i = 10; i < 80; i++) {
            names.addAll(List.of("n-" + i, "N-" + i + "+ext"));
        }
        for (int i = 0; names.size() < 200; i++) {
            names.add("unknown-" + i);
        }
        return names.stream().map(name -> name + "@shop.example").toList();
    }
}
