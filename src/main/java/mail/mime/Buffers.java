package mail.mime;

/**
 * The large arrays of one unpacking. The next mail uses them again: new arrays for each mail would not be in the
 * processor's cache, and took a third of the time.
 */
final class Buffers {

    /** Holds a piece of the mail. */
    final byte[] window = new byte[1 << 16];

    /**
     * Holds a decoded text. A text of this size or less is read once; the charset of a longer one is determined from
     * its first bytes up to this size.
     */
    final byte[] sample = new byte[1 << 17];

    final Base64Lines base64 = new Base64Lines();

    private byte[] utf8 = new byte[0];

    /** @return an array of at least this size, with any content */
    byte[] utf8(int size) {
        if (utf8.length < size) {
            utf8 = new byte[size];
        }
        return utf8;
    }
}
