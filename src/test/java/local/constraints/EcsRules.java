package local.constraints;

import static local.constraints.Fault.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules of tasks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html">ListTasks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html">DescribeTasks</a>
 */
final class EcsRules implements Rules {

    private static final String INVALID = "InvalidParameterException";

    /** "You can specify up to 10 tasks for each call." */
    private static final int MOST_TASKS = 10;

    /** "A list of up to 100 task IDs or full ARN entries." */
    private static final int MOST_DESCRIBED = 100;

    /** "A total of 8192 characters are allowed for overrides. This limit includes the JSON formatting characters." */
    private static final int LONGEST_OVERRIDES = 8192;

    /** "Up to 128 letters (uppercase and lowercase), numbers, hyphens (-), forward slash (/), and underscores (_)". */
    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9/_-]{0,128}");

    /** "Up to 64 characters are allowed. The valid characters are characters in the range of 33-126, inclusive." */
    private static final Pattern CLIENT_TOKEN = Pattern.compile("[!-~]{0,64}");

    private static final List<String> OTHER_FILTERS =
            List.of("containerInstance", "daemonName", "desiredStatus", "family", "launchType", "serviceName");

    @Override
    public Stream<Fault> broken(Call call) {
        JsonNode input = call.input();
        return switch (call.operation()) {
            case "RunTask" -> runTask(input);
            case "ListTasks" -> listTasks(input);
            case "DescribeTasks" ->
                when(
                        input.path("tasks").isEmpty() || input.path("tasks").size() > MOST_DESCRIBED,
                        INVALID,
                        "tasks must have 1 to 100 elements, not "
                                + input.path("tasks").size());
            default -> Stream.empty();
        };
    }

    private static Stream<Fault> runTask(JsonNode input) {
        JsonNode overrides = input.path("overrides");
        int length = overrides.isMissingNode() ? 0 : overrides.toString().length();
        return Stream.of(
                        when(
                                input.path("taskDefinition").asText().isEmpty(),
                                INVALID,
                                "taskDefinition must not be empty"),
                        when(
                                input.has("count")
                                        && (input.path("count").asInt() < 1
                                                || input.path("count").asInt() > MOST_TASKS),
                                INVALID,
                                "count must be 1 to 10, not " + input.path("count")),
                        when(
                                length > LONGEST_OVERRIDES,
                                INVALID,
                                "Container Overrides length must be at most 8192, not " + length),
                        when(
                                !STARTED_BY
                                        .matcher(input.path("startedBy").asText())
                                        .matches(),
                                INVALID,
                                "startedBy can have 128 letters, numbers, hyphens, forward slashes and underscores"),
                        when(
                                !CLIENT_TOKEN
                                        .matcher(input.path("clientToken").asText())
                                        .matches(),
                                INVALID,
                                "clientToken can have 64 characters in the range of 33 to 126"),
                        when(
                                input.has("launchType")
                                        && !input.path("capacityProviderStrategy")
                                                .isEmpty(),
                                INVALID,
                                "launchType and capacityProviderStrategy exclude each other"),
                        when(
                                input.path("propagateTags").asText().equals("SERVICE"),
                                INVALID,
                                "a task that no service runs cannot take on a service's tags"),
                        overrides.path("containerOverrides").valueStream().flatMap(EcsRules::container),
                        tags(input.path("tags")))
                .flatMap(each -> each);
    }

    /** "When you specify startedBy as the filter, it must be the only filter that you use." */
    private static Stream<Fault> listTasks(JsonNode input) {
        List<String> others = OTHER_FILTERS.stream().filter(input::hasNonNull).toList();
        JsonNode results = input.path("maxResults");
        return Stream.concat(
                when(
                        input.hasNonNull("startedBy") && !others.isEmpty(),
                        INVALID,
                        "startedBy must be the only filter, not beside " + String.join(", ", others)),
                when(
                        results.isNumber() && (results.asInt() < 1 || results.asInt() > 100),
                        INVALID,
                        "maxResults must be 1 to 100, not " + results));
    }

    /**
     * "name: This parameter is required if any override is specified." POSIX' rule for a variable's name before "=".
     */
    private static Stream<Fault> container(JsonNode override) {
        return Stream.concat(
                when(override.path("name").asText().isEmpty(), INVALID, "a container override must name its container"),
                override.path("environment")
                        .valueStream()
                        .filter(variable -> !variable.path("name").asText().matches("[^=\0]+")
                                || variable.path("value").asText().contains("\0"))
                        .map(variable -> new Fault(
                                INVALID,
                                "an environment variable has no name, or = or NUL in it, or NUL in its value")));
    }

    /**
     * "Each tag key must be unique … Do not use aws:, AWS:, or any upper or lowercase combination of such as a prefix".
     */
    private static Stream<Fault> tags(JsonNode tags) {
        List<String> keys =
                tags.valueStream().map(tag -> tag.path("key").asText()).toList();
        return Stream.of(
                        when(keys.stream().distinct().count() < keys.size(), INVALID, "two tags have the same key"),
                        when(keys.contains(""), INVALID, "a tag has no key"),
                        when(
                                tags.valueStream()
                                        .flatMap(tag -> Stream.of(tag.path("key"), tag.path("value")))
                                        .anyMatch(text -> text.asText()
                                                .toLowerCase(Locale.ROOT)
                                                .startsWith("aws:")),
                                INVALID,
                                "keys and values of tags must not begin with aws:"))
                .flatMap(each -> each);
    }
}
