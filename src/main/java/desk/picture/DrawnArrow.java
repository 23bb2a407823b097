package desk.picture;

import java.util.List;
import java.util.regex.Pattern;

/** An arrow of docs/routes.md in Mermaid's syntax: {@code receive-mail -- read-envelope --> s3}. */
public record DrawnArrow(String route, String step, String target) {

    private static final Pattern LINE =
            Pattern.compile("(?m)^\\s*([a-z-]+)(?:\\[[^]]*])? -- ([a-z-]+) --> ([a-z0-9-]+)");

    /** @param picture the text of docs/routes.md */
    public static List<DrawnArrow> in(String picture) {
        return LINE.matcher(picture)
                .results()
                .map(arrow -> new DrawnArrow(arrow.group(1), arrow.group(2), arrow.group(3)))
                .toList();
    }
}
