package desk;

/** A command line that is well-formed and cannot be done as it is: the settings or the file system say so. */
public class UsageError extends RuntimeException {

    public UsageError(String reason) {
        super(reason);
    }
}
