package local.constraints;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tasks at and beyond ECS' limits. */
final class EcsSamples {

    private static final String INVALID = "InvalidParameterException";

    /**
     * Characters of the overrides around a value: {@code {"containerOverrides":[{"name":"c","environment":[{…}]}]}}.
     */
    private static final int AROUND =
            "{\"containerOverrides\":[{\"name\":\"c\",\"environment\":[{\"name\":\"A\",\"value\":\"\"}]}]}".length();

    private EcsSamples() {}

    static Stream<SampleRequest> illegal() {
        return Stream.of(
                of("no task definition", "RunTask", INVALID, Map.of("cluster", "demo")),
                run("11 tasks", Map.of("count", 11)),
                run("no task", Map.of("count", 0)),
                of("a text as count", "RunTask", "SerializationException", Map.of("taskDefinition", "t", "count", "1")),
                run("a member that ECS does not know", Map.of("taskdefinition", "t")),
                run("overrides of 8193 characters", Map.of("overrides", overrides("A", "x".repeat(8193 - AROUND)))),
                run("a variable without a name", Map.of("overrides", overrides("", "x"))),
                run("an equals sign in a variable's name", Map.of("overrides", overrides("A=B", "x"))),
                run("NUL in a variable", Map.of("overrides", overrides("A", "x\0"))),
                run(
                        "overrides that name no container",
                        Map.of("overrides", Map.of("containerOverrides", List.of(Map.of("cpu", 1))))),
                run("a startedBy of 129 characters", Map.of("startedBy", "s".repeat(129))),
                run("a dot in startedBy", Map.of("startedBy", "hikyaku.demo")),
                run("a token of 65 characters", Map.of("clientToken", "t".repeat(65))),
                run("a space in the token", Map.of("clientToken", "a b")),
                run("51 tags", tags(51, i -> "key-" + i)),
                run("one tag twice", tags(2, i -> "key")),
                run("a tag's key of 129 characters", tags(1, i -> "k".repeat(129))),
                run("a tag of AWS' own", tags(1, i -> "aws:tenant")),
                run("a tag's value with an asterisk", Map.of("tags", List.of(Map.of("key", "tenant", "value", "*")))),
                run("an unknown launch type", Map.of("launchType", "LAMBDA")),
                of("two filters", "ListTasks", INVALID, Map.of("startedBy", "s", "desiredStatus", "RUNNING")),
                of("101 results", "ListTasks", INVALID, Map.of("maxResults", 101)),
                of(
                        "101 tasks",
                        "DescribeTasks",
                        INVALID,
                        Map.of(
                                "tasks",
                                IntStream.range(0, 101).mapToObj(i -> "t" + i).toList())),
                of(
                        "an operation that nobody uses",
                        "DeleteCluster",
                        "UnknownOperationException",
                        Map.of("cluster", "demo")));
    }

    static Stream<SampleRequest> legal() {
        return Stream.of(
                fine("10 tasks", "RunTask", with(Map.of("count", 10))),
                fine(
                        "overrides of 8192 characters",
                        "RunTask",
                        with(Map.of("overrides", overrides("A", "x".repeat(8192 - AROUND))))),
                fine("a startedBy of 128 characters", "RunTask", with(Map.of("startedBy", "s".repeat(128)))),
                fine("a token of 64 characters", "RunTask", with(Map.of("clientToken", "t".repeat(64)))),
                fine("50 tags", "RunTask", with(tags(50, i -> "key-" + i))),
                fine("one filter", "ListTasks", Map.of("cluster", "demo", "startedBy", "s")),
                fine(
                        "100 tasks",
                        "DescribeTasks",
                        Map.of(
                                "tasks",
                                IntStream.range(0, 100).mapToObj(i -> "t" + i).toList())));
    }

    private static SampleRequest run(String name, Map<String, ?> members) {
        return of(name, "RunTask", INVALID, with(members));
    }

    private static SampleRequest of(String name, String operation, String code, Map<String, ?> input) {
        return SampleRequest.illegal(name, "ecs", operation, code, input);
    }

    private static SampleRequest fine(String name, String operation, Map<String, ?> input) {
        return SampleRequest.legal(name, "ecs", operation, input);
    }

    private static Map<String, ?> with(Map<String, ?> members) {
        Map<String, Object> input = new HashMap<>(Map.of("cluster", "demo", "taskDefinition", "demo-courier"));
        input.putAll(members);
        return input;
    }

    private static Map<String, ?> overrides(String name, String value) {
        return Map.of(
                "containerOverrides",
                List.of(Map.of("name", "c", "environment", List.of(Map.of("name", name, "value", value)))));
    }

    private static Map<String, ?> tags(int count, IntFunction<String> key) {
        return Map.of(
                "tags",
                IntStream.range(0, count)
                        .mapToObj(i -> Map.of("key", key.apply(i), "value", "v"))
                        .toList());
    }
}
