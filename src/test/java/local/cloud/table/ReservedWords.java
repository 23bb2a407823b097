package local.cloud.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words that an expression cannot use as an attribute's name.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html">reserved words</a>
 */
final class ReservedWords {

    private static final Set<String> ALL = load();

    private ReservedWords() {}

    static boolean has(String word) {
        return ALL.contains(word.toUpperCase(Locale.ROOT));
    }

    private static Set<String> load() {
        try (InputStream list = ReservedWords.class.getResourceAsStream("/dynamodb-reserved-words.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ")))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the reserved words of DynamoDB", e);
        }
    }
}
