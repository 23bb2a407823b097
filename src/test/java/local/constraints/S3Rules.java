package local.constraints;

import static local.constraints.Fault.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules of buckets, keys and metadata.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">object keys</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">metadata</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">bucket names</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">error responses</a>
 */
final class S3Rules implements Rules {

    /** "The object key name is a sequence of Unicode characters with UTF-8 encoding of up to 1,024 bytes long." */
    private static final int LONGEST_KEY = 1024;

    /** "Within the PUT request header, the user-defined metadata is limited to 2 KB in size": keys and values. */
    private static final int MOST_METADATA = 2048;

    /** "You can upload a single object up to 5 GB in size in a single operation." */
    private static final long LARGEST_PUT = 5L * 1024 * 1024 * 1024;

    /** "The request can contain a list of up to 1,000 keys." */
    private static final int MOST_DELETED = 1000;

    /** "Between 3 and 63 characters … lowercase letters, numbers, periods, and hyphens … begin and end with a letter or number". */
    private static final Pattern BUCKET = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_SUFFIXES =
            List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    @Override
    public Stream<Fault> broken(Call call) {
        JsonNode input = call.input();
        return Stream.of(
                        bucket(input.path("Bucket").asText()),
                        key(input.path("Key").asText()),
                        switch (call.operation()) {
                            case "PutObject" -> put(input);
                            case "DeleteObjects" -> delete(input.path("Delete").path("Objects"));
                            case "ListObjectsV2" ->
                                when(
                                        input.path("MaxKeys").asLong() < 0,
                                        "InvalidArgument",
                                        "Argument maxKeys must be an integer between 0 and 2147483647");
                            default -> Stream.<Fault>empty();
                        })
                .flatMap(each -> each);
    }

    private static Stream<Fault> bucket(String name) {
        boolean good = name.isEmpty()
                || BUCKET.matcher(name).matches()
                        && !IP_ADDRESS.matcher(name).matches()
                        && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
                        && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith);
        return when(!good, "InvalidBucketName", "The specified bucket is not valid.");
    }

    private static Stream<Fault> key(String key) {
        return when(bytes(key) > LONGEST_KEY, "KeyTooLongError", "Your key is too long: " + bytes(key) + " bytes");
    }

    private static Stream<Fault> put(JsonNode input) {
        int metadata = input.path("Metadata")
                .propertyStream()
                .mapToInt(each -> bytes(each.getKey()) + bytes(each.getValue().asText()))
                .sum();
        return Stream.of(
                        when(
                                metadata > MOST_METADATA,
                                "MetadataTooLarge",
                                "Your metadata headers exceed the maximum allowed metadata size: " + metadata
                                        + " bytes"),
                        when(
                                !input.has("ContentLength"),
                                "MissingContentLength",
                                "You must provide the Content-Length HTTP header."),
                        when(
                                input.path("ContentLength").asLong() > LARGEST_PUT,
                                "EntityTooLarge",
                                "Your proposed upload exceeds the maximum allowed size."))
                .flatMap(each -> each);
    }

    private static Stream<Fault> delete(JsonNode objects) {
        return Stream.concat(
                when(
                        objects.isEmpty() || objects.size() > MOST_DELETED,
                        "MalformedXML",
                        "a request deletes 1 to 1000 objects, not " + objects.size()),
                objects.valueStream().flatMap(object -> key(object.path("Key").asText())));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
