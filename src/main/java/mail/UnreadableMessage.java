package mail;

import java.util.function.Supplier;

/**
 * A queue message that can never be read. The exception says what is wrong with the message's form, and never quotes
 * it.
 */
public class UnreadableMessage extends RuntimeException {

    public UnreadableMessage(String reason) {
        super(reason);
    }

    /**
     * @param reading a function that parses a message in memory. It calls no service, so every failure is permanent
     * @throws UnreadableMessage for a failure of any class
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
