package desk;

/** A well-formed request that the settings or the file system do not allow. Its message is for the operator. */
public class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InvalidRequest(String reason) {
        super(reason);
    }
}
