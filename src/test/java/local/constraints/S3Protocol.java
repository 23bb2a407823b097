package local.constraints;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * S3's protocol: bucket and key are in the path, other members in the query, the headers or XML. Members that neither
 * the product nor a rule uses are left out.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">operations of S3</a>
 */
final class S3Protocol implements Protocol {

    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final Map<String, String> STATUS = Map.of(
            "MissingContentLength", "411",
            "EntityTooLarge", "400",
            "UnknownOperationException", "501");

    /** Headers and query parameters with a member of the same meaning. */
    private static final Map<String, String> TEXTS = Map.of(
            "x-amz-acl", "ACL",
            "x-amz-storage-class", "StorageClass",
            "x-amz-server-side-encryption", "ServerSideEncryption",
            "x-amz-server-side-encryption-aws-kms-key-id", "SSEKMSKeyId",
            "x-amz-tagging", "Tagging",
            "x-amz-checksum-mode", "ChecksumMode",
            "x-amz-request-payer", "RequestPayer",
            "x-amz-sdk-checksum-algorithm", "ChecksumAlgorithm",
            "encoding-type", "EncodingType",
            "prefix", "Prefix");

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public Call read(AwsRequest request) throws MalformedRequest {
        try {
            Map<String, String> query = query(request.query());
            String[] path = request.path().split("/", 3);
            String bucket = path.length > 1 ? decoded(path[1]) : "";
            String key = path.length > 2 ? decoded(path[2]) : "";
            String operation = operation(request.method(), bucket, key, query);
            if (operation.equals("DeleteObjects")
                    && request.headers().keySet().stream().noneMatch(S3Protocol::isChecksum)) {
                throw new MalformedRequest("InvalidRequest", "Missing required header for this request: Content-MD5");
            }
            return new Call(operation, input(operation, request, bucket, key, query));
        } catch (IllegalArgumentException e) {
            throw new MalformedRequest("InvalidURI", "Couldn't parse the specified URI.");
        }
    }

    @Override
    public Refusal refusal(Fault fault) {
        int status = Integer.parseInt(STATUS.getOrDefault(fault.code(), "400"));
        String body = "<Error><Code>" + fault.code() + "</Code><Message>"
                + fault.message().replace("&", "&amp;").replace("<", "&lt;") + "</Message></Error>";
        return new Refusal(status, Map.of("Content-Type", "application/xml"), body);
    }

    @Override
    public Optional<Fault> error(String body) {
        return first(CODE, body)
                .map(code -> new Fault(code, first(MESSAGE, body).orElse("")));
    }

    private static String operation(String method, String bucket, String key, Map<String, String> query) {
        String of = bucket.isEmpty() ? "" : key.isEmpty() ? "Bucket" : "Object";
        return switch (method + of) {
            case "GET" -> "ListBuckets";
            case "GETBucket" -> query.containsKey("list-type") ? "ListObjectsV2" : "GET of a bucket";
            case "HEADBucket" -> "HeadBucket";
            case "PUTBucket" -> query.isEmpty() ? "CreateBucket" : "PUT of a bucket";
            case "POSTBucket" -> query.containsKey("delete") ? "DeleteObjects" : "POST to a bucket";
            case "GETObject" -> query.containsKey("tagging") ? "GET of tags" : "GetObject";
            case "HEADObject" -> "HeadObject";
            case "PUTObject" -> query.containsKey("uploadId") ? "UploadPart" : "PutObject";
            case "DELETEObject" -> query.containsKey("uploadId") ? "AbortMultipartUpload" : "DeleteObject";
            default -> method + " " + of;
        };
    }

    private ObjectNode input(
            String operation, AwsRequest request, String bucket, String key, Map<String, String> query) {
        ObjectNode input = json.createObjectNode();
        if (!bucket.isEmpty()) {
            input.put("Bucket", bucket);
        }
        if (!key.isEmpty()) {
            input.put("Key", key);
        }
        TEXTS.forEach((name, member) -> Optional.ofNullable(
                        query.getOrDefault(name, request.header(name).isEmpty() ? null : request.header(name)))
                .ifPresent(value -> input.put(member, value)));
        if (query.containsKey("max-keys")) {
            number(input, "MaxKeys", query.get("max-keys"));
        }
        Map<String, String> metadata = metadata(request);
        if (!metadata.isEmpty()) {
            metadata.forEach(input.putObject("Metadata")::put);
        }
        if (operation.equals("PutObject")) {
            String length = request.header("x-amz-decoded-content-length").isEmpty()
                    ? request.header("Content-Length")
                    : request.header("x-amz-decoded-content-length");
            if (!length.isEmpty()) {
                number(input, "ContentLength", length);
            }
        }
        if (operation.equals("DeleteObjects")) {
            var objects = input.putObject("Delete").putArray("Objects");
            KEY.matcher(request.body())
                    .results()
                    .forEach(found -> objects.addObject().put("Key", plain(found.group(1))));
        }
        return input;
    }

    private static Map<String, String> metadata(AwsRequest request) {
        Map<String, String> metadata = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-meta-")) {
                metadata.put(lower.substring("x-amz-meta-".length()), value);
            }
        });
        return metadata;
    }

    private static void number(ObjectNode input, String member, String text) {
        if (text.matches("-?\\d{1,18}")) {
            input.put(member, Long.parseLong(text));
        } else {
            input.put(member, text);
        }
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Stream.of(query.split("&")).filter(part -> !part.isEmpty()).forEach(part -> {
            String[] sides = part.split("=", 2);
            parameters.put(
                    URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
                    sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        });
        return parameters;
    }

    /** Decodes a path, in which a plus sign stands for itself. */
    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String plain(String xml) {
        return xml.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    /**
     * "The Content-MD5 or x-amz-sdk-checksum-algorithm or x-amz-trailer header is required for all Multi-Object Delete
     * requests."
     */
    private static boolean isChecksum(String header) {
        return header.toLowerCase(Locale.ROOT).matches("content-md5|x-amz-trailer|x-amz-(sdk-)?checksum-.*");
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
