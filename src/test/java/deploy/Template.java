package deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two template functions of ecspresso that the shipped files use; any other is an error. */
record Template(JsonNode state, Map<String, String> environment) {

    private static final Pattern CALL = Pattern.compile("\\{\\{\\s*(\\S+)\\s+`([^`]*)`\\s*}}");

    String render(String text) {
        String rendered =
                CALL.matcher(text).replaceAll(call -> Matcher.quoteReplacement(value(call.group(1), call.group(2))));
        if (rendered.contains("{{")) {
            throw new IllegalArgumentException(
                    "a template that nobody reads: " + rendered.substring(rendered.indexOf("{{")));
        }
        return rendered;
    }

    private String value(String function, String name) {
        return switch (function) {
            case "must_env" -> known(environment.get(name), name);
            case "tfstate" ->
                known(
                        state.path("outputs")
                                .path(name.replaceFirst("^output\\.", ""))
                                .path("value")
                                .asText(null),
                        name);
            default -> throw new IllegalArgumentException("no function " + function);
        };
    }

    private static String known(String value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("no value for " + name);
        }
        return value;
    }
}
