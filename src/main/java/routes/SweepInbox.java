package routes;

import archive.DeliverySplitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.InboxAudit;

/**
 * The audit of the inboxes: finds mails that have neither a notification nor a bucket event, and delivers them. Each run
 * reads some pages and keeps its place. The ledger's claims prevent a second delivery by a late notification or another
 * sweeper.
 */
@ApplicationScoped
class SweepInbox extends RouteBuilder {

    @Inject
    InboxAudit audit;

    @Inject
    DeliverySplitter envelopes;

    @Override
    @SuppressWarnings("unchecked") // List.class does not name the type of its elements
    public void configure() {
        // @formatter:off
        from("{{box.sweep-inbox}}").routeId("sweep-inbox").routeConfigurationId(Failures.MAIL)

            .process(audit::look)                                               .id("find-unannounced")
            .transform().body(List.class, envelopes::deliveries)                .id("read-stored-envelope")
            .split(body()).stopOnException()
                .to("direct:deliver")                                           .id("deliver-unannounced")
            .end()
            .process(audit::keepPlace)                                          .id("keep-place");
        // @formatter:on
    }
}
