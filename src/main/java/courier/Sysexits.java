package courier;

import ledger.DeliveryStatus;

/**
 * What a command's exit code means, as sendmail and Postfix read it.
 *
 * @see <a href="https://man.openbsd.org/sysexits">sysexits(3)</a>
 */
final class Sysexits {

    static final int OK = 0;
    static final int TEMPFAIL = 75;

    /** Exit codes from here on are what a shell makes of a signal: 128 + its number. */
    private static final int SIGNALS = 128;

    private Sysexits() {}

    static DeliveryStatus status(int exitCode) {
        if (exitCode == OK) {
            return DeliveryStatus.DONE;
        }
        return exitCode == TEMPFAIL || exitCode > SIGNALS ? DeliveryStatus.RETRY : DeliveryStatus.FAILED;
    }
}
