package mail.mime;

import java.io.IOException;

/** The remaining limits for one mail, shared by all mails inside it. */
final class UnpackBudget {

    private final UnpackLimits limits;
    private int parts;
    private long bytes;

    /** Thrown when a limit is reached in the middle of a write. */
    static final class TooManyBytes extends IOException {
        TooManyBytes(long most) {
            super("decoded-bytes (" + most + ")");
        }
    }

    UnpackBudget(UnpackLimits limits) {
        this.limits = limits;
    }

    void takePart() throws LimitExceeded {
        UnpackLimits.check("parts", ++parts, limits.parts());
    }

    void takeBytes(int count) throws TooManyBytes {
        bytes += count;
        if (bytes > limits.decodedBytes()) {
            throw new TooManyBytes(limits.decodedBytes());
        }
    }
}
