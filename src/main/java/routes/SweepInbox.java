package routes;

import archive.DeliverySplitter;
import archive.InboxScanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/**
 * Finds mails that SES has stored but that have no notification, and delivers them. The ledger's claims prevent a
 * second delivery by a late notification or another sweeper.
 */
@ApplicationScoped
class SweepInbox extends RouteBuilder {

    @Inject
    InboxScanner inbox;

    @Inject
    DeliverySplitter envelopes;

    @Override
    @SuppressWarnings("unchecked") // List.class does not say what is in the list
    public void configure() {
        // @formatter:off
        from("{{box.sweep-inbox}}").routeId("sweep-inbox").routeConfigurationId(Failures.MAIL)

            .transform().exchange(sweep -> inbox.unannounced())                 .id("find-unannounced")
            .transform().body(List.class, envelopes::deliveries)                .id("read-stored-envelope")
            .split(body())
                .to("direct:deliver")                                           .id("deliver-unannounced")
            .end();
        // @formatter:on
    }
}
