package desk;

import archive.Inbox;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.List;
import ledger.Deliveries;
import ledger.Entry;
import mail.Notification;
import settings.Settings;

/** Prints what a sweep would take up at this moment, an id a line. */
public class SweepPreview implements QuarkusApplication {

    @Inject
    Deliveries deliveries;

    @Inject
    Inbox inbox;

    @Inject
    Settings settings;

    @Override
    public int run(String... args) {
        List<Entry> due = deliveries.due(settings.sweep().limit());
        due.forEach(SweepPreview::print);
        List<Notification> unannounced = inbox.unannounced();
        unannounced.forEach(mail -> System.out.printf("%s stored %s: deliver%n", mail.mail(), mail.receivedAt()));
        System.out.printf("%d deliveries due, %d mails never announced%n", due.size(), unannounced.size());
        return 0;
    }

    private static void print(Entry entry) {
        String remedy = entry.isWithTask() ? "ask ECS for its task, retry if it is gone" : "deliver again";
        System.out.printf("%s %s due %s: %s%n", entry.delivery().id(), entry.status(), entry.dueAt(), remedy);
    }
}
