package addresses;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A line of a virtual table.
 *
 * @param targets the targets of the address: {@code user@domain}, {@code user}, or {@code @domain} for the same user
 *     there; none if mail is refused
 */
record VirtualEntry(int line, List<String> targets) {

    /** sendmail's parameters: the user, the text after the plus, and the same with the plus. */
    static final Pattern PARAMETER = Pattern.compile("%([0-9])");

    VirtualEntry {
        targets = List.copyOf(targets);
    }

    /**
     * @param user the whole local part
     * @param name the local part without its extension, if the entry was found without the extension
     * @param extension the extension with its plus sign
     */
    VirtualEntry of(String user, String name, String extension) {
        return each(target -> target.startsWith("@") ? user + target : filled(target, name, extension));
    }

    /**
     * Returns the targets of an entry that was found without the extension: they get the extension, as in Postfix,
     * unless sendmail's parameters place it.
     */
    VirtualEntry carrying(String user, String name, String extension) {
        return each(target -> {
            if (target.startsWith("@")) {
                return user + target;
            }
            int at = target.indexOf('@') < 0 ? target.length() : target.lastIndexOf('@');
            return PARAMETER.matcher(target).find()
                    ? filled(target, name, extension)
                    : target.substring(0, at) + extension + target.substring(at);
        });
    }

    private static String filled(String target, String name, String extension) {
        return target.replace("%1", name)
                .replace("%2", extension.isEmpty() ? "" : extension.substring(1))
                .replace("%3", extension);
    }

    private VirtualEntry each(UnaryOperator<String> change) {
        return new VirtualEntry(line, targets.stream().map(change).toList());
    }
}
