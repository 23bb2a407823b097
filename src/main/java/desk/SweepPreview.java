package desk;

import archive.InboxScanner;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import ledger.Deliveries;
import ledger.Entry;
import mail.Notification;
import settings.Settings;

/** What the sweepers would resume now, one id per line. Changes nothing. */
@ApplicationScoped
@Unremovable
public class SweepPreview {

    private final Deliveries deliveries;
    private final InboxScanner inbox;
    private final int limit;

    public SweepPreview(Deliveries deliveries, InboxScanner inbox, Settings settings) {
        this.deliveries = deliveries;
        this.inbox = inbox;
        this.limit = settings.sweep().limit();
    }

    /** @return number of due deliveries, counted up to the limit of one sweep */
    public int countDue() {
        return deliveries.due(limit).size();
    }

    /** @return due deliveries, and what a sweep does with each */
    public List<String> due() {
        return deliveries.due(limit).stream().map(SweepPreview::line).toList();
    }

    /** @return mails without a notification, in the part of the inboxes that the audit would read now */
    public List<String> unannounced() {
        return inbox.look().unannounced().stream().map(SweepPreview::line).toList();
    }

    private static String line(Entry entry) {
        String remedy = entry.isWithTask() ? "ask ECS for its task, retry if it is gone" : "deliver again";
        return "%s %s due %s: %s".formatted(entry.delivery().id(), entry.status(), entry.dueAt(), remedy);
    }

    private static String line(Notification mail) {
        return "%s stored %s: deliver".formatted(mail.mail(), mail.receivedAt());
    }
}
