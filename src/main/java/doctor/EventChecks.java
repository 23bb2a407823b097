package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import doctor.aws.Account;
import doctor.aws.AwsService;
import doctor.aws.Calls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the path from a stopped task to the queue of task events. */
final class EventChecks {

    static final Arrow EVENT_RULE = Arrow.of(
            "event-rule",
            "an enabled rule of EventBridge sends the events of stopped tasks in every set's cluster to the queue "
                    + "task-events, and the queue's policy allows it",
            "create or enable the rule; without it, deliveries of failed tasks wait for the sweeper",
            "aws events enable-rule --name RULE",
            "events:ListRuleNamesByTarget",
            "events:DescribeRule");

    static final List<Arrow> ARROWS = List.of(EVENT_RULE);

    private final Installation installation;
    private final Calls calls;
    private final Account account;
    private final QueueChecks queues;

    EventChecks(Installation installation, Calls calls, Account account, QueueChecks queues) {
        this.installation = installation;
        this.calls = calls;
        this.account = account;
        this.queues = queues;
    }

    Stream<Check> all() {
        return Stream.of(new Check(
                EVENT_RULE,
                Scope.PIPELINE,
                "",
                List.of(Arrow.named(QueueChecks.QUEUE.name(), "task-events")),
                this::rule));
    }

    private record EventRule(String arn, boolean enabled, JsonNode pattern) {}

    private Optional<String> rule() {
        List<EventRule> rules = rules();
        if (rules.isEmpty()) {
            return Optional.of("no rule sends events to the queue");
        }
        if (rules.stream().noneMatch(EventRule::enabled)) {
            return Optional.of("the rule " + rules.get(0).arn() + " is disabled");
        }
        for (String set : installation.sets().keySet()) {
            String cluster = cluster(installation.sets().get(set).cluster());
            if (rules.stream().noneMatch(rule -> rule.enabled() && takes(rule.pattern(), cluster))) {
                return Optional.of("no rule matches stopped tasks of set " + set);
            }
        }
        return rules.stream()
                .filter(rule -> rule.enabled() && !queues.maySend(rule.arn()))
                .findFirst()
                .map(rule -> "the queue's policy does not let " + rule.arn() + " send");
    }

    private List<EventRule> rules() {
        String queue =
                installation.queueArn(account.partition(), installation.queues().get("task-events"));
        JsonNode names = asked("ListRuleNamesByTarget", "TargetArn", queue).path("RuleNames");
        List<EventRule> rules = new ArrayList<>();
        for (JsonNode name : names) {
            JsonNode rule = asked("DescribeRule", "Name", name.asText());
            rules.add(new EventRule(
                    rule.path("Arn").asText(),
                    rule.path("State").asText().startsWith("ENABLED"),
                    pattern(rule.path("EventPattern").asText())));
        }
        return rules;
    }

    private JsonNode asked(String operation, String parameter, String value) {
        ObjectNode input = new ObjectMapper().createObjectNode().put(parameter, value);
        return calls.json(AwsService.EVENTS, installation.region(), operation, input);
    }

    private String cluster(String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? nameOrArn
                : "arn:%s:ecs:%s:%s:cluster/%s"
                        .formatted(account.partition(), installation.region(), account.id(), nameOrArn);
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">patterns</a>
     */
    private static boolean takes(JsonNode pattern, String cluster) {
        return has(pattern.path("source"), "aws.ecs")
                && has(pattern.path("detail-type"), "ECS Task State Change")
                && has(pattern.path("detail").path("lastStatus"), "STOPPED")
                && has(pattern.path("detail").path("clusterArn"), cluster);
    }

    /** A pattern without the field matches all of its values. */
    private static boolean has(JsonNode allowed, String value) {
        if (allowed.isMissingNode()) {
            return true;
        }
        for (JsonNode one : allowed) {
            boolean fits = one.isTextual()
                    ? one.asText().equals(value)
                    : one.has("prefix") && value.startsWith(one.path("prefix").asText());
            if (fits) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode pattern(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            return new ObjectMapper().createObjectNode();
        }
    }
}
