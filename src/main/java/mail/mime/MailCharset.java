package mail.mime;

/** The charset that a mail names somewhere: what its raw bytes are most likely in. It is looked for once it is needed. */
final class MailCharset {

    static final MailCharset NONE = new MailCharset(null);

    private final Entity mail;
    private boolean found;
    private String label;

    private MailCharset(Entity mail) {
        this.mail = mail;
    }

    /** Tells it to all headers of the mail, and of the mails in it their own. */
    static void tell(Entity mail) {
        tell(mail, new MailCharset(mail));
    }

    private static void tell(Entity entity, MailCharset charset) {
        entity.headers().belongTo(charset);
        for (Entity child : entity.children()) {
            tell(child, entity.type().isMessage() ? new MailCharset(child) : charset);
        }
    }

    /** @return null if there is none that is known */
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
