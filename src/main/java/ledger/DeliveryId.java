package ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a delivery is known by.
 *
 * @param mail the SES message id
 * @param recipient normalised envelope address
 */
public record DeliveryId(String mail, String recipient) {

    /** No address has this form: there is no @ in it. */
    private static final Pattern STAND_IN = Pattern.compile("forgotten-([0-9a-f]{32})/([^/@]+)");

    /** RFC 1035, 2.3.4, without the length that the last dot takes. */
    private static final int LONGEST_DOMAIN = 253;

    /** Stands for a domain that no set can have. */
    private static final String NO_DOMAIN = "-";

    /** @return the recipient as an address: without the number that a second command of its alias has behind it */
    public String address() {
        int number = recipient.indexOf('#', recipient.lastIndexOf('@'));
        return number < 0 ? recipient : recipient.substring(0, number);
    }

    /** What the delivery is known by once it is forgotten. The ledger's key stays the same, and so does the id in the logs. */
    public DeliveryId forgotten() {
        return new DeliveryId(mail, "forgotten-" + digest() + "/" + domain());
    }

    /** @param partition and digest: the ledger's key */
    static DeliveryId forgotten(String mail, String partition, String digest) {
        String domain = partition.substring(0, partition.indexOf('/'));
        return new DeliveryId(mail, "forgotten-" + digest + "/" + domain);
    }

    /**
     * Where the ledger has the delivery: {@code shop.example/MAIL}. It begins with the recipient's domain, and depends on
     * nothing else, so that IAM tells the sets apart by it, and no change of a setting moves a row.
     */
    String partition() {
        return domain() + "/" + mail;
    }

    private String domain() {
        Matcher standIn = STAND_IN.matcher(recipient);
        if (standIn.matches()) {
            return standIn.group(2);
        }
        String address = address();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        boolean isDomain = domain.length() < address.length()
                && !domain.isEmpty()
                && domain.length() <= LONGEST_DOMAIN
                && domain.indexOf('/') < 0; // a domain with a slash would stand in another one's partition
        return isDomain ? domain : NO_DOMAIN;
    }

    /** An id for logs, task names and tokens: it tells deliveries apart and gives no address away. */
    @Override
    public String toString() {
        return mail + "/" + digest().substring(0, 12);
    }

    /**
     * The OpenTelemetry trace of all that is done for the delivery.
     *
     * @param id 32 hexadecimal digits
     * @param root 16 of them: the span that all others are inside of, and that nobody sends
     */
    public record Trace(String id, String root) {}

    /** @return the same in every process */
    public Trace trace() {
        byte[] digest = sha256(toString());
        return new Trace(HexFormat.of().formatHex(digest, 0, 16), HexFormat.of().formatHex(digest, 16, 24));
    }

    /** The recipient in the ledger's key. Who looks for two addresses with the same twelve digits finds them in a minute; not so with these. */
    String digest() {
        Matcher standIn = STAND_IN.matcher(recipient);
        return standIn.matches() ? standIn.group(1) : HexFormat.of().formatHex(sha256(recipient), 0, 16);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
