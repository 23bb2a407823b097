package archive;

/** SES has encrypted the mail before it stored it, and its bytes cannot be had. Another attempt would end alike. */
public class MailNotDecrypted extends RuntimeException {

    /** @param reason cause and remedy; nothing out of the mail, and nothing of its key */
    public MailNotDecrypted(String reason) {
        super("the mail is encrypted and cannot be decrypted: " + reason);
    }
}
