package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The template functions of ecspresso and lambroll that the shipped files use; any other is an error.
 *
 * @param outputs values of Terraform's outputs, by name
 * @see <a href="https://github.com/kayac/ecspresso#tfstate">ecspresso's tfstate and tfstatef</a>
 * @see <a href="https://pkg.go.dev/text/template#hdr-Functions">slice and eq of Go's templates</a>
 */
record Template(JsonNode outputs, Map<String, String> environment) {

    private static final String CALL = "(\\w+)\\s+`([^`]*)`\\s*(?:\\(must_env\\s+`(\\w+)`\\)|`([^`]*)`)?\\s*";
    private static final Pattern COMMENT = Pattern.compile("\\{\\{/\\*.*?\\*/}}");
    private static final Pattern VALUE = Pattern.compile("\\{\\{\\s*" + CALL + "}}");
    private static final Pattern TAIL = Pattern.compile("\\{\\{\\s*slice\\s+\\(" + CALL + "\\)\\s+1\\s*}}");
    private static final Pattern CHOICE = Pattern.compile(
            "\\{\\{\\s*if eq \\(" + CALL + "\\) `([^`]*)`\\s*}}([^{]*)\\{\\{\\s*else\\s*}}([^{]*)\\{\\{\\s*end\\s*}}");

    /** Expanded once from beginning to end: braces inside a value stay. */
    String render(String text) {
        StringBuilder rendered = new StringBuilder();
        int at = 0;
        for (int next = text.indexOf("{{"); next >= 0; next = text.indexOf("{{", at)) {
            rendered.append(text, at, next);
            Matcher comment = at(COMMENT, text, next);
            Matcher choice = at(CHOICE, text, next);
            Matcher tail = at(TAIL, text, next);
            Matcher value = at(VALUE, text, next);
            if (comment.lookingAt()) {
                at = comment.end();
            } else if (choice.lookingAt()) {
                rendered.append(value(choice).equals(choice.group(5)) ? choice.group(6) : choice.group(7));
                at = choice.end();
            } else if (tail.lookingAt()) {
                rendered.append(value(tail).substring(1));
                at = tail.end();
            } else if (value.lookingAt()) {
                rendered.append(value(value));
                at = value.end();
            } else {
                throw new IllegalArgumentException("an unknown template function: " + text.substring(next));
            }
        }
        return rendered.append(text.substring(at)).toString();
    }

    private static Matcher at(Pattern pattern, String text, int from) {
        return pattern.matcher(text).region(from, text.length());
    }

    private String value(MatchResult call) {
        String text = call.group(2);
        return switch (call.group(1)) {
            case "env" -> environment.getOrDefault(text, call.group(4));
            case "must_env" -> variable(text);
            case "tfstate" -> output(text);
            case "tfstatef" -> output(text.formatted(variable(call.group(3))));
            default -> throw new IllegalArgumentException("no function " + call.group(1));
        };
    }

    private String variable(String name) {
        if (!environment.containsKey(name)) {
            throw new IllegalArgumentException("no value for " + name);
        }
        return environment.get(name);
    }

    /** @return the value as text: strings unchanged, everything else as JSON */
    private String output(String path) {
        String pointer = path.replaceFirst("^output\\.", "/")
                .replaceAll("\\['?([^']+)'?]", "/$1")
                .replace('.', '/');
        JsonNode value = outputs.at(pointer);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("no value for " + path);
        }
        return value.isTextual() ? value.asText() : value.toString();
    }
}
