package settings;

/** Hikyaku's own buckets. Raw mail is in the sets' inboxes. */
public interface BucketSettings {

    /** The parts of unpacked mails, and their manifests. */
    String parts();
}
