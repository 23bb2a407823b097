package archive;

import jakarta.inject.Singleton;
import java.util.List;
import mail.Notification;
import mail.NotificationReader;
import mail.UnreadableMessage;

/** Reads announcements of mails that lie in one of our places. */
@Singleton
public class AnnouncementReader {

    private final NotificationReader notifications;
    private final Inboxes inboxes;

    public AnnouncementReader(NotificationReader notifications, Inboxes inboxes) {
        this.notifications = notifications;
        this.inboxes = inboxes;
    }

    /** @throws UnreadableMessage if the text announces no mail, or one that lies elsewhere */
    public List<Notification> read(String text) {
        List<Notification> announced = notifications.read(text);
        announced.forEach(mail -> inboxes.refusal(mail.mail(), mail.raw()).ifPresent(reason -> {
            throw new UnreadableMessage("it announces a foreign mail: " + reason);
        }));
        return announced;
    }
}
