package routes;

import archive.DeliverySplitter;
import archive.InboxScanner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** Finds mails that SES has stored and nobody has announced, and sends them on their way. The ledger's claims keep the ones that are announced late, and other sweepers, from doing it twice. */
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
