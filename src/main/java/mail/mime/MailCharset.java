package mail.mime;

/**
 * A charset that the mail names in any place: the most likely charset of its raw bytes. It is searched for on first
 * use.
 */
final class MailCharset {

    static final MailCharset NONE = new MailCharset(null);

    private final Entity mail;
    private boolean found;
    private String label;

    private MailCharset(Entity mail) {
        this.mail = mail;
    }

    /** Passes the charset to all headers of the mail; attached mails have their own charset. */
    static void tell(Entity mail) {
        tell(mail, new MailCharset(mail));
    }

    private static void tell(Entity entity, MailCharset charset) {
        entity.headers().belongTo(charset);
        for (Entity child : entity.children()) {
            tell(child, entity.type().isMessage() ? new MailCharset(child) : charset);
        }
    }

    /** @return the charset's label; null if the mail names no known one */
    String label() {
        if (!found && mail != null) {
            label = first(mail);
            found = true;
        }
        return label;
    }

    private static String first(Entity entity) {
        String label = entity.headers().charset();
        if (label != null || entity.type().isMessage()) {
            return label;
        }
        return entity.children().stream()
                .map(MailCharset::first)
                .filter(named -> named != null)
                .findFirst()
                .orElse(null);
    }
}
