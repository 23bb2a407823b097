package desk;

import static ledger.DeliveryStatus.UNPACKED;

import archive.PartObjects;
import desk.DeliveryDetails.DeliveryEvent;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import ledger.Deliveries;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.Entry;
import ledger.KeptContent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads deliveries from the ledger, with the locations of their mail and parts in S3. */
@ApplicationScoped
@Unremovable
public class DeliveryReader {

    private final Deliveries deliveries;
    private final String partsBucket;

    public DeliveryReader(Deliveries deliveries, @ConfigProperty(name = "hikyaku.bucket.parts") String partsBucket) {
        this.deliveries = deliveries;
        this.partsBucket = partsBucket;
    }

    /**
     * @param mail its id, or the id of one of its deliveries
     * @return one for each recipient; empty for a mail that the ledger does not know
     */
    public List<DeliveryDetails> ofMail(String mail) {
        return deliveries.ofMail(mail.replaceFirst("/.*", "")).stream()
                .map(this::details)
                .toList();
    }

    public Optional<DeliveryDetails> ofDelivery(DeliveryId id) {
        return deliveries.find(id).map(this::details);
    }

    /** @return the delivery with the id {@code mail/key} */
    public Optional<Entry> entry(String mail, String key) {
        return deliveries.ofMail(mail).stream()
                .filter(entry -> entry.claim().id().toString().equals(mail + "/" + key))
                .findFirst();
    }

    /** @param next {@code until} of the next page */
    public DeliveryPage page(SearchPage page) {
        return new DeliveryPage(
                page.entries().stream().map(this::details).toList(), page.next(), page.partial(), page.scope());
    }

    public DeliveryDetails details(Entry entry) {
        Delivery delivery = entry.delivery();
        return new DeliveryDetails(
                entry.claim().id().toString(),
                delivery.id().mail(),
                entry.claim().id().key(),
                delivery.id().recipient(),
                delivery.sender(),
                author(delivery),
                delivery.messageId(),
                delivery.set(),
                delivery.tenant(),
                entry.status().name(),
                entry.claim().attempt(),
                delivery.receivedAt(),
                entry.last().at(),
                entry.dueAt(),
                entry.task(),
                delivery.id().trace().id(),
                entry.kept().contains(KeptContent.RAW)
                        ? delivery.raw().bucket() + "/" + delivery.raw().key()
                        : null,
                hasParts(entry) ? partsBucket + "/" + PartObjects.manifestKey(delivery) : null,
                DeliverySummary.of(entry, Words.ENGLISH),
                entry.timeline().stream()
                        .map(event ->
                                new DeliveryEvent(event.at(), event.status().name(), event.by(), event.note()))
                        .toList());
    }

    private static String author(Delivery delivery) {
        String author = delivery.headers().author();
        return author.isEmpty() || author.equalsIgnoreCase(delivery.sender()) ? null : author;
    }

    private static boolean hasParts(Entry entry) {
        return entry.kept().contains(KeptContent.PARTS)
                && entry.timeline().stream().anyMatch(event -> event.status() == UNPACKED);
    }
}
