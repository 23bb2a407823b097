package mail.mime;

import java.util.List;

/**
 * A mail or a part of one, as found from its lines.
 *
 * @param parentCharset the charset named by the multipart around it, null if none; used if the part names none
 * @param start the start of the body in the source
 * @param end the end of the body, without the line break that belongs to the next delimiter
 * @param children the parts of a multipart, or the mail in a message/rfc822; empty for a leaf
 * @param written the part, if it is an attachment that is already written; else null
 */
record Entity(
        Headers headers,
        MediaType type,
        String parentCharset,
        long start,
        long end,
        List<Entity> children,
        PartWriter.WrittenPart written) {

    boolean isLeaf() {
        return children.isEmpty();
    }
}
