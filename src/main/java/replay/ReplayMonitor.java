package replay;

/** Follows a replay and limits its rate. A replay ends between two mails, never in the middle of one. */
public interface ReplayMonitor {

    /** A message for the operator, in one line. */
    void hint(String line);

    /** A mail is about to be sent. */
    void sending();

    /**
     * A mail has been handled. May wait, to keep within a rate.
     *
     * @param soFar counts of the replay so far
     * @return whether the replay continues
     */
    boolean goesOn(ReplayReport soFar);
}
