package addresses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parser reads exactly what was generated: files from the grammar of aliases(5), with every form of a line. */
class AliasesGrammarTest {

    private static final long SEED = Long.getLong("aliases.seed", System.nanoTime());
    private static final int FILES = 500;
    private static final String WORD_CHARACTERS = "abcXYZ019-_./=+%店受:,#\\\"' ";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);

    private record Meant(String name, List<List<String>> commands, List<String> forwards) {}

    @Test
    void whatIsWrittenIsWhatIsRead() throws IOException {
        for (int i = 0; i < FILES; i++) {
            List<Meant> meant = IntStream.range(0, 1 + random.nextInt(5))
                    .mapToObj(this::alias)
                    .toList();
            String text = meant.stream().map(this::written).collect(Collectors.joining());

            AliasesFile read = AliasesFile.read(Files.writeString(folder.resolve("aliases"), text));

            assertThat(read.problems()).as("seed %d%n%s", SEED, text).isEmpty();
            assertThat(read.aliases().stream()
                            .map(AliasesGrammarTest::understood)
                            .toList())
                    .as("seed %d%n%s", SEED, text)
                    .isEqualTo(meant);
        }
    }

    private Meant alias(int number) {
        List<List<String>> commands =
                Stream.generate(this::command).limit(random.nextInt(3)).toList();
        List<String> forwards = Stream.generate(
                        () -> "to-" + random.nextInt(100) + (random.nextBoolean() ? "" : "@shop.example"))
                .limit(commands.isEmpty() ? 1 + random.nextInt(3) : random.nextInt(3))
                .toList();
        return new Meant("alias-" + number, commands, forwards);
    }

    private List<String> command() {
        Stream<String> arguments = Stream.generate(this::word).limit(random.nextInt(4));
        return Stream.concat(Stream.of("/opt/受信/mail.php"), arguments).toList();
    }

    private String word() {
        return random.ints(1 + random.nextInt(6), 0, WORD_CHARACTERS.length())
                .mapToObj(i -> WORD_CHARACTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private String written(Meant alias) {
        List<String> targets = new ArrayList<>();
        alias.commands().forEach(command -> targets.add(pipe(command)));
        targets.addAll(alias.forwards());
        String name = random.nextBoolean() ? alias.name() : "\"" + alias.name() + "\"";
        String fold = random.nextBoolean() ? " " : "\n\t";
        String noise = random.nextInt(4) == 0 ? "\n  # a comment\n" : "";
        return name + (random.nextBoolean() ? ":" : " : ") + String.join("," + fold, targets) + "\n" + noise;
    }

    /** Each word in single quotes for sh; the command in double quotes for aliases(5). */
    private String pipe(List<String> words) {
        String line = words.stream().map(AliasesGrammarTest::quotedForShell).collect(Collectors.joining(" "));
        String escaped = line.replace("\\", "\\\\").replace("\"", "\\\"");
        return random.nextBoolean() ? "\"|" + escaped + "\"" : "|\"" + escaped + "\"";
    }

    private static String quotedForShell(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static Meant understood(Alias alias) {
        List<String> forwards = alias.targets().stream()
                .filter(Target.Forward.class::isInstance)
                .map(target -> ((Target.Forward) target).address())
                .toList();
        return new Meant(
                alias.name(), alias.commands().stream().map(Command::words).toList(), forwards);
    }
}
