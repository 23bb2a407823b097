package desk.web;

import desk.Words;
import io.quarkus.qute.TemplateExtension;
import java.util.Map;

/** {@code {note.translated(words)}} in templates: see {@link Words#translated}. */
@TemplateExtension
public final class NoteWords {

    private NoteWords() {}

    public static String translated(String note, Map<String, String> words) {
        return Words.translated(note, words);
    }
}
