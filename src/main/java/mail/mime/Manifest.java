package mail.mime;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What is in a mail, for a program without a MIME library. Written after all parts: where it lies, they lie too. The
 * schema is docs/manifest.schema.json. Fields that a mail has not are absent; text is on one line, without controls.
 *
 * @param version of this format; a new one only adds fields
 * @param mail the SES message id
 * @param messageId with its angle brackets, as are the other ids
 * @param date as in the Date header, ISO 8601, UTC
 * @param references the thread, oldest first
 * @param verdicts of SES, as it wrote them on top of the mail
 * @param text file of the first plain body
 * @param html file of the first HTML body
 * @param parts in the mail's order, those of an attached mail behind it
 * @param limit the limit that the mail went beyond: then there are no parts, and the raw mail is all there is
 * @param warnings what could not be read as it stands and how it was helped; empty for a mail in good order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(ignoreNested = false)
public record Manifest(
        int version,
        String mail,
        String messageId,
        String inReplyTo,
        List<String> references,
        String subject,
        List<Person> from,
        List<Person> to,
        List<Person> cc,
        List<Person> replyTo,
        String date,
        Verdicts verdicts,
        String text,
        String html,
        List<Part> parts,
        String limit,
        List<String> warnings) {

    public static final int VERSION = 1;

    /** A manifest for a mail that is delivered raw only. */
    static Manifest beyond(String mail, String limit) {
        List<Person> nobody = List.of();
        return new Manifest(
                VERSION, mail, null, null, List.of(), null, nobody, nobody, nobody, nobody, null, null, null, null,
                List.of(), limit, List.of());
    }

    Manifest with(List<Part> parts, List<String> warnings) {
        return new Manifest(
                version,
                mail,
                messageId,
                inReplyTo,
                references,
                subject,
                from,
                to,
                cc,
                replyTo,
                date,
                verdicts,
                first("text", parts),
                first("html", parts),
                parts,
                limit,
                warnings);
    }

    /** @param folder what the keys of the mail's objects begin with */
    public Manifest in(String folder) {
        List<Part> moved = parts.stream()
                .map(part -> part.at(folder + "parts/" + part.file()))
                .toList();
        return with(moved, warnings);
    }

    /** Whether there are characters in the headers that could not be read. */
    boolean hasUnread() {
        return isUnread(subject) || hasUnread(from) || hasUnread(to) || hasUnread(cc) || hasUnread(replyTo);
    }

    private static boolean hasUnread(List<Person> people) {
        boolean unread = false;
        for (Person person : people) {
            unread |= isUnread(person.name());
        }
        return unread;
    }

    private static boolean isUnread(String text) {
        return text != null && text.indexOf('\uFFFD') >= 0;
    }

    private static String first(String role, List<Part> parts) {
        return parts.stream()
                .filter(part -> part.role().equals(role) && part.within() == null)
                .map(Part::file)
                .findFirst()
                .orElse(null);
    }

    /** @return key of the S3 object that a part becomes: ours, whatever the sender called it */
    static String key(String mail, String file) {
        return mail + "/parts/" + file;
    }

    /** @param name decoded display name */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Person(String name, String address) {}

    /** As SES wrote them, in upper case: PASS, FAIL, GRAY, NONE …; absent where SES did not check. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verdicts(String spam, String virus, String spf, String dkim, String dmarc) {}

    /**
     * @param file name below the mail's {@code parts/}, made by us: 001, 002, …
     * @param key of the S3 object
     * @param role {@code text} or {@code html} for a body, {@code inline} for what a body shows, {@code message} for a
     *     mail in the mail, else {@code attachment}
     * @param within file of the message that it is a part of
     * @param name the sender's file name: data, never a path
     * @param type media type, lower case, without parameters
     * @param contentId without its angle brackets, as a body's {@code cid:} names it
     * @param charset that a body was read with; the part itself is UTF-8
     * @param charsetBy {@code label}, {@code detected} or {@code default}
     * @param flowed whether the lines of a text body are to be joined (RFC 3676)
     * @param delSp whether they came with DelSp: the part has them joined already
     * @param size in bytes, as stored
     * @param sha256 of the stored bytes, hexadecimal
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            String file,
            String key,
            String role,
            String within,
            String name,
            String type,
            String contentId,
            String charset,
            String charsetBy,
            Boolean flowed,
            Boolean delSp,
            long size,
            String sha256) {

        private Part at(String place) {
            return new Part(
                    file, place, role, within, name, type, contentId, charset, charsetBy, flowed, delSp, size, sha256);
        }
    }
}
