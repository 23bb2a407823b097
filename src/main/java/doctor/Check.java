package doctor;

import doctor.aws.NotAsked;
import java.util.List;
import java.util.Optional;

/**
 * An arrow of this installation.
 *
 * @param subject which of several; empty where there is one only
 * @param after names of the checks without which the answer to this one means nothing
 */
record Check(Arrow arrow, Scope scope, String subject, List<String> after, Probe probe) {

    /** Asks what is the case. */
    @FunctionalInterface
    interface Probe {

        /**
         * @return what is wrong, without an address or anything else of a mail; empty if nothing is
         * @throws NotAsked if there is no answer
         */
        Optional<String> fault();
    }

    String name() {
        return Arrow.named(arrow.name(), subject);
    }
}
