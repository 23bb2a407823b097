package mail.mime;

/**
 * The limits of unpacking a mail. If a limit is exceeded, the mail is delivered raw, and its manifest names the limit.
 *
 * @param headerBytes bytes of all headers of one mail or part
 * @param headers number of headers of one mail or part
 * @param parts number of all parts, including those of attached mails
 * @param depth depth of nested multiparts and attached mails
 * @param addresses number of addresses in one header
 * @param parameters number of parameters in one header
 * @param decodedBytes number of bytes written for all parts together
 */
public record UnpackLimits(
        int headerBytes, int headers, int parts, int depth, int addresses, int parameters, long decodedBytes) {

    public static final int HEADER_BYTES = 4_000_000;
    public static final int HEADERS = 10_000;
    public static final int PARTS = 1_000;
    public static final int DEPTH = 30;
    public static final int ADDRESSES = 10_000;
    public static final int PARAMETERS = 1_000;
    public static final long DECODED_BYTES = 200_000_000;

    /** Defaults far above any mail that a person or a shop system writes. */
    public static UnpackLimits usual() {
        return new UnpackLimits(HEADER_BYTES, HEADERS, PARTS, DEPTH, ADDRESSES, PARAMETERS, DECODED_BYTES);
    }

    static void check(String limit, long value, long most) throws LimitExceeded {
        if (value > most) {
            throw new LimitExceeded(limit + " (" + most + ")");
        }
    }
}
