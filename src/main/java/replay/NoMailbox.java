package replay;

import java.io.IOException;

/** The source is not a mailbox. */
public class NoMailbox extends IOException {

    public NoMailbox(String reason) {
        super(reason);
    }
}
