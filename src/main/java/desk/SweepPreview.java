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
        due.forEach(entry -> System.out.println(line(entry)));
        List<Notification> unannounced = inbox.unannounced();
        unannounced.forEach(mail -> System.out.println(line(mail)));
        System.out.printf("%d deliveries due, %d mails never announced%n", due.size(), unannounced.size());
        return 0;
    }

    public static String line(Entry entry) {
        String remedy = entry.isWithTask() ? "ask ECS for its task, retry if it is gone" : "deliver again";
        return "%s %s due %s: %s".formatted(entry.delivery().id(), entry.status(), entry.dueAt(), remedy);
    }

    public static String line(Notification mail) {
        return "%s stored %s: deliver".formatted(mail.mail(), mail.receivedAt());
    }
}
