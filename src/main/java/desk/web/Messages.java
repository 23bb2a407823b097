package desk.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** The desk's words in the reader's language: Japanese for whose browser prefers it, else English. */
final class Messages {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);

    private Messages() {}

    static Map<String, String> of(HttpHeaders reader) {
        Locale language = reader.getAcceptableLanguages().stream()
                .map(Locale::getLanguage)
                .flatMap(wanted ->
                        LANGUAGES.stream().filter(known -> known.getLanguage().equals(wanted)))
                .findFirst()
                .orElse(Locale.ENGLISH);
        return in(language);
    }

    static Map<String, String> in(Locale language) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "desk",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, String> words = new TreeMap<>();
        bundle.keySet().forEach(key -> words.put(key, bundle.getString(key)));
        words.put("language", language.getLanguage());
        return words;
    }
}
