package doctor.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A resource's policy, evaluated for a request of an AWS service. An operator, a condition key or an element that this
 * class cannot evaluate gives UNKNOWN, never another answer.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">policy evaluation logic</a>
 */
public record PolicyDocument(JsonNode document) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> READ =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "Condition");

    public enum Evaluation {
        ALLOWED,
        REFUSED,
        UNKNOWN
    }

    /**
     * @param service the principal: ses.amazonaws.com
     * @param conditions values of the condition keys that the request is known to have, by lower-case name
     */
    public record Request(String service, String action, String resource, Map<String, String> conditions) {}

    /** @param text empty for no policy, which allows nothing; unreadable text is an unknown policy */
    public static PolicyDocument of(String text) {
        try {
            return new PolicyDocument(text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
        } catch (IOException e) {
            return new PolicyDocument(JSON.createObjectNode().put("Statement", text));
        }
    }

    public Evaluation decide(Request request) {
        boolean allowed = false;
        boolean unknown = false;
        for (JsonNode statement : list(document.path("Statement"))) {
            Evaluation applies = applies(statement, request);
            boolean denies = !statement.path("Effect").asText().equals("Allow");
            if (applies == Evaluation.ALLOWED && denies) {
                return Evaluation.REFUSED;
            }
            unknown |= applies == Evaluation.UNKNOWN && denies;
            allowed |= applies == Evaluation.ALLOWED;
        }
        if (unknown) {
            return Evaluation.UNKNOWN;
        }
        return allowed ? Evaluation.ALLOWED : unknownAllow(request) ? Evaluation.UNKNOWN : Evaluation.REFUSED;
    }

    private boolean unknownAllow(Request request) {
        return list(document.path("Statement")).stream()
                .anyMatch(statement -> applies(statement, request) == Evaluation.UNKNOWN);
    }

    /** @return ALLOWED if the statement matches the request, REFUSED if not */
    private static Evaluation applies(JsonNode statement, Request request) {
        if (!statement.isObject() || names(statement).anyMatch(name -> !READ.contains(name))) {
            return Evaluation.UNKNOWN;
        }
        boolean about = isPrincipal(statement, request.service())
                && isNamed(statement, "Action", request.action().toLowerCase(java.util.Locale.ROOT), true)
                && isNamed(statement, "Resource", request.resource(), false);
        if (!about) {
            return Evaluation.REFUSED;
        }
        return PolicyCondition.of(statement.path("Condition"))
                .map(condition -> condition.holds(request.conditions()))
                .reduce(Evaluation.ALLOWED, PolicyDocument::both);
    }

    private static Evaluation both(Evaluation one, Evaluation other) {
        if (one == Evaluation.REFUSED || other == Evaluation.REFUSED) {
            return Evaluation.REFUSED;
        }
        return one == Evaluation.UNKNOWN || other == Evaluation.UNKNOWN ? Evaluation.UNKNOWN : Evaluation.ALLOWED;
    }

    private static boolean isPrincipal(JsonNode statement, String service) {
        JsonNode principal = statement.path("Principal");
        return principal.asText().equals("*")
                || texts(principal.path("AWS")).anyMatch("*"::equals)
                || texts(principal.path("Service")).anyMatch(service::equals);
    }

    /** A statement without the element matches everything: a role's trust policy has no resource. */
    private static boolean isNamed(JsonNode statement, String element, String name, boolean lower) {
        if (statement.has("Not" + element)) {
            return texts(statement.path("Not" + element))
                    .noneMatch(pattern -> Wildcard.matches(lowered(pattern, lower), name));
        }
        return !statement.has(element)
                || texts(statement.path(element)).anyMatch(pattern -> Wildcard.matches(lowered(pattern, lower), name));
    }

    private static String lowered(String pattern, boolean lower) {
        return lower ? pattern.toLowerCase(java.util.Locale.ROOT) : pattern;
    }

    private static Stream<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false);
    }

    private static List<JsonNode> list(JsonNode oneOrMany) {
        if (oneOrMany.isMissingNode()) {
            return List.of();
        }
        return oneOrMany.isArray()
                ? StreamSupport.stream(oneOrMany.spliterator(), false).toList()
                : List.of(oneOrMany);
    }

    /** @return the texts: one, or those of an array */
    public static Stream<String> texts(JsonNode oneOrMany) {
        return list(oneOrMany).stream().map(JsonNode::asText);
    }

    /** @return the values that conditions compare with the caller's ARN */
    public Stream<String> sources() {
        return list(document.path("Statement")).stream()
                .flatMap(statement -> PolicyCondition.of(statement.path("Condition")))
                .filter(condition -> condition.key().equals("aws:sourcearn"))
                .flatMap(condition -> condition.values().stream());
    }
}
