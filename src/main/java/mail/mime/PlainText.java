package mail.mime;

/** Decodes text of which only the bytes are known: a program's output, for instance. */
public final class PlainText {

    private PlainText() {}

    /** @return the text, decoded with the charset that the bytes show, or windows-1252; never an error */
    public static String of(byte[] bytes) {
        return CharsetDetection.of(bytes, null).text();
    }
}
