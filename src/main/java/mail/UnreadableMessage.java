package mail;

import java.util.function.Supplier;

/** A message of a queue that cannot be read, now or later. It says what is wrong with the message's shape and never quotes from it. */
public class UnreadableMessage extends RuntimeException {

    public UnreadableMessage(String reason) {
        super(reason);
    }

    /**
     * @param reading of a message that is in memory. It asks no service, so whatever fails in it fails again next time
     * @throws UnreadableMessage whatever class the failure has
     */
    public static <T> T unlessRead(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnreadableMessage e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableMessage("cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
