package desk;

/** Controls whether this process receives mail from the receive queue. */
public interface ReceiveControl {

    boolean isPaused();

    /** Mail stays in the queue. Messages already received are processed to their end; a second call changes nothing. */
    void pause();

    /** A second call changes nothing. */
    void resume();
}
