package replay;

import java.nio.file.Path;
import mail.Notification;

/**
 * A mail that is ready to be announced.
 *
 * @param announcement the notification; it has no recipients if they are unknown
 * @param content bytes to store in S3, until the next mail is prepared; null if S3 has them already
 */
public record PreparedMail(Notification announcement, Path content) {}
