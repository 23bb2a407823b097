package mail;

import java.time.Instant;

/**
 * An event that S3 has sent about one object of a bucket.
 *
 * @param isCreation whether the object was written; false for all other events
 * @param at time of the event
 * @param eTag the object's ETag, without quotation marks; empty if the event has none
 * @param size the object's size in bytes; -1 if the event has none
 */
public record BucketEvent(boolean isCreation, String bucket, String key, Instant at, String eTag, long size) {

    /** @return the last part of the key; for a mail, its id */
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    public RawMail raw() {
        return new RawMail(bucket, key);
    }

    /** @return the mail without its envelope, which no event has */
    public Notification announcement() {
        return Notification.ofObject(name(), at, raw());
    }
}
