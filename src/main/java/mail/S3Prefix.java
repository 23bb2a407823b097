package mail;

/**
 * The objects of a bucket whose keys have a prefix.
 *
 * @param prefix the prefix of the keys, up to and including a slash; empty for the whole bucket
 */
public record S3Prefix(String bucket, String prefix) {

    /** @param text bucket, or bucket/prefix as in a receipt rule's S3 action: SES puts a slash between prefix and id */
    public static S3Prefix of(String text) {
        int slash = text.indexOf('/');
        String bucket = slash < 0 ? text : text.substring(0, slash);
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        return new S3Prefix(bucket, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    /** @return a folder in the same bucket, beside this prefix */
    public S3Prefix beside(String folder) {
        return new S3Prefix(bucket, folder);
    }

    public boolean contains(RawMail mail) {
        return mail.bucket().equals(bucket) && mail.key().startsWith(prefix);
    }

    /** @return whether an object could be in both */
    public boolean overlaps(S3Prefix other) {
        return bucket.equals(other.bucket) && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
    }

    /** @return where SES stores the mail with this id */
    public RawMail mail(String id) {
        return new RawMail(bucket, prefix + id);
    }
}
