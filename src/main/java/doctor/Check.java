package doctor;

import doctor.aws.NotAsked;
import java.util.List;
import java.util.Optional;

/**
 * The check of one arrow of this installation.
 *
 * @param subject the set, queue, domain or bucket that is checked; empty if there is only one
 * @param after names of the checks that must pass before this check is meaningful
 */
record Check(Arrow arrow, Scope scope, String subject, List<String> after, CheckFunction probe) {

    /** Checks the current state. */
    @FunctionalInterface
    interface CheckFunction {

        /**
         * @return what is wrong, without an address or any part of a mail; empty if nothing is
         * @throws NotAsked if there is no answer
         */
        Optional<String> fault();
    }

    String name() {
        return Arrow.named(arrow.name(), subject);
    }
}
