package desk;

/** A request that is well-formed and cannot be carried out: the settings or the file system say so. Its message is for the operator. */
public class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidRequest(String reason) {
        super(reason);
    }
}
