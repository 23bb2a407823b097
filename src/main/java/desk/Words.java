package desk;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The desk's texts by key, in English and Japanese: resource bundle {@code desk}. */
public final class Words {

    public static final Map<String, String> ENGLISH = in(Locale.ENGLISH);

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private Words() {}

    /** @return with {@code language}, the language's code */
    public static Map<String, String> in(Locale language) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "desk",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, String> words = new TreeMap<>();
        bundle.keySet().forEach(key -> words.put(key, bundle.getString(key)));
        words.put("language", language.getLanguage());
        return words;
    }

    /** @param values by the names of placeholders; placeholders inside a value are not replaced */
    public static String fill(String text, Map<String, ?> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(String.valueOf(values.get(place.group(1)))));
    }
}
