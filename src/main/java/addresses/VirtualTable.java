package addresses;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A virtual alias table: it maps addresses to others. It is looked up before the aliases. It accepts Postfix' forms and
 * sendmail's: {@code user+*@domain}, {@code %1}, {@code error:}.
 *
 * @see <a href="https://www.postfix.org/virtual.5.html">virtual(5)</a>
 * @see <a href="https://www.sendmail.org/~ca/email/doc8.12/cf/m4/features.html">virtusertable</a>
 */
public final class VirtualTable {

    public static final VirtualTable NONE = new VirtualTable(Map.of(), Map.of(), List.of());

    private final Map<TableSource, String> versions;
    private final Map<String, VirtualEntry> entries;
    private final List<Problem> problems;

    private VirtualTable(Map<TableSource, String> versions, Map<String, VirtualEntry> entries, List<Problem> problems) {
        this.versions = versions;
        this.entries = entries;
        this.problems = problems;
    }

    /** @throws IOException if the file cannot be read, with a message for the operator */
    public static VirtualTable read(Path file) throws IOException {
        return read(new FileSource(file));
    }

    /**
     * Does the same as {@link #read(Path)} for an object in S3.
     *
     * @param uri {@code s3://bucket/key}
     */
    public static VirtualTable read(S3Client s3, String uri) throws IOException {
        return read(S3Source.of(s3, uri));
    }

    static VirtualTable read(TableSource source) throws UnreadableTable {
        TableVersion content = source.read();
        VirtualReader reader = new VirtualReader();
        TableLine.logical(content.lines()).forEach(reader::add);
        reader.tellOfNamesThatLeadOn();
        List<Problem> problems = reader.problems().stream()
                .sorted(Comparator.comparing(Problem::line))
                .toList();
        return new VirtualTable(Map.of(source, content.stamp()), reader.entries(), problems);
    }

    /** @return the problems by line */
    public List<Problem> problems() {
        return problems;
    }

    public int size() {
        return entries.size();
    }

    /** @return the source, if there is one, with the stamp of the version read */
    Map<TableSource, String> versions() {
        return versions;
    }

    /** Whether only the addresses in the table exist in that domain. */
    boolean isVirtual(String domain) {
        return entries.containsKey(domain);
    }

    /**
     * Looks up the whole address, the address without its extension, the local part alone, and the domain alone, in
     * this order. If the extension was not part of the match, the result keeps it.
     *
     * @param address lower case
     * @param local whether local parts alone are looked up in its domain
     * @return the targets after one step: addresses or names without a domain, none if mail is refused; empty if the
     *     table has no entry
     */
    Optional<VirtualEntry> find(String address, boolean local) {
        String plain = Quotes.plain(address);
        String user = plain.substring(0, plain.lastIndexOf('@'));
        String domain = plain.substring(user.length());
        int plus = user.indexOf('+');
        if (plus < 1) {
            return first(user + domain, local ? user : "", domain).map(entry -> entry.of(user, user, ""));
        }
        String name = user.substring(0, plus);
        String extension = user.substring(plus);
        boolean hasDetail = extension.length() > 1;
        return first(user + domain)
                .map(entry -> entry.of(user, user, ""))
                .or(() -> first(hasDetail ? name + "++" + domain : "", name + "+*" + domain)
                        .map(entry -> entry.of(user, name, extension)))
                .or(() -> first(name + domain).map(entry -> entry.carrying(user, name, extension)))
                .or(() -> first(local ? user : "").map(entry -> entry.of(user, user, "")))
                .or(() -> first(local ? name : "").map(entry -> entry.carrying(user, name, extension)))
                .or(() -> first(hasDetail ? "++" + domain : "", "+*" + domain, domain)
                        .map(entry -> entry.of(user, name, extension)));
    }

    private Optional<VirtualEntry> first(String... keys) {
        return Stream.of(keys).filter(entries::containsKey).findFirst().map(entries::get);
    }
}
