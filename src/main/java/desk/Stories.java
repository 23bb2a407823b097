package desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import ledger.Deliveries;
import ledger.DeliveryId;
import ledger.Entry;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells of deliveries what there is to tell. */
@ApplicationScoped
public class Stories {

    private final Deliveries deliveries;
    private final String partsBucket;

    public Stories(Deliveries deliveries, @ConfigProperty(name = "bucket.parts") String partsBucket) {
        this.deliveries = deliveries;
        this.partsBucket = partsBucket;
    }

    /**
     * @param mail its id; the id of one of its deliveries says the same
     * @return one for each recipient; empty for a mail that the ledger does not know
     */
    public List<Story> ofMail(String mail) {
        return deliveries.ofMail(mail.replaceFirst("/.*", "")).stream()
                .map(this::of)
                .toList();
    }

    public List<Story> ofDelivery(DeliveryId id) {
        return deliveries.find(id).stream().map(this::of).toList();
    }

    public Story of(Entry entry) {
        return Story.of(entry, partsBucket);
    }
}
