package archive;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Bucket and key of an S3 object, limited to characters that no library interprets. Camel's S3 producer evaluates
 * {@code ${…}} and {@code $simple{…}} in both. Routes name an object only by this class.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">bucket names</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">safe characters of keys</a>
 */
public record ObjectAddress(String bucket, String key) {

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,255}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._=/-]{1,1024}");
    private static final List<String> NOT_OF_A_PATH = List.of("", ".", "..");

    /** @throws IllegalArgumentException if {@link #isSafe} is false; the message does not quote them */
    public ObjectAddress {
        if (!isSafe(bucket, key)) {
            throw new IllegalArgumentException("bucket or key has characters that Hikyaku's objects cannot have");
        }
    }

    /** @return whether such an address is possible. Where objects are files, a key must not lead out of its folder. */
    public static boolean isSafe(String bucket, String key) {
        return BUCKET.matcher(bucket).matches()
                && KEY.matcher(key).matches()
                && List.of(key.split("/", -1)).stream().noneMatch(NOT_OF_A_PATH::contains);
    }
}
