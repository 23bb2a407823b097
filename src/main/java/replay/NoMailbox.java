package replay;

import java.io.IOException;

/** What should be a mailbox is none. */
public class NoMailbox extends IOException {

    public NoMailbox(String reason) {
        super(reason);
    }
}
