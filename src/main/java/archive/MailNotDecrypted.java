package archive;

/**
 * SES encrypted the mail before it stored it, and it cannot be decrypted. Another attempt would have the same result.
 */
public class MailNotDecrypted extends RuntimeException {

    /** @param reason cause and remedy, without any part of the mail or its key */
    public MailNotDecrypted(String reason) {
        super("the mail is encrypted and cannot be decrypted: " + reason);
    }
}
