package settings;

/** Buckets of our own. Raw mail lies in the sets' inboxes. */
public interface BucketSettings {

    /** The parts of unpacked mails, and their manifests. */
    String parts();
}
