package mail;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is in a mail, for a program without a MIME library. Written after all parts: where it lies, they lie too.
 *
 * @param version of this format
 * @param mail the SES message id
 * @param subject decoded, on one line; null if there is none
 * @param date as in the Date header, ISO 8601; null if there is none or it cannot be read
 * @param parts in the mail's order
 * @param warnings what could not be read and how it was helped; empty for a mail in good order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        int version,
        String mail,
        String messageId,
        String subject,
        List<Person> from,
        List<Person> to,
        List<Person> cc,
        String date,
        List<Part> parts,
        List<String> warnings) {

    public static final int VERSION = 1;

    /** A manifest for a mail whose MIME cannot be read: the raw mail is what the command gets all the same. */
    public static Manifest ofUnreadable(String mail, String warning) {
        return new Manifest(
                VERSION, mail, null, null, List.of(), List.of(), List.of(), null, List.of(), List.of(warning));
    }

    /** @param name decoded display name, null if there is none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Person(String name, String address) {}

    /**
     * @param file name below the mail's {@code parts/}, made by us: 001, 002, …
     * @param role text or html for a body, attachment for the rest
     * @param name the sender's file name, decoded: data, never a path
     * @param type media type, lower case, without parameters
     * @param charset that a body was read with; the part itself is UTF-8
     * @param size in bytes, decoded
     * @param sha256 of the decoded bytes, hexadecimal
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(String file, String role, String name, String type, String charset, long size, String sha256) {}
}
