package addresses;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ledger.Delivery;
import settings.Settings;

/** The aliases of all sets: which set, tenant and command an envelope address belongs to. */
@ApplicationScoped
public class AddressBook {

    private record Aliases(String set, AliasesFile file) {}

    private final Map<String, Aliases> byDomain = new HashMap<>();

    /** @throws UncheckedIOException if an aliases file cannot be read: better no start than mail held for nothing. */
    public AddressBook(Settings settings) {
        settings.sets().forEach((name, set) -> {
            try {
                Aliases aliases = new Aliases(name, AliasesFile.read(set.aliases()));
                set.domains().forEach(domain -> byDomain.put(domain, aliases));
            } catch (IOException e) {
                throw new UncheckedIOException("aliases of set " + name, e);
            }
        });
    }

    /**
     * @param address normalised: lower case
     * @return where mail to it goes; empty for an address of no set or without an alias
     */
    public Optional<Destination> find(String address) {
        int at = address.lastIndexOf('@');
        Aliases aliases = byDomain.get(address.substring(at + 1));
        if (at < 1 || aliases == null) {
            return Optional.empty();
        }
        String localPart = address.substring(0, at);
        return aliases.file().command(localPart).map(command -> new Destination(aliases.set(), localPart, command));
    }

    /** @return the delivery with its set and tenant, or as it is if no alias knows the recipient. */
    public Delivery assign(Delivery delivery) {
        return find(delivery.id().recipient())
                .map(destination -> delivery.in(destination.set(), destination.tenant()))
                .orElse(delivery);
    }
}
