package addresses;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ledger.Delivery;
import settings.Settings;

/** The aliases of all sets: which set, tenant and command an envelope address belongs to. */
@ApplicationScoped
public class AddressBook {

    private final Map<String, AliasesOfSet> byDomain = new HashMap<>();

    /**
     * @throws UncheckedIOException if an aliases file cannot be read
     * @throws IllegalArgumentException if one is broken: better no start than mail held for nothing
     */
    public AddressBook(Settings settings) {
        settings.sets().forEach((name, set) -> {
            try {
                AliasesFile file = AliasesFile.read(set.aliases());
                refuseBroken(set.aliases().toString(), file);
                AliasesOfSet aliases = new AliasesOfSet(name, set.domains(), file);
                set.domains().forEach(domain -> byDomain.put(domain, aliases));
            } catch (IOException e) {
                throw new UncheckedIOException("aliases of set " + name, e);
            }
        });
    }

    /** @param address normalised: lower case */
    public Lookup look(String address) {
        int at = address.lastIndexOf('@');
        AliasesOfSet aliases = byDomain.get(domain(address));
        if (at < 1 || aliases == null) {
            return new Lookup(List.of(), List.of("no set has this domain"));
        }
        return aliases.find(address);
    }

    /** @return where mail that is delivered under this recipient goes; empty for an address of no set or without an alias */
    public Optional<Destination> find(String recipient) {
        return look(recipient).destinations().stream()
                .filter(destination -> destination.recipient().equals(recipient))
                .findFirst();
    }

    /**
     * @param address of the envelope
     * @return under which recipients its mail is delivered: one for each command; the address itself if there is none, so
     *     that its delivery says so
     */
    public List<String> recipients(String address) {
        List<String> recipients = look(address).destinations().stream()
                .map(Destination::recipient)
                .toList();
        return recipients.isEmpty() ? List.of(address) : recipients;
    }

    /** @return the delivery with its set and tenant, or as it is if no alias knows the recipient. */
    public Delivery assign(Delivery delivery) {
        return find(delivery.id().recipient())
                .map(destination -> delivery.in(destination.set(), destination.tenant()))
                .orElse(delivery);
    }

    /** @return why the delivery has no set */
    public String obstacles(Delivery delivery) {
        return String.join("; ", look(delivery.id().recipient()).obstacles());
    }

    private static String domain(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        int number = domain.indexOf('#');
        return number < 0 ? domain : domain.substring(0, number);
    }

    private static void refuseBroken(String file, AliasesFile aliases) {
        aliases.problems().stream().filter(Problem::breaking).findFirst().ifPresent(problem -> {
            throw new IllegalArgumentException(file + " line " + problem.line() + ": " + problem.what());
        });
    }
}
