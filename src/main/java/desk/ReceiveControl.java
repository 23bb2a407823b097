package desk;

/** Where mail comes in: this process' end of the receive queue. */
public interface ReceiveControl {

    boolean isPaused();

    /** Mail stays in the queue. What has been received already is worked on to its end; a second call changes nothing. */
    void pause();

    /** A second call changes nothing. */
    void resume();
}
