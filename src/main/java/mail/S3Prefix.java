package mail;

/**
 * A part of a bucket.
 *
 * @param prefix of the keys; empty for the whole bucket
 */
public record S3Prefix(String bucket, String prefix) {

    /** @param text bucket, or bucket/prefix as in a receipt rule's S3 action */
    public static S3Prefix of(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new S3Prefix(text, "") : new S3Prefix(text.substring(0, slash), text.substring(slash + 1));
    }

    /** @return where SES puts the mail with this id: it has a slash between prefix and id */
    public RawMail mail(String id) {
        return new RawMail(bucket, folder() + id);
    }

    /** @return whether the object lies in it */
    public boolean has(RawMail object) {
        return bucket.equals(object.bucket()) && object.key().startsWith(folder());
    }

    /** @return whether some object may lie in both */
    public boolean overlaps(S3Prefix other) {
        return bucket.equals(other.bucket)
                && (folder().startsWith(other.folder()) || other.folder().startsWith(folder()));
    }

    private String folder() {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }
}
