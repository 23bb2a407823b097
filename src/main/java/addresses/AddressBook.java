package addresses;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import ledger.Delivery;
import settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;

/** The aliases of all sets: which set, tenant and command an envelope address belongs to. */
@ApplicationScoped
@Unremovable
public class AddressBook {

    /**
     * Characters that no mailbox's address contains (RFC 5321, 4.1.2). A process cannot be started with a NUL in its
     * environment.
     */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Map<String, AliasesSource> bySet = new TreeMap<>();
    private final Map<String, AliasesSource> byDomain = new HashMap<>();

    /** @throws UnusableAliases if the aliases of a set cannot be used */
    public AddressBook(Settings settings, S3Client s3) {
        TableSources sources = new TableSources(s3);
        settings.sets().forEach((name, set) -> {
            AliasesSource source = new AliasesSource(
                    name,
                    set.domains(),
                    sources.named(set.aliases()),
                    set.virtual().map(sources::named));
            bySet.put(name, source);
            set.domains().forEach(domain -> byDomain.put(domain, source));
        });
    }

    /**
     * Replaces aliases whose source has changed. If a source cannot be used, its old aliases stay, and {@link
     * #outdated} names the set.
     */
    public void refresh() {
        bySet.values().forEach(AliasesSource::refresh);
    }

    /** @return sets whose aliases in use differ from their file, each with the reason */
    public Map<String, String> outdated() {
        Map<String, String> outdated = new TreeMap<>();
        bySet.forEach((set, source) -> source.obstacle().ifPresent(why -> outdated.put(set, why)));
        return outdated;
    }

    /** @param address normalised: lower case */
    public Lookup look(String address) {
        if (CONTROL.matcher(address).find()) {
            return new Lookup(List.of(), List.of("the address has control characters"), false);
        }
        int at = address.lastIndexOf('@');
        AliasesSource source = byDomain.get(domain(address));
        if (at < 1 || source == null) {
            return new Lookup(List.of(), List.of("no set has this domain"), false);
        }
        return source.inForce().find(address);
    }

    /** @return the destination of mail to this recipient; empty if no set has its domain or no alias has the address */
    public Optional<Destination> find(String recipient) {
        return look(recipient).destinations().stream()
                .filter(destination -> destination.recipient().equals(recipient))
                .findFirst();
    }

    /** @return addresses of aliases that contain this text, lower case; at most {@code limit} */
    public List<String> containing(String text, int limit) {
        return bySet.values().stream()
                .map(AliasesSource::inForce)
                .flatMap(AliasesOfSet::addresses)
                .filter(address -> address.contains(text))
                .limit(limit)
                .toList();
    }

    /**
     * @param address envelope address
     * @return the recipients of the mail's deliveries: one for each command. If there is no command, the list has only
     *     the address itself, so that a delivery records the reason
     */
    public List<String> recipients(String address) {
        List<String> recipients = look(address).destinations().stream()
                .map(Destination::recipient)
                .toList();
        return recipients.isEmpty() ? List.of(address) : recipients;
    }

    /** @return the set with the recipient's domain, with or without an alias; empty if no set has it */
    public String set(String recipient) {
        AliasesSource set = byDomain.get(domain(recipient));
        return set == null ? "" : set.inForce().set();
    }

    /**
     * @return the delivery with its set and tenant; without tenant if no alias leads to a command, without set if no
     * set has the domain
     */
    public Delivery assign(Delivery delivery) {
        String recipient = delivery.id().recipient();
        return find(recipient)
                .map(destination -> delivery.in(destination.set(), destination.tenant()))
                .orElseGet(() -> delivery.in(set(recipient), ""));
    }

    /** @return whether a set has the domain, and no alias has the address */
    public boolean isUnknown(String recipient) {
        return look(recipient).unknown();
    }

    /** @return why the delivery has no destination */
    public String obstacles(Delivery delivery) {
        return String.join("; ", look(delivery.id().recipient()).obstacles());
    }

    private static String domain(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        int number = domain.indexOf('#');
        return number < 0 ? domain : domain.substring(0, number);
    }
}
