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
    RawMail mail(String id) {
        String slash = prefix.isEmpty() || prefix.endsWith("/") ? "" : "/";
        return new RawMail(bucket, prefix + slash + id);
    }
}
