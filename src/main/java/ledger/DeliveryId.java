package ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key of a delivery.
 *
 * @param mail the SES message id
 * @param recipient normalised envelope address
 */
public record DeliveryId(String mail, String recipient) {

    /** @return the recipient as an address: without the number that a second command of its alias has behind it */
    public String address() {
        int number = recipient.indexOf('#', recipient.lastIndexOf('@'));
        return number < 0 ? recipient : recipient.substring(0, number);
    }

    /** An id for logs, task names and tokens: it tells deliveries apart and gives no address away. */
    @Override
    public String toString() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(recipient.getBytes(StandardCharsets.UTF_8));
            return mail + "/" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
