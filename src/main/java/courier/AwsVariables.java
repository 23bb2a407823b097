package courier;

import java.util.Locale;
import java.util.Set;

/**
 * Environment variables by which a program finds or requests AWS credentials: those that the SDKs read, and those that
 * ECS sets in a container. Variables for region, endpoints and retries are not included and remain.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">settings of the SDKs</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">ECS' credentials</a>
 */
final class AwsVariables {

    private static final Set<String> NAMES = Set.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_ACCESS_KEY",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SECRET_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN",
            "AWS_CREDENTIAL_EXPIRATION",
            "AWS_CREDENTIAL_FILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_CONFIG_FILE",
            "AWS_PROFILE",
            "AWS_DEFAULT_PROFILE",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "ECS_AGENT_URI");

    /**
     * Prefixes of variables that ECS sets: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, …_FULL_URI,
     * AWS_CONTAINER_AUTHORIZATION_TOKEN, …_TOKEN_FILE, ECS_CONTAINER_METADATA_URI, …_V4
     */
    private static final Set<String> BEGINNINGS =
            Set.of("AWS_CONTAINER_CREDENTIALS_", "AWS_CONTAINER_AUTHORIZATION_TOKEN", "ECS_CONTAINER_METADATA_URI");

    private AwsVariables() {}

    static boolean giveCredentials(String variable) {
        String name = variable.toUpperCase(Locale.ROOT);
        return NAMES.contains(name) || BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
