package deploy;

import static deploy.Rendering.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The smallest piece of a statement: one action on one resource. Two equal grants of a role count as one: IAM does not
 * know which route sends a request.
 *
 * @param allows false for a Deny
 */
public record Grant(String role, boolean allows, String action, String resource, Set<Condition> conditions) {

    private static final Set<String> READ = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    /** @throws IllegalArgumentException if the statement has an element that is not evaluated here */
    static Stream<Grant> of(String role, JsonNode statement) {
        statement.fieldNames().forEachRemaining(name -> {
            if (!READ.contains(name)) {
                throw new IllegalArgumentException("the evaluator does not know " + name + " of " + statement);
            }
        });
        if (statement.toString().contains("${")) {
            throw new IllegalArgumentException("the evaluator does not know the policy variable in " + statement);
        }
        boolean allows = switch (statement.path("Effect").asText()) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new IllegalArgumentException("no effect in " + statement);
        };
        Set<Condition> conditions = Condition.of(statement.path("Condition"));
        return texts(statement.path("Action"))
                .flatMap(action -> texts(statement.path("Resource"))
                        .map(resource -> new Grant(role, allows, action, resource, conditions)));
    }

    boolean covers(Ask ask) {
        return role.equals(ask.role())
                && Wildcards.inText(
                        action.toLowerCase(Locale.ROOT), ask.action().toLowerCase(Locale.ROOT))
                && Wildcards.inArn(resource, ask.resource())
                && conditions.stream().allMatch(condition -> condition.holds(ask.conditions()));
    }

    /** Role, action, and the resource without its region and account. */
    @Override
    public String toString() {
        return role + " " + action + " " + resource.substring(resource.lastIndexOf(':') + 1);
    }

    /** @return the texts: one, or those of an array */
    static Stream<String> texts(JsonNode oneOrMany) {
        Stream<JsonNode> all = oneOrMany.isArray() ? elements(oneOrMany) : Stream.of(oneOrMany);
        return all.map(JsonNode::asText);
    }
}
