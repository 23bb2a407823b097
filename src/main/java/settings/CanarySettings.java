package settings;

import java.time.Duration;
import java.util.Optional;

/** The mail that each set with {@code hikyaku.sets.NAME.canary} gets, and who sends it. */
public interface CanarySettings {

    /** How often each set with a canary gets one. CanaryLate in deploy/alarms waits for three. */
    Duration every();

    /** Mail server that takes the canaries: SES' SMTP endpoint in the region that receives for the sets. */
    String host();

    /** AWS blocks port 25 until it is asked to open it: docs/canary.md. */
    int port();

    /** Whether nothing is sent to a mail server without STARTTLS. */
    boolean tls();

    /** Sender, on the envelope too. Absent: the canary's own address. */
    Optional<String> from();

    /** For a mail server that wants a login. Absent: SES takes mail for the sets' domains from anybody. */
    Optional<String> user();

    /** Of that user. */
    Optional<String> password();
}
