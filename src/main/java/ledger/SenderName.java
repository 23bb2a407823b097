package ledger;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who sent a mail, as an operator names it: {@code order@shop.market.example}, {@code market.example} with its
 * subdomains, or {@code market}.
 *
 * @param organisation the label before the domain's public suffix: the key of the index of senders
 * @param domain empty if only the organisation is named
 * @param address empty if only a domain is named
 */
public record SenderName(String organisation, String domain, String address) {

    /**
     * Second-level labels under which a country's registry gives names to organisations: {@code co.jp}, {@code com.br}.
     * This list decides keys of the index, so it must not follow the Public Suffix List: a changed list would not find
     * older mail.
     */
    private static final Set<String> REGISTRIES = Set.of(
            "ac", "ad", "co", "com", "ed", "edu", "gen", "go", "gob", "gouv", "gov", "gr", "id", "lg", "ltd", "mil",
            "ne", "net", "nom", "or", "org", "plc", "sch", "web");

    /** @param text a text without white space, in upper or lower case */
    public static SenderName of(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        int at = name.lastIndexOf('@');
        String domain = ascii(name.substring(at + 1));
        boolean isDomain = at >= 0 || domain.indexOf('.') >= 0;
        return new SenderName(
                organisation(domain), isDomain ? domain : "", at > 0 ? name.substring(0, at + 1) + domain : "");
    }

    /** @return whether this name is that of the sender of the mail, or the author in its header From */
    boolean isOf(Delivery delivery) {
        return names(delivery.sender()) || names(delivery.headers().author());
    }

    /** @param sender an address; empty for a bounce */
    boolean names(String sender) {
        SenderName other = of(sender);
        return !organisation.isEmpty()
                && organisation.equals(other.organisation)
                && (domain.isEmpty() || other.domain.equals(domain) || other.domain.endsWith("." + domain))
                && (address.isEmpty() || address.equals(other.address));
    }

    private static String organisation(String domain) {
        if (domain.startsWith("[")) {
            return domain; // an address literal (RFC 5321, 4.1.3)
        }
        List<String> labels =
                Stream.of(domain.split("\\.")).filter(label -> !label.isEmpty()).toList();
        int top = labels.size() - 1;
        boolean isUnderRegistry = top >= 2 && labels.get(top).length() == 2 && REGISTRIES.contains(labels.get(top - 1));
        return labels.isEmpty() ? "" : labels.get(Math.max(0, top - (isUnderRegistry ? 2 : 1)));
    }

    /** Converts both forms of an internationalised domain to the same text (RFC 5891). */
    private static String ascii(String domain) {
        if (domain.chars().allMatch(c -> c < 128)) {
            return domain;
        }
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return domain; // no domain name
        }
    }
}
