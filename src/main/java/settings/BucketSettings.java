package settings;

/** Hikyaku's own buckets. Raw mail is in the sets' inboxes. */
public interface BucketSettings {

    /** Bucket for the parts of unpacked mails, and for their manifests. */
    String parts();
}
