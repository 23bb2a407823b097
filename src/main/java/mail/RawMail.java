package mail;

/**
 * Where SES put a mail: one S3 object, kept byte for byte.
 *
 * @param bucket name of the bucket that the S3 action writes to
 * @param key whole object key, prefix included
 * @param version ETag and size of the object as it was first fetched; empty before
 */
public record RawMail(String bucket, String key, String version) {

    public RawMail(String bucket, String key) {
        this(bucket, key, "");
    }

    /** @param inbox bucket, or bucket/prefix: SES makes the key of the prefix and the mail's id, with a slash between them */
    static RawMail in(String inbox, String mail) {
        int slash = inbox.indexOf('/');
        if (slash < 0 || slash == inbox.length() - 1) {
            return new RawMail(inbox.replace("/", ""), mail);
        }
        String prefix = inbox.substring(slash + 1);
        return new RawMail(inbox.substring(0, slash), prefix + (prefix.endsWith("/") ? "" : "/") + mail);
    }

    /** @return whether an object of this version is the mail: the first one that is fetched decides */
    public boolean is(String found) {
        return version.isEmpty() || version.equals(found);
    }
}
