package doctor.aws;

/** A check could not get an answer; the message says why. */
public final class NotAsked extends RuntimeException {

    private enum Why {
        NO_PERMISSION,
        NO_ANSWER,
        ON_PURPOSE
    }

    private final Why why;

    private NotAsked(Why why, String text) {
        super(text);
        this.why = why;
    }

    /** The caller lacks the permission. */
    public static NotAsked withoutPermission(String permission) {
        return new NotAsked(Why.NO_PERMISSION, "missing permission " + permission);
    }

    /** Another cause: a service that does not answer, or an unusable answer. */
    public static NotAsked because(String why) {
        return new NotAsked(Why.NO_ANSWER, why);
    }

    /** There is nothing to check here. */
    public static NotAsked onPurpose(String why) {
        return new NotAsked(Why.ON_PURPOSE, why);
    }

    public boolean isForPermission() {
        return why == Why.NO_PERMISSION;
    }

    public boolean isOnPurpose() {
        return why == Why.ON_PURPOSE;
    }
}
