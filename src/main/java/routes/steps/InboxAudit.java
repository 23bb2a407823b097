package routes.steps;

import archive.InboxScanner;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;

/**
 * Runs one part of the inboxes' audit. Its place is stored only after its mails are delivered, so a crash repeats the
 * part.
 */
@ApplicationScoped
public class InboxAudit {

    private static final Variable<InboxScanner.Part> PART = new Variable<>("part", InboxScanner.Part.class);

    private final InboxScanner inbox;

    public InboxAudit(InboxScanner inbox) {
        this.inbox = inbox;
    }

    /** The unannounced mails become the body. */
    public void look(Exchange sweep) {
        InboxScanner.Part part = inbox.look();
        PART.set(sweep, part);
        sweep.getMessage().setBody(part.unannounced());
    }

    public void keepPlace(Exchange sweep) {
        inbox.keepPlace(PART.of(sweep));
    }
}
