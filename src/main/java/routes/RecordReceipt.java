package routes;

import archive.Envelopes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import ledger.Delivery;
import ledger.Ledger;
import mail.NotificationReader;
import mail.UnreadableNotification;
import org.apache.camel.builder.RouteBuilder;

/** Marks every mail RECEIVED from a queue of its own, so that the ledger knows of a mail even while the main chain is down. */
@ApplicationScoped
class RecordReceipt extends RouteBuilder {

    @Inject
    NotificationReader notifications;

    @Inject
    Envelopes envelopes;

    @Inject
    Ledger ledger;

    @Override
    public void configure() {
        // @formatter:off
        from("{{box.receipts}}").routeId("record-receipt").routeConfigurationId(MailFailures.ID)

            // receive-mail gets the same message and sets it aside
            .onException(UnreadableNotification.class).handled(true).to("{{box.receipts.acknowledge}}").id("ignore-unreadable").end()

            .transform().body(String.class, notifications::read)                .id("read-receipt")
            .transform().body(List.class, envelopes::deliveries)                .id("read-receipt-envelope")
            .split(body()).stopOnException()
                .process().body(Delivery.class, ledger::receive)                .id("mark-received")
            .end()
            .to("{{box.receipts.acknowledge}}")                                 .id("acknowledge-receipt");
        // @formatter:on
    }
}
