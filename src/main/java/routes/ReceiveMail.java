package routes;

import archive.AnnouncementReader;
import archive.DeliverySplitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import routes.steps.SettlementStrategy;

/**
 * Receives a mail's notification from the queue and starts one delivery for each recipient. The message is deleted when
 * all of them are settled, or when they wait in the ledger for longer than a message can.
 */
@ApplicationScoped
class ReceiveMail extends RouteBuilder {

    @Inject
    AnnouncementReader announcements;

    @Inject
    DeliverySplitter envelopes;

    @Inject
    SettlementStrategy settling;

    @Override
    @SuppressWarnings("unchecked") // List.class does not name the type of its elements
    public void configure() {
        // @formatter:off
        from("{{box.mail}}").routeId("receive-mail").routeConfigurationId(Failures.MAIL)

            .threads().poolSize("{{hikyaku.queue.at-once}}").maxPoolSize("{{hikyaku.queue.at-once}}").maxQueueSize("10").callerRunsWhenRejected(true).threadName("mail")
            .transform().body(String.class, announcements::read)                .id("read-notification")
            .transform().body(List.class, envelopes::deliveries)                .id("read-envelope")
            .split(body(), settling)
                .to("direct:deliver")                                           .id("deliver")
            .end()
            .choice()
                .when(settling::isSettled)
                    .to("{{box.mail.acknowledge}}")                             .id("acknowledge-mail")
                .when(settling::isLeftToSweeper)
                    .to("{{box.mail.acknowledge}}")                             .id("leave-to-sweeper")
                .otherwise()
                    .to("{{box.mail.go-back}}")                                 .id("go-back")
            .end();
        // @formatter:on
    }
}
