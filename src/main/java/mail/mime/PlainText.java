package mail.mime;

/** Text of which nothing is known but its bytes: what a program prints, for instance. */
public final class PlainText {

    private PlainText() {}

    /** @return the text, read with the charset that the bytes show, windows-1252 if they show none; never an error */
    public static String of(byte[] bytes) {
        return CharsetDetection.of(bytes, null).text();
    }
}
