package mail.mime;

import java.util.Locale;

/**
 * Reads single headers for searches. A header that cannot be read gives an empty text. No header is refused, and none
 * takes long to read.
 */
public final class HeaderText {

    /** Maximum length in characters, twice as much as a mail program shows. */
    private static final int LONGEST = 2000;

    /** RFC 5321, 4.5.3.1.3: a path has 256 octets, with its angle brackets. */
    private static final int LONGEST_ADDRESS = 254;

    private HeaderText() {}

    /** @param header text, with or without encoded words; empty if there is none */
    public static String ofText(String header) {
        return EncodedWords.decode(unfolded(header));
    }

    /** @param header one char for each byte, as it stands in the mail */
    public static String ofBytes(String header) {
        Headers headers = new Headers();
        headers.add("header:" + unfolded(header));
        String decoded = headers.decoded("header");
        return decoded == null ? "" : decoded;
    }

    /** @return the first address of a header From, lower case; empty if its first entry is not an address */
    public static String address(String header) {
        try {
            return AddressHeader.parse(unfolded(header), UnpackLimits.usual()).stream()
                    .findFirst()
                    .map(person -> person.address().toLowerCase(Locale.ROOT))
                    .filter(HeaderText::isAddress)
                    .orElse("");
        } catch (LimitExceeded e) {
            return "";
        }
    }

    private static boolean isAddress(String address) {
        return address.length() <= LONGEST_ADDRESS
                && address.indexOf('@') > 0
                && address.lastIndexOf('@') < address.length() - 1
                && address.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    private static String unfolded(String header) {
        return header.substring(0, Math.min(header.length(), LONGEST)).replaceAll("[\r\n]+", "");
    }
}
