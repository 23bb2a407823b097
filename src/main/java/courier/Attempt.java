package courier;

/**
 * One attempt at a delivery, as a courier makes it.
 *
 * @param order the work order for which the attempt is made
 * @param nonce identifies a start whose answer is unknown, so that its repetition counts as the same start; null once
 *     the answer is known
 * @param outcome how the command ended; null until then
 */
public record Attempt(WorkOrder order, String nonce, CommandOutcome outcome) {

    public Attempt(WorkOrder order) {
        this(order, null, null);
    }

    public Attempt startedAs(String nonce) {
        return new Attempt(order, nonce, outcome);
    }

    public Attempt endedWith(CommandOutcome outcome) {
        return new Attempt(order, nonce, outcome);
    }

    public boolean hasRun() {
        return outcome != null;
    }

    public boolean isUnanswered() {
        return nonce != null;
    }
}
