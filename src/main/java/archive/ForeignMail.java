package archive;

/** A delivery's mail lies where no mail of this installation lies. It is not read. */
public class ForeignMail extends RuntimeException {

    /** @param reason without the delivery, whose id may be the foreign text */
    public ForeignMail(String reason) {
        super(reason);
    }
}
