package replay;

/** Follows a replay and sets its pace. A replay ends between two mails, and never in the middle of one. */
public interface ReplayMonitor {

    /** Something the operator should know, in one line. */
    void hint(String line);

    /** A mail is about to be sent. */
    void sending();

    /**
     * A mail is dealt with. May wait, to keep to a rate.
     *
     * @param soFar counts of the replay
     * @return whether the replay goes on
     */
    boolean goesOn(ReplayReport soFar);
}
