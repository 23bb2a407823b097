package addresses;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The aliases of one set, resolved to their commands: forwards, plus-addresses, catch-all.
 *
 * @param set the set's name
 * @param domains the domains whose addresses the aliases resolve, lower case
 * @param virtual the table that is looked up before the aliases
 */
public record AliasesOfSet(String set, Set<String> domains, VirtualTable virtual, AliasesFile file) {

    /** The name of the catch-all alias. */
    private static final String CATCH_ALL = "*";

    /** The domain of the mail server itself, for targets without a domain in a set that has only virtual domains. */
    private static final String LOCALHOST = "localhost";

    /** An address with a number means this command of the address's own alias, whatever the virtual table says. */
    private static final Pattern NUMBERED = Pattern.compile("(.*@[^#]*)#(\\d{1,4})");

    /** @param address normalised: lower case, with an @ */
    public Lookup find(String address) {
        Matcher numbered = NUMBERED.matcher(address);
        return address.indexOf('#') >= 0 && numbered.matches()
                ? AliasResolver.command(this, numbered.group(1), Integer.parseInt(numbered.group(2)))
                : AliasResolver.from(this, address);
    }

    /** @return the address of every alias in every domain, lower case */
    Stream<String> addresses() {
        return file.aliases().stream()
                .map(alias -> alias.name().toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals(CATCH_ALL))
                .flatMap(name -> domains.stream().map(domain -> name + "@" + domain));
    }

    /**
     * Whether addresses of this domain may have aliases. If the virtual table lists the domain, its addresses have no
     * aliases.
     */
    boolean isLocal(String domain) {
        return domains.contains(domain) && !virtual.isVirtual(domain) || domain.equals(LOCALHOST);
    }

    /**
     * @return the target with a domain. A target without one gets the domain of the address that led to it, like
     * Postfix' myorigin on most mail servers
     */
    String qualified(String target, String domain) {
        if (target.indexOf('@') >= 0) {
            return target;
        }
        return target + "@"
                + (isLocal(domain)
                        ? domain
                        : domains.stream()
                                .filter(this::isLocal)
                                .sorted()
                                .findFirst()
                                .orElse(LOCALHOST));
    }

    /** Looks up the whole local part first, then the part without its extension, as Postfix and sendmail do. */
    Optional<Alias> named(String address) {
        String plain = Quotes.plain(address);
        String user = plain.substring(0, plain.lastIndexOf('@'));
        int plus = user.indexOf('+');
        return file.alias(user)
                .or(() -> plus < 1 ? Optional.empty() : file.alias(user.substring(0, plus) + "+*"))
                .or(() -> plus < 1 ? Optional.empty() : file.alias(user.substring(0, plus)));
    }

    Optional<Alias> catchAll() {
        return file.alias(CATCH_ALL);
    }
}
