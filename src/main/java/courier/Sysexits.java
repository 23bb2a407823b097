package courier;

import java.util.Arrays;
import java.util.Map;
import ledger.DeliveryStatus;
import settings.ExitMeaning;

/**
 * The meaning of a command's exit code, as in sendmail and Postfix: a code is retried if either of them retries it.
 *
 * @see <a href="https://man.openbsd.org/sysexits">sysexits(3)</a>
 */
enum Sysexits {
    OK(0, DeliveryStatus.DONE, "done"),
    USAGE(64, DeliveryStatus.FAILED, "command line usage error"),
    DATAERR(65, DeliveryStatus.FAILED, "data format error"),
    NOINPUT(66, DeliveryStatus.FAILED, "cannot open input"),
    NOUSER(67, DeliveryStatus.FAILED, "addressee unknown"),
    NOHOST(68, DeliveryStatus.FAILED, "host name unknown"),
    UNAVAILABLE(69, DeliveryStatus.FAILED, "service unavailable"),
    SOFTWARE(70, DeliveryStatus.FAILED, "internal software error"),
    OSERR(71, DeliveryStatus.RETRY, "system error, cannot fork for instance"),
    OSFILE(72, DeliveryStatus.FAILED, "critical OS file missing"),
    CANTCREAT(73, DeliveryStatus.FAILED, "cannot create output file"),
    IOERR(74, DeliveryStatus.RETRY, "input/output error"),
    TEMPFAIL(75, DeliveryStatus.RETRY, "temporary failure"),
    PROTOCOL(76, DeliveryStatus.FAILED, "remote error in protocol"),
    NOPERM(77, DeliveryStatus.FAILED, "permission denied"),
    CONFIG(78, DeliveryStatus.FAILED, "configuration error");

    /** Java and shells report a signal as 128 + its number; PHP's 255 is not a signal. */
    private static final int FIRST_SIGNAL = 129;

    private static final int LAST_SIGNAL = 128 + 64;

    private final int code;
    private final DeliveryStatus status;
    private final String meaning;

    Sysexits(int code, DeliveryStatus status, String meaning) {
        this.code = code;
        this.status = status;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /** @param others exit codes that the set's settings define; they take precedence */
    static DeliveryStatus status(int exitCode, Map<Integer, ExitMeaning> others) {
        if (others.containsKey(exitCode)) {
            return DeliveryStatus.valueOf(others.get(exitCode).name());
        }
        if (exitCode >= FIRST_SIGNAL && exitCode <= LAST_SIGNAL) {
            return DeliveryStatus.RETRY;
        }
        return Arrays.stream(values())
                .filter(known -> known.code == exitCode)
                .map(known -> known.status)
                .findFirst()
                .orElse(DeliveryStatus.FAILED);
    }
}
