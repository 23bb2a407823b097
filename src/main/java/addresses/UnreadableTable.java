package addresses;

import java.io.IOException;

/** A table that cannot be read; the message names the table and does not quote its content. */
final class UnreadableTable extends IOException {

    private UnreadableTable(String sentence, Exception cause) {
        super(sentence, cause);
    }

    static UnreadableTable missing(TableSource source) {
        return new UnreadableTable(source + " does not exist", null);
    }

    static UnreadableTable because(TableSource source, String why, Exception cause) {
        return new UnreadableTable(source + " cannot be read: " + why, cause);
    }
}
