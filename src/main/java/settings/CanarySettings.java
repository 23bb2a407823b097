package settings;

import java.time.Duration;
import java.util.Optional;

/** The canaries: mails to each set with {@code hikyaku.sets.NAME.canary}, and their sender. */
public interface CanarySettings {

    /** How often each set with a canary receives one. CanaryLate in deploy/alarms waits for three periods. */
    Duration every();

    /** Mail server for the canaries: SES' SMTP endpoint in the region that receives the sets' mail. */
    String host();

    /** Port of that mail server. AWS blocks outbound port 25 until you request access: docs/canary.md. */
    int port();

    /** Whether canaries are sent only to a mail server with STARTTLS. */
    boolean tls();

    /** Sender, also of the envelope. Absent: the canary's own address. */
    Optional<String> from();

    /**
     * User for a mail server that requires a login. Absent: none, because SES receives mail for the sets' domains from
     * anyone.
     */
    Optional<String> user();

    /** Password of that user. */
    Optional<String> password();
}
