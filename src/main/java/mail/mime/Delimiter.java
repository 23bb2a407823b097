package mail.mime;

/**
 * A boundary's line, or the end of the source.
 *
 * @param level index of the multipart among the open ones, -1 at the end of the source
 * @param closing whether this is the multipart's last delimiter
 * @param end the end of the text before it
 * @param next start of the line after the boundary
 */
record Delimiter(int level, boolean closing, long end, long next) {}
