package routes.steps;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import settings.Settings;
import watch.Canaries;

/** Steps that create canaries. */
@ApplicationScoped
public class CanaryMail {

    private final Canaries canaries;
    private final Settings settings;
    private final Clock clock;

    public CanaryMail(Canaries canaries, Settings settings, Clock clock) {
        this.canaries = canaries;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @return addresses that need a canary. An address that received a canary within half a period needs none, so several pipelines
     *     together send hardly more than one canary per period
     */
    public List<String> due() {
        return canaries.missingSince(
                clock.instant().minus(settings.canary().every().dividedBy(2)));
    }

    /** Converts the address in the body to a mail to it. */
    public void write(Exchange exchange) {
        Message mail = exchange.getMessage();
        String to = mail.getBody(String.class);
        String domain = to.substring(to.lastIndexOf('@') + 1);
        mail.setHeader("To", to);
        mail.setHeader("From", settings.canary().from().orElse(to));
        mail.setHeader("Subject", "canary");
        mail.setHeader("Message-ID", "<canary." + clock.millis() + "@" + domain + ">");
        mail.setHeader("Auto-Submitted", "auto-generated"); // asks mail servers not to answer automatically (RFC 3834)
        mail.setBody("Hikyaku sends this to itself to check whether mail arrives.\r\n");
    }
}
