package settings;

/** How the lines of a mail end when the program reads it. */
public enum LineEnds {
    LF,
    CRLF,
    AS_STORED
}
