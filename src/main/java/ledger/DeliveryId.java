package ledger;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mail.mime.Sha256;

/**
 * Identifies a delivery.
 *
 * @param mail the SES message id
 * @param recipient normalised envelope address
 */
public record DeliveryId(String mail, String recipient) {

    /** The recipient of a forgotten delivery. It cannot be an address, because it contains no @. */
    private static final Pattern STAND_IN = Pattern.compile("forgotten-([0-9a-f]{32})/([^/@]+)");

    /** Maximum length of a domain (RFC 1035, 2.3.4), without the length byte of the last dot. */
    private static final int LONGEST_DOMAIN = 253;

    /** Replaces a domain that no set can have. */
    private static final String NO_DOMAIN = "-";

    /** @return the recipient as an address: without the number of a second command of its alias */
    public String address() {
        int number = recipient.indexOf('#', recipient.lastIndexOf('@'));
        return number < 0 ? recipient : recipient.substring(0, number);
    }

    /** The delivery's id after it is forgotten. The ledger's key and the id in the logs stay the same. */
    public DeliveryId forgotten() {
        return new DeliveryId(mail, "forgotten-" + digest() + "/" + domain());
    }

    /** Restores a forgotten delivery's id from the ledger's key, which is partition and digest. */
    static DeliveryId forgotten(String mail, String partition, String digest) {
        String domain = partition.substring(0, partition.indexOf('/'));
        return new DeliveryId(mail, "forgotten-" + digest + "/" + domain);
    }

    /**
     * The delivery's partition in the ledger: {@code shop.example/MAIL}. It begins with the recipient's domain and
     * depends on nothing else. So IAM separates the sets by it, and no change of a setting moves a row.
     */
    String partition() {
        return partition(domain(), mail);
    }

    static String partition(String domain, String mail) {
        return domain + "/" + mail;
    }

    /** @return the local part of {@link #recipient}, which may be the name of its tenant */
    String localPart() {
        return recipient.substring(0, Math.max(0, recipient.lastIndexOf('@')));
    }

    /** @return the domain of the partition */
    String domain() {
        Matcher standIn = STAND_IN.matcher(recipient);
        if (standIn.matches()) {
            return standIn.group(2);
        }
        String address = address();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        boolean isDomain = domain.length() < address.length()
                && !domain.isEmpty()
                && domain.length() <= LONGEST_DOMAIN
                && domain.indexOf('/') < 0; // a domain with a slash would be in another domain's partition
        return isDomain ? domain : NO_DOMAIN;
    }

    /** An id for logs, task names and tokens: it identifies the delivery and does not reveal the address. */
    @Override
    public String toString() {
        return mail + "/" + key();
    }

    /** @return 12 hexadecimal digits: tells a mail's recipients apart in links, without the address */
    public String key() {
        return digest().substring(0, 12);
    }

    /**
     * The OpenTelemetry trace of everything that is done for the delivery.
     *
     * @param id trace id, 32 hexadecimal digits
     * @param root id of the parent span of all other spans, 16 hexadecimal digits; no process sends this span
     */
    public record Trace(String id, String root) {}

    /** @return the delivery's trace, which is the same in every process */
    public Trace trace() {
        byte[] digest = Sha256.of(toString());
        return new Trace(HexFormat.of().formatHex(digest, 0, 16), HexFormat.of().formatHex(digest, 16, 24));
    }

    /**
     * The recipient in the ledger's key. An attacker can find two addresses with the same twelve digits in a minute,
     * but not with all of these.
     */
    String digest() {
        Matcher standIn = STAND_IN.matcher(recipient);
        return standIn.matches() ? standIn.group(1) : HexFormat.of().formatHex(Sha256.of(recipient), 0, 16);
    }

    /**
     * The delivery's shard in the ledger's indexes. It depends on mail and recipient, so that neither a mail to many
     * nor a recipient of many fills one shard.
     *
     * @param shards how many there are
     */
    int shard(int shards) {
        int hash = (partition() + digest()).hashCode();
        return Math.floorMod(hash ^ hash >>> 16, shards);
    }
}
