package archive;

import jakarta.inject.Singleton;
import java.util.List;
import mail.Notification;
import mail.NotificationReader;
import mail.UnreadableMessage;

/** Reads notifications of mails that are in our inboxes. */
@Singleton
public class AnnouncementReader {

    private final NotificationReader notifications;
    private final Inboxes inboxes;

    public AnnouncementReader(NotificationReader notifications, Inboxes inboxes) {
        this.notifications = notifications;
        this.inboxes = inboxes;
    }

    /** @throws UnreadableMessage if the text is not a mail's notification, or its mail is elsewhere */
    public List<Notification> read(String text) {
        List<Notification> announced = notifications.read(text);
        announced.forEach(mail -> inboxes.refusal(mail.mail(), mail.raw()).ifPresent(reason -> {
            throw new UnreadableMessage("its mail is foreign: " + reason);
        }));
        return announced;
    }
}
