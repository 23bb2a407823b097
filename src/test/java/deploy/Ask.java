package deploy;

import java.util.Map;

/**
 * What IAM is asked before a request is done.
 *
 * @param role name of it
 * @param conditions values of the condition keys that the request has
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">actions, resources and condition
 *     keys of each service</a>
 */
public record Ask(String role, String action, String resource, Map<String, String> conditions) {

    public Ask(String role, String action, String resource) {
        this(role, action, resource, Map.of());
    }
}
