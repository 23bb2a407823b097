package deploy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request as IAM sees it before it is executed.
 *
 * @param role the name of the role
 * @param conditions values of the condition keys that the request has
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">actions, resources and condition keys of each service</a>
 */
public record Ask(String role, String action, String resource, Map<String, Set<String>> conditions) {

    public Ask(String role, String action, String resource) {
        this(role, action, resource, Map.of());
    }

    /** @param conditions condition keys that have one value each */
    public static Ask with(String role, String action, String resource, Map<String, String> conditions) {
        return new Ask(
                role,
                action,
                resource,
                conditions.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, value -> Set.of(value.getValue()))));
    }
}
