package addresses;

import java.io.IOException;

/** A table that cannot be read, in a sentence that names it and has nothing of its content. */
final class Unreadable extends IOException {

    private Unreadable(String sentence, Exception cause) {
        super(sentence, cause);
    }

    static Unreadable missing(Source source) {
        return new Unreadable(source + " is not there", null);
    }

    static Unreadable because(Source source, String why, Exception cause) {
        return new Unreadable(source + " cannot be read: " + why, cause);
    }
}
