package desk.web;

import desk.Words;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The desk's texts in the reader's language: Japanese if the browser prefers it, else English. */
final class Messages {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);

    private Messages() {}

    static Map<String, String> of(HttpHeaders reader) {
        return preferred(reader.getAcceptableLanguages().stream());
    }

    /** @param header Accept-Language; null for none */
    static Map<String, String> of(String header) {
        try {
            return preferred(
                    header == null
                            ? Stream.empty()
                            : Locale.LanguageRange.parse(header).stream()
                                    .map(range -> Locale.forLanguageTag(range.getRange())));
        } catch (IllegalArgumentException e) {
            return Words.ENGLISH;
        }
    }

    private static Map<String, String> preferred(Stream<Locale> wanted) {
        return wanted.map(Locale::getLanguage)
                .flatMap(language ->
                        LANGUAGES.stream().filter(known -> known.getLanguage().equals(language)))
                .findFirst()
                .map(Words::in)
                .orElse(Words.ENGLISH);
    }
}
