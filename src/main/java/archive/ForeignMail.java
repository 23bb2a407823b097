package archive;

/** A delivery's mail is outside all inboxes of this installation. It is not read. */
public class ForeignMail extends RuntimeException {

    /** @param reason does not name the delivery, because its id may be the foreign text */
    public ForeignMail(String reason) {
        super(reason);
    }
}
