package local.constraints;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Objects at and beyond S3's limits: as inputs, before they become paths and headers. */
final class S3Samples {

    private static final String BUCKET = "hikyaku-raw-mail";

    private S3Samples() {}

    static Stream<SampleRequest> illegal() {
        return Stream.of(
                of(
                        "a key of 1025 bytes",
                        "GetObject",
                        "KeyTooLongError",
                        Map.of("Bucket", BUCKET, "Key", "あ".repeat(341) + "xx")),
                of(
                        "a bucket's name with an underscore",
                        "GetObject",
                        "InvalidBucketName",
                        Map.of("Bucket", "raw_mail", "Key", "k")),
                of(
                        "a bucket's name of two letters",
                        "GetObject",
                        "InvalidBucketName",
                        Map.of("Bucket", "ab", "Key", "k")),
                of(
                        "a bucket's name that is an address",
                        "GetObject",
                        "InvalidBucketName",
                        Map.of("Bucket", "192.0.2.1", "Key", "k")),
                of(
                        "more than 2 KB of metadata",
                        "PutObject",
                        "MetadataTooLarge",
                        Map.of(
                                "Bucket",
                                BUCKET,
                                "Key",
                                "k",
                                "ContentLength",
                                1,
                                "Metadata",
                                Map.of("note", "x".repeat(2045)))),
                of("no length", "PutObject", "MissingContentLength", Map.of("Bucket", BUCKET, "Key", "k")),
                of(
                        "more than 5 GB",
                        "PutObject",
                        "EntityTooLarge",
                        Map.of("Bucket", BUCKET, "Key", "k", "ContentLength", 5L * 1024 * 1024 * 1024 + 1)),
                of(
                        "an unknown storage class",
                        "PutObject",
                        "InvalidArgument",
                        Map.of("Bucket", BUCKET, "Key", "k", "ContentLength", 1, "StorageClass", "CHEAP")),
                of("1001 keys", "DeleteObjects", "MalformedXML", Map.of("Bucket", BUCKET, "Delete", objects(1001))),
                of(
                        "a negative number of keys",
                        "ListObjectsV2",
                        "InvalidArgument",
                        Map.of("Bucket", BUCKET, "MaxKeys", -1)),
                of(
                        "a number of keys that is text",
                        "ListObjectsV2",
                        "InvalidArgument",
                        Map.of("Bucket", BUCKET, "MaxKeys", "all")),
                of(
                        "an unknown encoding",
                        "ListObjectsV2",
                        "InvalidArgument",
                        Map.of("Bucket", BUCKET, "EncodingType", "xml")));
    }

    static Stream<SampleRequest> legal() {
        return Stream.of(
                fine("a key of 1024 bytes", "GetObject", Map.of("Bucket", BUCKET, "Key", "あ".repeat(341) + "x")),
                fine(
                        "2 KB of metadata",
                        "PutObject",
                        Map.of(
                                "Bucket",
                                BUCKET,
                                "Key",
                                "k",
                                "ContentLength",
                                1,
                                "Metadata",
                                Map.of("note", "x".repeat(2044)))),
                fine("1000 keys", "DeleteObjects", Map.of("Bucket", BUCKET, "Delete", objects(1000))),
                fine("all there is", "ListObjectsV2", Map.of("Bucket", BUCKET)));
    }

    private static SampleRequest of(String name, String operation, String code, Map<String, ?> input) {
        return SampleRequest.illegal(name, "s3", operation, code, input);
    }

    private static SampleRequest fine(String name, String operation, Map<String, ?> input) {
        return SampleRequest.legal(name, "s3", operation, input);
    }

    private static Map<String, ?> objects(int count) {
        List<Map<String, String>> objects =
                IntStream.range(0, count).mapToObj(i -> Map.of("Key", "k" + i)).toList();
        return Map.of("Objects", objects);
    }
}
