package mail;

/** A message that announces no mail. It says what is wrong with the message's shape and never quotes from it. */
public class UnreadableNotification extends RuntimeException {

    public UnreadableNotification(String reason) {
        super(reason);
    }
}
