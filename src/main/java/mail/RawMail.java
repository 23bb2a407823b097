package mail;

/**
 * Where SES stored a mail: one S3 object, kept byte for byte.
 *
 * @param bucket name of the bucket that the S3 action writes to
 * @param key complete object key, including the prefix
 * @param version ETag and size of the object when it was first fetched; empty before
 */
public record RawMail(String bucket, String key, String version) {

    public RawMail(String bucket, String key) {
        this(bucket, key, "");
    }

    /** @return whether the other mail is the same object, in any version */
    public boolean isAt(RawMail other) {
        return bucket.equals(other.bucket) && key.equals(other.key);
    }

    /** @return whether an object of this version is the mail: the first one that is fetched decides */
    public boolean is(String found) {
        return version.isEmpty() || version.equals(found);
    }
}
