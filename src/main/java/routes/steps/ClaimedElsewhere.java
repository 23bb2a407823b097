package routes.steps;

import java.time.Instant;

/** Another worker holds the delivery, or it is not due yet. */
public class ClaimedElsewhere extends RuntimeException {

    private final transient Instant until;

    ClaimedElsewhere(Instant until) {
        super("claimed elsewhere or not due until " + until);
        this.until = until;
    }

    Instant until() {
        return until;
    }
}
