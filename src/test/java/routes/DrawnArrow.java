package routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An arrow of the picture: {@code receive-mail -- read-envelope --> s3} as Mermaid has it. */
record DrawnArrow(String route, String step, String target) {

    private static final Pattern LINE =
            Pattern.compile("(?m)^\\s*([a-z-]+)(?:\\[[^]]*])? -- ([a-z-]+) --> ([a-z0-9-]+)");

    static List<DrawnArrow> in(Path file) throws IOException {
        Matcher arrows = LINE.matcher(Files.readString(file));
        return arrows.results()
                .map(arrow -> new DrawnArrow(arrow.group(1), arrow.group(2), arrow.group(3)))
                .toList();
    }
}
