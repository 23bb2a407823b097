package policy;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Address patterns of a set's lists: {@code shop@market.example} one address, {@code @market.example} all of a domain,
 * {@code @.market.example} all of its subdomains, {@code <>} the empty sender of bounces.
 */
record AddressMatcher(Set<String> entries) {

    private static final String NOBODY = "<>";

    /** @throws IllegalArgumentException for any other form */
    static AddressMatcher of(Collection<String> lines) {
        return new AddressMatcher(lines.stream().map(AddressMatcher::entry).collect(Collectors.toUnmodifiableSet()));
    }

    private static String entry(String line) {
        String entry = line.strip().toLowerCase(Locale.ROOT);
        int at = entry.lastIndexOf('@');
        if (!entry.equals(NOBODY) && (at < 0 || at == entry.length() - 1)) {
            throw new IllegalArgumentException("an address must be user@domain, @domain, @.domain or <>");
        }
        return entry;
    }

    boolean has(String address) {
        String normalised = address.isEmpty() ? NOBODY : address.toLowerCase(Locale.ROOT);
        String domain = normalised.substring(normalised.lastIndexOf('@') + 1);
        if (entries.contains(normalised) || entries.contains("@" + domain)) {
            return true;
        }
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            if (entries.contains("@" + domain.substring(dot))) {
                return true;
            }
        }
        return false;
    }
}
