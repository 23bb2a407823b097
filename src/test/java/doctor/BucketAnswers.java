package doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import doctor.aws.PolicyDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The S3 part of the {@link AccountDoor}: buckets by path, their configurations by query. */
record BucketAnswers(AwsAccount account, Set<String> asked) {

    void answer(HttpExchange http) throws IOException {
        String[] path = http.getRequestURI().getPath().split("/", 3);
        String query = http.getRequestURI().getQuery();
        String name = path[1];
        String key = path.length > 2 ? path[2] : "";
        String operation = operation(query, key);
        asked.add("s3:" + operation);
        JsonNode bucket = account.at("/buckets").path(name);
        String owner = http.getRequestHeaders().getFirst("x-amz-expected-bucket-owner");
        if (isDenied(operation)
                || owner != null
                        && !owner.equals(
                                bucket.path("owner").asText(account.at("/id").asText()))) {
            refuse(http, 403, "AccessDenied");
        } else if (bucket.isMissingNode()) {
            refuse(http, 404, "NoSuchBucket");
        } else if (!key.isEmpty()) {
            object(http, bucket.path("objects").path(key));
        } else {
            configuration(http, query, bucket);
        }
    }

    private static String operation(String query, String key) {
        if (!key.isEmpty()) {
            return "GetObject";
        }
        return switch (query == null ? "" : query.replaceFirst("[=&].*", "")) {
            case "notification" -> "GetBucketNotification";
            case "policy" -> "GetBucketPolicy";
            case "encryption" -> "GetEncryptionConfiguration";
            case "lifecycle" -> "GetLifecycleConfiguration";
            case "publicAccessBlock" -> "GetBucketPublicAccessBlock";
            default -> "ListBucket";
        };
    }

    private boolean isDenied(String operation) {
        return PolicyDocument.texts(account.at("/denied")).anyMatch(("s3:" + operation)::equals);
    }

    private void object(HttpExchange http, JsonNode object) throws IOException {
        if (object.isMissingNode()) {
            refuse(http, 404, "NoSuchKey");
        } else {
            send(http, 200, object.asText());
        }
    }

    private void configuration(HttpExchange http, String query, JsonNode bucket) throws IOException {
        switch (operation(query, "")) {
            case "GetBucketNotification" -> send(http, 200, notification(bucket.path("notification")));
            case "GetBucketPolicy" ->
                orNone(
                        http,
                        bucket,
                        "policy",
                        "NoSuchBucketPolicy",
                        bucket.path("policy").toString());
            case "GetEncryptionConfiguration" ->
                orNone(
                        http,
                        bucket,
                        "encryption",
                        "ServerSideEncryptionConfigurationNotFoundError",
                        encryption(bucket.path("encryption")));
            case "GetLifecycleConfiguration" ->
                orNone(
                        http,
                        bucket,
                        "days",
                        "NoSuchLifecycleConfiguration",
                        "<LifecycleConfiguration><Rule><ID>forget</ID><Filter/><Status>Enabled</Status><Expiration><Days>"
                                + bucket.path("days").asInt() + "</Days></Expiration></Rule></LifecycleConfiguration>");
            case "GetBucketPublicAccessBlock" ->
                orNone(
                        http,
                        bucket,
                        "private",
                        "NoSuchPublicAccessBlockConfiguration",
                        blocks(bucket.path("private").asBoolean()));
            default -> send(http, 200, "");
        }
    }

    /** A bucket without a notification has an empty configuration. */
    private static String notification(JsonNode topic) {
        String one = topic.isMissingNode()
                ? ""
                : "<TopicConfiguration><Id>stored</Id><Topic>"
                        + topic.path("topic_arn").asText() + "</Topic><Event>"
                        + topic.at("/events/0").asText()
                        + "</Event><Filter><S3Key><FilterRule><Name>prefix</Name><Value>"
                        + topic.path("filter_prefix").asText()
                        + "</Value></FilterRule></S3Key></Filter></TopicConfiguration>";
        return "<NotificationConfiguration>" + one + "</NotificationConfiguration>";
    }

    private static String encryption(JsonNode own) {
        String key = own.has("kms_master_key_id")
                ? "<KMSMasterKeyID>" + own.path("kms_master_key_id").asText() + "</KMSMasterKeyID>"
                : "";
        return "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>"
                + own.path("sse_algorithm").asText() + "</SSEAlgorithm>" + key
                + "</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";
    }

    private static String blocks(boolean all) {
        StringBuilder xml = new StringBuilder("<PublicAccessBlockConfiguration>");
        for (String field :
                new String[] {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"}) {
            xml.append("<%s>%s</%s>".formatted(field, all, field));
        }
        return xml.append("</PublicAccessBlockConfiguration>").toString();
    }

    private void orNone(HttpExchange http, JsonNode bucket, String field, String otherwise, String answer)
            throws IOException {
        if (bucket.has(field)) {
            send(http, 200, answer);
        } else {
            refuse(http, 404, otherwise);
        }
    }

    private void refuse(HttpExchange http, int status, String code) throws IOException {
        send(http, status, "<Error><Code>" + code + "</Code></Error>");
    }

    private static void send(HttpExchange http, int status, String body) throws IOException {
        boolean head = http.getRequestMethod().equals("HEAD");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("ETag", "\"1\"");
        http.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head && bytes.length > 0) {
            http.getResponseBody().write(bytes);
        }
        http.close();
    }
}
