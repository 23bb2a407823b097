package local;

import java.util.Optional;
import ledger.Entry;

/**
 * One recipient's copy of a sample mail: its entry in the ledger, compared with the expected status.
 *
 * @param entry the ledger's row; empty if there is none (yet)
 * @param sha256 the hash of the bytes that the program was given; empty if it keeps none, or was not run
 * @param flaw the error in these bytes; empty if there is none
 */
record Arrival(
        Sample sample, String mail, String recipient, Optional<Entry> entry, Optional<String> sha256, String flaw) {

    enum Verdict {
        RIGHT,
        RUNNING,
        WRONG
    }

    /** A delivery that has not ended does not count as wrong, because on a busy machine it takes longer. */
    Verdict verdict() {
        if (entry.isEmpty() || !entry.get().status().isFinal()) {
            return Verdict.RUNNING;
        }
        boolean isExpected = entry.get().status() == sample.expected().get(recipient);
        return isExpected && flaw.isEmpty() ? Verdict.RIGHT : Verdict.WRONG;
    }

    String status() {
        return entry.map(known -> known.status().name()).orElse("-");
    }

    /** @return the last note of its timeline, and the error */
    String remark() {
        String note = entry.map(known -> known.last().note()).orElse("not in the ledger");
        return switch (verdict()) {
            case RIGHT -> note;
            case RUNNING -> "still running: " + note;
            case WRONG ->
                "WRONG, expected %s: %s".formatted(sample.expected().get(recipient), flaw.isEmpty() ? note : flaw);
        };
    }
}
