package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The template functions of ecspresso that the shipped files use; any other is an error.
 *
 * @param outputs values of Terraform's outputs, by name
 * @see <a href="https://github.com/kayac/ecspresso#tfstate">ecspresso's tfstate and tfstatef</a>
 */
record Template(JsonNode outputs, Map<String, String> environment) {

    private static final Pattern CALL =
            Pattern.compile("\\{\\{\\s*(\\w+)\\s+`([^`]*)`\\s*(?:\\(must_env\\s+`(\\w+)`\\)\\s*)?}}");

    String render(String text) {
        String rendered = CALL.matcher(text)
                .replaceAll(call -> Matcher.quoteReplacement(value(call.group(1), call.group(2), call.group(3))));
        if (rendered.contains("{{")) {
            throw new IllegalArgumentException(
                    "a template that nobody reads: " + rendered.substring(rendered.indexOf("{{")));
        }
        return rendered;
    }

    private String value(String function, String text, String variable) {
        return switch (function) {
            case "must_env" -> variable(text);
            case "tfstate" -> output(text);
            case "tfstatef" -> output(text.formatted(variable(variable)));
            default -> throw new IllegalArgumentException("no function " + function);
        };
    }

    private String variable(String name) {
        if (!environment.containsKey(name)) {
            throw new IllegalArgumentException("no value for " + name);
        }
        return environment.get(name);
    }

    /** @return texts as they are, all else as JSON */
    private String output(String path) {
        String pointer = path.replaceFirst("^output\\.", "/")
                .replaceAll("\\['?([^]']+)'?]", "/$1")
                .replace('.', '/');
        JsonNode value = outputs.at(pointer);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("no value for " + path);
        }
        return value.isTextual() ? value.asText() : value.toString();
    }
}
