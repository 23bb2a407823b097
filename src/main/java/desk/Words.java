package desk;

import java.util.Comparator;
import java.util.LinkedHashMap;
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

    /** The pipeline's notes, by key: {@code exit {code}}. Longer ones come first, because they are more specific. */
    private static final Map<String, Pattern> NOTES = notes();

    private Words() {}

    private static Map<String, Pattern> notes() {
        Map<String, Pattern> notes = new LinkedHashMap<>();
        ENGLISH.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("note."))
                .sorted(Comparator.comparing(
                        (Map.Entry<String, String> entry) -> entry.getValue().length(), Comparator.reverseOrder()))
                .forEach(entry -> notes.put(entry.getKey(), pattern(entry.getValue())));
        return notes;
    }

    private static Pattern pattern(String note) {
        StringBuilder pattern = new StringBuilder("(?s)");
        Matcher place = PLACE.matcher(note);
        int end = 0;
        while (place.find()) {
            pattern.append(Pattern.quote(note.substring(end, place.start())))
                    .append("(?<")
                    .append(place.group(1))
                    .append(">.+?)");
            end = place.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(note.substring(end))).toString());
    }

    /** @return a timeline's note in the reader's language; empty if the note needs no translation, or has none */
    public static String translated(String note, Map<String, String> words) {
        if (!words.containsKey("language") || words.get("language").equals(Locale.ENGLISH.getLanguage())) {
            return "";
        }
        for (Map.Entry<String, Pattern> known : NOTES.entrySet()) {
            Matcher found = known.getValue().matcher(note);
            if (found.matches()) {
                String text = words.get(known.getKey());
                Map<String, String> values = new TreeMap<>();
                PLACE.matcher(text).results().forEach(place -> values.put(place.group(1), found.group(place.group(1))));
                return fill(text, values);
            }
        }
        return "";
    }

    /** @return the texts by key; the key {@code language} has the language's code */
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

    /** @param values the values by the names of placeholders; placeholders inside a value are not replaced */
    public static String fill(String text, Map<String, ?> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(String.valueOf(values.get(place.group(1)))));
    }
}
