package replay;

import java.nio.file.Path;
import mail.Notification;

/**
 * A mail as it can be announced.
 *
 * @param announcement without recipients if they are not known
 * @param content what is to lie in S3, until the next mail is prepared; null if it lies there
 */
public record PreparedMail(Notification announcement, Path content) {}
