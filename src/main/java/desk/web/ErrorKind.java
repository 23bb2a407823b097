package desk.web;

import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** The kinds of errors, as the desk explains them. */
enum ErrorKind {
    AWAY(503),
    ARCHIVE(503),
    FORBIDDEN(403),
    MISSING(404),
    MUCH(413),
    WRONG(400),
    FAILED(500);

    private final int status;

    ErrorKind(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** @return the middle part of the keys of its texts */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The SDK's exceptions do not name the called service; the stack trace does. */
    static ErrorKind of(SdkException failure) {
        boolean archive = Stream.of(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("archive."));
        return archive ? ARCHIVE : AWAY;
    }

    static ErrorKind of(int status) {
        return switch (status) {
            case 403 -> FORBIDDEN;
            case 404, 405 -> MISSING;
            case 413, 414 -> MUCH;
            default -> status < 500 ? WRONG : FAILED;
        };
    }
}
