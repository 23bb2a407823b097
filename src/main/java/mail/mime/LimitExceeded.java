package mail.mime;

/** The message names the limit and its value, and no part of the mail. */
final class LimitExceeded extends Exception {

    LimitExceeded(String limit) {
        super(limit);
    }
}
