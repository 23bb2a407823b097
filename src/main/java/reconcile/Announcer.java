package reconcile;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import ledger.Deliveries;
import ledger.Delivery;
import ledger.Entry;
import mail.Notification;
import mail.NotificationWriter;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Announces a mail again, from its rows in the ledger. The ledger's claims prevent a second run. */
@ApplicationScoped
@Unremovable
public class Announcer {

    private final Deliveries deliveries;
    private final SqsClient sqs;
    private final String queue;

    Announcer(Deliveries deliveries, SqsClient sqs, @ConfigProperty(name = "hikyaku.queue.mail") String queue) {
        this.deliveries = deliveries;
        this.sqs = sqs;
        this.queue = queue;
    }

    /** @return the mail's open deliveries */
    public List<Entry> open(String mail) {
        return deliveries.ofMail(mail).stream()
                .filter(entry -> !entry.status().isFinal())
                .toList();
    }

    public void announce(Entry entry) {
        Delivery delivery = entry.delivery();
        Notification mail = new Notification(
                delivery.id().mail(),
                delivery.receivedAt(),
                delivery.sender(),
                List.of(delivery.id().address()),
                delivery.raw(),
                delivery.verdicts(),
                delivery.messageId());
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody(NotificationWriter.write(mail)));
    }
}
