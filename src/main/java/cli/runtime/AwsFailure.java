package cli.runtime;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A failure of AWS in one line: service, endpoint, cause, and the setting to check. It never contains AWS' message,
 * which may quote a request.
 */
final class AwsFailure {

    private static final String CREDENTIALS =
            "set AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run with a task role";

    private static final Pattern CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\..*Client.*");
    private static final Map<String, String> NAMES =
            Map.of("dynamodb", "DynamoDB", "sqs", "SQS", "s3", "S3", "ecs", "ECS", "kms", "KMS");

    private AwsFailure() {}

    static String line(SdkException failure) {
        Optional<String> service = service(failure);
        String name = service.map(key -> NAMES.getOrDefault(key, key)).orElse("AWS");
        if (failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            return "%s at %s fails: %s. %s"
                    .formatted(name, endpoint(service), answer.awsErrorDetails().errorCode(), remedy(answer, service));
        }
        if (String.valueOf(failure.getMessage()).contains("Unable to load credentials")) {
            return name + " at " + endpoint(service) + " was not called: there are no credentials. Remedy: "
                    + CREDENTIALS;
        }
        return "%s at %s does not answer: %s. Settings: %s"
                .formatted(name, endpoint(service), cause(failure), setting(service));
    }

    private static String remedy(AwsServiceException answer, Optional<String> service) {
        String code = String.valueOf(answer.awsErrorDetails().errorCode());
        if (answer.statusCode() == 401
                || answer.statusCode() == 403
                || code.matches(
                        "(UnrecognizedClient|ExpiredToken|InvalidSignature|AccessDenied|IncompleteSignature).*")) {
            return "Remedy: " + CREDENTIALS + " with permission for it";
        }
        return code.matches("ResourceNotFound.*|NoSuchBucket|.*(NonExistentQueue|QueueDoesNotExist)")
                ? "Settings: the name of the table, bucket or queue, and " + setting(service)
                : "Settings: " + setting(service);
    }

    /** The client whose method was called: the exception does not name it. */
    private static Optional<String> service(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> Stream.of(cause.getStackTrace()))
                .map(frame -> CLIENT.matcher(frame.getClassName()))
                .filter(Matcher::matches)
                .map(client -> client.group(1))
                .findFirst();
    }

    private static String endpoint(Optional<String> service) {
        return service.flatMap(key -> value("hikyaku.aws.endpoints." + key))
                .orElseGet(() -> "AWS' own endpoint in "
                        + value("hikyaku.aws.region").orElse("the region of hikyaku.aws.region"));
    }

    private static String setting(Optional<String> service) {
        String key = service.orElse("SERVICE");
        return "hikyaku.aws.endpoints.%s (HIKYAKU_AWS_ENDPOINTS_%s), hikyaku.aws.region"
                .formatted(key, key.toUpperCase(Locale.ROOT));
    }

    private static Optional<String> value(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof ConnectException) {
            return "nothing listens there";
        }
        if (root instanceof UnknownHostException) {
            return "its host name is not known";
        }
        return root instanceof SocketTimeoutException
                ? "it took too long"
                : root.getClass().getSimpleName();
    }
}
