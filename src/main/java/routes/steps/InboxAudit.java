package routes.steps;

import archive.InboxScanner;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;

/** A part of the inboxes' audit. Its place is kept only after its mails were delivered; after a crash it is repeated. */
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
