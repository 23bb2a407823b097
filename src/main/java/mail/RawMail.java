package mail;

/**
 * Where SES put a mail: one S3 object, kept byte for byte.
 *
 * @param bucket name of the bucket that the S3 action writes to
 * @param key whole object key, prefix included
 */
public record RawMail(String bucket, String key) {}
