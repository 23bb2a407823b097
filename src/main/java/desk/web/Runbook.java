package desk.web;

import desk.picture.LivePicture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** docs/runbook.md, or its Japanese twin: the paragraphs of each alarm's entry. */
public final class Runbook {

    private static final Pattern ENTRY = Pattern.compile("(?ms)^## (\\w+)\n(.*?)(?=^## |\\z)");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    private static final Map<String, Map<String, List<List<Piece>>>> BY_LANGUAGE = Map.of(
            Locale.ENGLISH.getLanguage(), read("runbook.md"), Locale.JAPANESE.getLanguage(), read("runbook.ja.md"));

    private Runbook() {}

    /** A part of a paragraph. */
    public record Piece(String text, boolean isCode) {}

    /** @return a list of paragraphs; empty for an alarm without an entry */
    static List<List<Piece>> entry(String alarm, Map<String, String> words) {
        return BY_LANGUAGE.get(words.get("language")).getOrDefault(alarm, List.of());
    }

    private static Map<String, List<List<Piece>>> read(String page) {
        Map<String, List<List<Piece>>> entries = new HashMap<>();
        Matcher found = ENTRY.matcher(LivePicture.document(page));
        found.results().forEach(entry -> entries.put(entry.group(1), paragraphs(entry)));
        return entries;
    }

    private static List<List<Piece>> paragraphs(MatchResult entry) {
        return Stream.of(entry.group(2).strip().split("\n\n+"))
                .map(paragraph -> pieces(LINK.matcher(paragraph).replaceAll("$1")))
                .toList();
    }

    private static List<Piece> pieces(String paragraph) {
        List<Piece> pieces = new ArrayList<>();
        String[] texts = paragraph.replace("**", "").split("`");
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isEmpty()) {
                pieces.add(new Piece(texts[i], i % 2 == 1));
            }
        }
        return pieces;
    }
}
